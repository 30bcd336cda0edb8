import { identifier, literal, reachSql, tableName } from '@nansen/access'
import type { CaseDefinition, Module, RecordDefinition } from '@nansen/model'

/** Where people are: what a case's `subject`, members and tasks refer to. */
const PEOPLE = 'registration.individual'

/**
 * What makes a module's tables those of a case, after `recordSql`: its number and signatures, the triggers of schema `cases`, who sees which
 * note, and whom a restriction hides. Rules of the definition are not here: they are data of `cases.module`.
 */
export function caseSql(module: Module): string {
  const rules = module.case
  if (rules === null) return ''
  const root = tableName(module.name, rules.record)
  const parts = [
    `-- What makes it a case: docs/decisions/0045.`,
    rootSql(module, rules, root),
    ...(rules.roles.length === 0 ? [] : [memberSql(module, rules)]),
    taskSql(module),
    ...outOfSight(module),
    noteSql(module),
    meetingSql(module, rules),
  ]
  return `\n${parts.join('\n\n')}\n`
}

function rootSql(module: Module, rules: CaseDefinition, root: string): string {
  const name = literal(module.name)
  const signed = [...new Set([...Object.values(rules.signs), ...rules.apart.flat()])]
  return [
    `create unique index on ${root} (number);`,
    `create index on ${root} (office_id, state, state_since) include (${judgedBy(module, rules).join(', ')});`,
    `create index on ${root} (state, state_since);`,
    `create trigger c_case_number before insert or update on ${root} for each row execute function cases.number_it(${name});`,
    `create trigger c_case_sign before update on ${root} for each row when (current_user = 'nansen_app') execute function cases.sign_it(${name});`,
    `create trigger f_case_ready before update of state on ${root} for each row when (current_user = 'nansen_app') execute function cases.check_ready(${name});`,
    `create trigger y_case_after after insert or update on ${root} for each row when (current_user = 'nansen_app') execute function cases.after_change(${name}, 'person');`,
    `create trigger y_case_after_system after insert or update on ${root} for each row when (current_user <> 'nansen_app') execute function cases.after_change(${name}, 'system');`,
    ...(signed.length === 0
      ? []
      : [
          `create trigger e_oneself before insert or update on ${root} for each row execute function store.only_oneself(${signed.map(literal).join(', ')});`,
        ]),
    ...rules.apart.map(([one, other]) => `alter table ${root} add check (${identifier(one)} <> ${identifier(other)});`),
  ].join('\n')
}

function memberSql(module: Module, rules: CaseDefinition): string {
  const member = tableName(module.name, 'member')
  const names = [module.name, rules.record].map(literal).join(', ')
  return [
    `create unique index on ${member} (parent_id, individual) where until is null and withdrawn_at is null;`,
    `create trigger y_case_member after insert or update on ${member} for each row execute function cases.after_member(${names}, '${PEOPLE}');`,
    `create trigger y_${module.name}_follows after update of restriction_group on ${PEOPLE} for each row`,
    `  when (new.restriction_group is distinct from old.restriction_group) execute function cases.follow_restriction(${names});`,
  ].join('\n')
}

function taskSql(module: Module): string {
  const task = tableName(module.name, 'task')
  const clock = tableName(module.name, 'clock')
  return [
    `create index on ${task} (for_staff, due_at) where status = 'open';`,
    `create index on ${task} (office_id, due_at) where status = 'open';`,
    `create index on ${task} (owner_id, due_at) where status = 'open';`,
    `create trigger c_case_task before insert or update on ${task} for each row when (current_user = 'nansen_app') execute function cases.before_task(${literal(module.name)});`,
    `create index on ${clock} (due_at) where status = 'running';`,
    `create unique index on ${clock} (parent_id, name) where status in ('running', 'paused');`,
    `-- Clocks, stages, referrals and handovers are kept by the database alone.`,
    `revoke insert, update on ${[clock, ...['stage', 'referral', 'handover'].map(each => tableName(module.name, each))].join(', ')} from nansen_app;`,
  ].join('\n')
}

/** Columns that policies on a case judge by, beside its office: in an index they let a queue be counted without looking at the rows. */
const judgedBy = ({ records }: Module, { record }: CaseDefinition): readonly string[] =>
  ['id', 'owner_id', 'restriction_group', ...peopleIn(records[record]!)].map(identifier)

