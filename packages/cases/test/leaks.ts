import type pg from 'pg'

/** A way in which the database could be wrong: `make` is SQL, or words of a function's definition and what stands there instead. */
interface Leak {
  /** Whose tests must notice: a file below packages/cases/src/server, or a path from the root. */
  readonly tests: string
  readonly make: string | { readonly function: string; readonly find: string; readonly instead: string }
}

const PARTNERS = 'modules/partner_services/server/partner_services'

/**
 * Planted one at a time by `plantedLeaks.ts`: each must make a test fail. A leak that no test sees is a test that is missing.
 */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'a restricted note is an ordinary row': { tests: 'personPage', make: 'drop policy by_level on example.note' },
  'another office reads cases': {
    tests: 'cases',
    make: `drop policy read on example.file; create policy read on example.file for select to nansen_app using (true)`,
  },
  'people under a restriction are named in members': {
    tests: 'personPage',
    make: `drop policy restricted on example.member; drop policy out_of_sight_individual on example.member;
      drop policy restricted on example.file; drop policy out_of_sight_subject on example.file; drop policy restricted on example.stage;
      drop policy restricted on example.note; drop policy out_of_sight_about on example.note`,
  },
  'alerts are told to who may not open the case': {
    tests: 'alerts',
    make: { function: 'cases.tell_of', find: 'and cases.could_read(s.id, of_module, given)', instead: '' },
  },
  'alerts are read after the case closed to the reader': {
    tests: 'alerts',
    make: { function: 'cases.alerts_for_me', find: ' and cases.may_open(a.module, g.given)', instead: '' },
  },
  'an alert names whom it cannot reach': {
    tests: 'alerts',
    make: { function: 'cases.raise_alert', find: 'not cases.could_read(s, of_module, given)', instead: 'false' },
  },
  'who may not open a case raises alerts of it': {
    tests: 'alerts',
    make: {
      function: 'cases.raise_alert',
      find: 'if not cases.may_open(',
      instead: 'if false and not cases.may_open(',
    },
  },
  'the words of an alert are pushed': {
    tests: 'alerts',
    make: { function: 'cases.push_alert', find: `'kind', 'alert'`, instead: `'kind', 'alert', 'words', 'said'` },
  },
  'what an alert said stays in the change log of a case that is destroyed': {
    tests: 'custody',
    make: { function: 'cases.forget', find: 'set = null, ct = null, salt = null', instead: 'ct = null' },
  },
  'receipts are shown to everybody': {
    tests: 'alerts',
    make: { function: 'cases.alerts_by_me', find: ' and a.raised_by = auth.staff()', instead: '' },
  },
  'what an office kept is read by every office': {
    tests: 'custody',
    make: { function: 'cases.left_by_us', find: 'b.office_id = any ($2) or', instead: 'true or' },
  },
  'what an office kept shows what is protected to all': {
    tests: 'custody',
    make: {
      function: 'cases.left_by_us',
      find: `auth.reach(m.name, 'read', 'protected')`,
      instead: `auth.reach(m.name, 'read', 'personal')`,
    },
  },
  'what an office kept is read past a restriction': {
    tests: 'custody',
    make: {
      function: 'cases.left_by_us',
      find: 'and (c.restriction_group is null or c.restriction_group = any (auth.groups())) and not cases.names_any(to_jsonb(c), $5)',
      instead: '',
    },
  },
  'the derived route links to what one may not know': {
    tests: 'custody',
    make: { function: 'cases.before_link', find: 'coalesce(known, 0) = 0', instead: 'false' },
  },
  'protected words go to everybody of one’s organisation': {
    tests: 'custody',
    make: {
      function: 'cases.refer',
      find: 'if everybody and guarded is not null',
      instead: 'if false and guarded is not null',
    },
  },
  'one colleague hands a case to themselves': {
    tests: 'custody',
    make: { function: 'cases.answer_handover', find: 'one.created_by = auth.staff()', instead: 'false' },
  },
  'rooms and interpreters are read by every office': {
    tests: 'appointments',
    make: { function: 'cases.places', find: 'if not cases.works_at(office)', instead: 'if false' },
  },
  'a signed transcript goes on': {
    tests: 'appointments',
    make: { function: 'cases.before_transcript', find: 'if last.signed then', instead: 'if false then' },
  },
  'an edition changes': {
    tests: 'appointments',
    make: { function: 'cases.before_lines', find: 'is distinct from', instead: 'is not distinct from' },
  },
  'a second booking passes': {
    tests: 'appointments',
    make: { function: 'cases.take', find: 'if not overridden and exists', instead: 'if false and exists' },
  },
  'who asks for an approval gives it': {
    tests: 'appointments',
    make: { function: 'cases.before_approval', find: 'me = old.asked_by', instead: 'false' },
  },
  'a link is told to who knows one of two cases': { tests: 'links', make: 'drop policy known on example.link' },
  'an office keeps links of a case that went': {
    tests: 'links',
    make: { function: 'cases.keep_behind', find: ` and c.relname <> 'link'`, instead: '' },
  },
  'what somebody objected to stays with their old record': {
    tests: 'appointments',
    make: { function: 'cases.objected', find: 'cases.records_of(k.individual)', instead: 'array[k.individual]' },
  },
  'a partner reads where its colleague is assigned by mistake': {
    tests: PARTNERS,
    make: `delete from auth.own_organisation where module = 'partner_services';
      do $$ declare t text; begin
        for t in select tablename from pg_policies where schemaname = 'partner_services' and policyname = 'own_organisation' loop
          execute format('drop policy own_organisation on partner_services.%I', t);
        end loop;
      end $$`,
  },
  // one wall hides what the other lets through: both of what is asked by id are taken away
  'that another partner’s person is there is answered': {
    tests: PARTNERS,
    make: `delete from auth.own_organisation where module = 'partner_services';
      do $$ begin execute replace(pg_get_functiondef('partner_services.enrolment_known'::regproc),
        'and r.office_id = any (partner_services.offices())', ''); end $$`,
  },
  'a need that is kept is told to a partner': {
    tests: PARTNERS,
    make: {
      function: 'partner_services.before_enrolment',
      find: 'if new.shared_need is not null',
      instead: 'if false',
    },
  },
  'a programme stands at somebody else’s office': {
    tests: PARTNERS,
    make: { function: 'partner_services.before_programme', find: 'if not exists', instead: 'if false and not exists' },
  },
  'more are taken in than there are places': {
    tests: PARTNERS,
    make: { function: 'partner_services.take_place', find: '>= there', instead: '>= there + 100' },
  },
  'who came to another programme is counted': {
    tests: PARTNERS,
    make: { function: 'partner_services.before_attendance', find: 'if not exists', instead: 'if false and not exists' },
  },
}

/** Plants the leak that the environment names, if any. @throws Error for words that the function does not have: the leak is stale. */
export async function plantLeak(owner: pg.Client): Promise<void> {
  const name = process.env.NANSEN_LEAK
  if (name === undefined) return
  const { make } = LEAKS[name]!
  if (typeof make === 'string') return void (await owner.query(`set role nansen_migrator; ${make}; reset role`))
  const { rows } = await owner.query('select pg_get_functiondef($1::regproc) as said', [make.function])
  const said: string = rows[0].said
  if (!said.includes(make.find)) throw new Error(`stale leak: ${name}`)
  await owner.query(`set role nansen_migrator; ${said.replace(make.find, () => make.instead)}; reset role`)
}
