import type { Leak } from '@nansen/testing'

const of = (tests: string) => `packages/cases/src/server/${tests}`

/**
 * Planted one at a time by `plantedLeaks.ts`: each must make a test fail. A leak that no test sees is a test that is missing.
 */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'a restricted note is an ordinary row': { tests: of('personPage'), make: 'drop policy by_level on example.note' },
  'another office reads cases': {
    tests: of('personPage'),
    make: `drop policy read on example.file; create policy read on example.file for select to nansen_app using (true)`,
  },
  'people under a restriction are named in members': {
    tests: of('personPage'),
    make: `drop policy restricted on example.member; drop policy out_of_sight_individual on example.member;
      drop policy restricted on example.file; drop policy out_of_sight_subject on example.file; drop policy restricted on example.stage;
      drop policy restricted on example.note; drop policy out_of_sight_about on example.note`,
  },
  'alerts are told to who may not open the case': {
    tests: of('alerts'),
    make: { function: 'cases.tell_of', find: 'and cases.could_read(s.id, of_module, given)', instead: '' },
  },
  'alerts are read after the case closed to the reader': {
    tests: of('alerts'),
    make: { function: 'cases.alerts_for_me', find: ' and cases.may_open(a.module, g.given)', instead: '' },
  },
  'an alert names whom it cannot reach': {
    tests: of('alerts'),
    make: { function: 'cases.raise_alert', find: 'not cases.could_read(s, of_module, given)', instead: 'false' },
  },
  'who may not open a case raises alerts of it': {
    tests: of('alerts'),
    make: {
      function: 'cases.raise_alert',
      find: 'if not cases.may_open(',
      instead: 'if false and not cases.may_open(',
    },
  },
  'the words of an alert are pushed': {
    tests: of('alerts'),
    make: { function: 'cases.push_alert', find: `'kind', 'alert'`, instead: `'kind', 'alert', 'words', 'said'` },
  },
  'what an alert said stays in the change log of a case that is destroyed': {
    tests: of('custody'),
    make: { function: 'cases.forget', find: 'set = null, ct = null, salt = null', instead: 'ct = null' },
  },
  'receipts are shown to everybody': {
    tests: of('alerts'),
    make: { function: 'cases.alerts_by_me', find: ' and a.raised_by = auth.staff()', instead: '' },
  },
  'what an office kept is read by every office': {
    tests: of('custody'),
    make: { function: 'cases.left_by_us', find: 'b.office_id = any ($2) or', instead: 'true or' },
  },
  'what an office kept shows what is protected to all': {
    tests: of('custody'),
    make: {
      function: 'cases.left_by_us',
      find: `auth.reach(m.name, 'read', 'protected')`,
      instead: `auth.reach(m.name, 'read', 'personal')`,
    },
  },
  'what an office kept is read past a restriction': {
    tests: of('custody'),
    make: {
      function: 'cases.left_by_us',
      find: 'and (c.restriction_group is null or c.restriction_group = any (auth.groups())) and not cases.names_any(to_jsonb(c), $5)',
      instead: '',
    },
  },
  'the derived route links to what one may not know': {
    tests: of('custody'),
    make: { function: 'cases.before_link', find: 'coalesce(known, 0) = 0', instead: 'false' },
  },
  'protected words go to everybody of one’s organisation': {
    tests: of('custody'),
    make: {
      function: 'cases.refer',
      find: 'if everybody and guarded is not null',
      instead: 'if false and guarded is not null',
    },
  },
  'one colleague hands a case to themselves': {
    tests: of('custody'),
    make: { function: 'cases.answer_handover', find: 'one.created_by = auth.staff()', instead: 'false' },
  },
  'rooms and interpreters are read by every office': {
    tests: of('appointments'),
    make: { function: 'cases.places', find: 'if not cases.works_at(office)', instead: 'if false' },
  },
  'a signed transcript goes on': {
    tests: of('appointments'),
    make: { function: 'cases.before_transcript', find: 'if last.signed then', instead: 'if false then' },
  },
  'an edition changes': {
    tests: of('appointments'),
    make: { function: 'cases.before_lines', find: 'is distinct from', instead: 'is not distinct from' },
  },
  'a second booking passes': {
    tests: of('appointments'),
    make: { function: 'cases.take', find: 'if not overridden and exists', instead: 'if false and exists' },
  },
  'who asks for an approval gives it': {
    tests: of('approvals'),
    // one wall hides what the other lets through
    make: `do $$ declare c text; begin
      execute replace(pg_get_functiondef('cases.before_approval'::regproc), 'me = old.asked_by', 'false');
      for c in select conname from pg_constraint where conrelid = 'example.approval'::regclass and pg_get_constraintdef(oid) ~ 'asked_by <> decided_by' loop
        execute format('alter table example.approval drop constraint %I', c);
      end loop;
    end $$`,
  },
  'a link is told to who knows one of two cases': { tests: of('links'), make: 'drop policy known on example.link' },
  'an office keeps links of a case that went': {
    tests: of('links'),
    make: { function: 'cases.keep_behind', find: ` and c.relname <> 'link'`, instead: '' },
  },
  'what somebody objected to stays with their old record': {
    tests: of('appointments'),
    make: { function: 'cases.objected', find: 'cases.records_of(k.individual)', instead: 'array[k.individual]' },
  },
  'what lies in a week is told to other offices': {
    tests: of('page'),
    make: `do $$ declare t text; begin
      foreach t in array '{file,clock}'::text[] loop
        execute format('drop policy read on example.%I', t);
        execute format('create policy read on example.%I for select to nansen_app using (true)', t);
      end loop;
    end $$`,
  },
  'who approves sees what colleagues of every office carry': {
    tests: of('queue'),
    make: {
      function: 'cases.workers_of',
      find: `and a.office_id = any (auth.reach(of_module, 'approve', 'personal'))`,
      instead: '',
    },
  },
  'who approves nothing sees what each colleague carries': {
    tests: of('queue'),
    make: {
      function: 'cases.workers_of',
      find: `auth.reach(of_module, 'approve', 'personal')`,
      instead: `auth.reach(of_module, 'read', 'personal')`,
    },
  },
  'teams of an office are told to who may not change the case': {
    tests: of('queue'),
    make: {
      function: 'cases.teams_for',
      find: 'if given is null or not auth.may(',
      instead: 'if given is null or false and not auth.may(',
    },
  },
  'who asks for other working days agrees to them': {
    tests: of('events'),
    make: { function: 'cases.answer_calendar', find: 'asked.asked_by = me and agreed', instead: 'false' },
  },
  'anybody asks for other working days': {
    tests: of('events'),
    make: { function: 'cases.ask_calendar', find: 'if not ref.keeps_lists(ask_calendar.country)', instead: 'if false' },
  },
  'sealed files are listed for who is no reader of them': {
    tests: of('sealedNotes'),
    make: `drop policy readers on sealed.file; create policy readers on sealed.file for select to nansen_app using (true)`,
  },
  'a file is sealed beside somebody else’s note': {
    tests: of('sealedNotes'),
    make: {
      function: 'sealed.add_file',
      find: 'beside.created_by is distinct from me or not beside.sealed_for = any (sealed.read_by_me())',
      instead: 'false',
    },
  },
  'a file goes to other readers than its note': {
    tests: of('sealedNotes'),
    make: {
      function: 'sealed.add_file',
      find: `add_file.about ->> 'group' <> beside.sealed_for::text or`,
      instead: '',
    },
  },
  'sealed files outlive their case': {
    tests: of('sealedNotes'),
    make: {
      function: 'cases.forget',
      find: 'delete from sealed.file f where f.module = tg_argv[0] and f.case_id = old.id;',
      instead: '',
    },
  },
}