/** A restriction hides people wherever a row names them. */
const outOfSight = (module: Module): readonly string[] =>
  Object.entries(module.records).flatMap(([name, record]) =>
    peopleIn(record).map(
      field =>
        `create policy out_of_sight_${field} on ${tableName(module.name, name)} as restrictive to nansen_app\n  using (${identifier(field)} is null or sha256(uuid_send(${identifier(field)})) <> all ((select auth.out_of_sight())::bytea[]));`,
    ),
  )

/** Fields of a record's own table that name somebody registered. */
const peopleIn = ({ fields }: RecordDefinition): readonly string[] =>
  Object.entries(fields).flatMap(([field, { refersTo, sensitivity }]) =>
    refersTo === PEOPLE && sensitivity !== 'protected' && sensitivity !== 'sealed' ? [field] : [],
  )

function noteSql(module: Module): string {
  const note = tableName(module.name, 'note')
  const guarded = reachSql({ module: module.name, action: 'read', level: 'protected', root: 'root_id' })
  const readers = `sealed_for = any ((select sealed.read_by_me())::uuid[])`
  return [
    `create trigger c_case_note before insert or update on ${note} for each row execute function cases.before_note();`,
    `-- That there is a note which one may not read is nothing one knows, not by its history either.`,
    `create policy by_level on ${note} as restrictive for select to nansen_app using (\n    level = 'ordinary'\n    or level = 'sealed' and ${readers}\n    or level = 'restricted' and (${guarded}));`,
    `create policy sealed_by_readers on ${note} as restrictive for insert to nansen_app with check (level <> 'sealed' or ${readers});`,
    `create policy by_level on ${tableName(module.name, 'note_sealed')} as restrictive for select to nansen_app using (\n    id in (select n.id from ${note} n where n.level = 'sealed'));`,
    `insert into change.kept_apart (module, record) values (${literal(module.name)}, 'note');`,
  ].join('\n')
}

/** Appointments, transcripts, approvals, links and watchers: the rules of each are functions of schema `cases` that are told the module. */
function meetingSql(module: Module, rules: CaseDefinition): string {
  const name = literal(module.name)
  const of = (record: string) => tableName(module.name, record)
  const before = (record: string, does: string) =>
    `create trigger c_case_${record} before insert or update on ${of(record)} for each row when (current_user = 'nansen_app') execute function cases.${does}(${name});`
  return [
    `-- Who meets whom, what was said, and what a second colleague agrees to.`,
    `create index on ${of('appointment')} (office_id, starts_at);`,
    `create index on ${of('appointment')} (officer, starts_at);`,
    `alter table ${of('appointment')} add check (minutes between 5 and 600);`,
    before('appointment', 'before_appointment'),
    `create trigger y_case_book after insert or update on ${of('appointment')} for each row execute function cases.book(${name});`,
    `create trigger y_case_book after insert or update on ${of('appointment_protected')} for each row execute function cases.book(${name});`,
    `create trigger y_case_no_show after update of status on ${of('appointment')} for each row execute function cases.after_no_show(${name});`,
    `create trigger y_case_unbook after delete on ${of('appointment')} for each row execute function cases.unbook();`,
    `create unique index on ${of('transcript')} (appointment, edition);`,
    `create unique index on ${of('transcript')} (appointment) where signed;`,
    `create trigger c_case_transcript before insert or update on ${of('transcript')} for each row execute function cases.before_transcript(${name});`,
    `create trigger c_case_lines before insert or update on ${of('transcript_protected')} for each row execute function cases.before_lines();`,
    `create constraint trigger y_case_signed after insert on ${of('transcript')} deferrable initially deferred for each row execute function cases.signed_has_words(${name});`,
    `alter table ${of('approval')} add check (asked_by <> decided_by);`,
    before('approval', 'before_approval'),
    `create unique index on ${of('watcher')} (parent_id, staff) where withdrawn_at is null;`,
    before('watcher', 'before_watcher'),
    before('link', 'before_link'),
    `-- A link is told to who may know of both cases, by its history neither.`,
    `create policy known on ${of('link')} as restrictive for select to nansen_app using (cases.knows(to_module, to_case));`,
    `insert into change.kept_apart (module, record) values (${name}, 'link') on conflict do nothing;`,
    `create trigger y_case_forgotten after delete on ${of(rules.record)} for each row execute function cases.forget(${name});`,
  ].join('\n')
}
