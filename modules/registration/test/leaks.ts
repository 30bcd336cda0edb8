import type { Leak } from '@nansen/testing'

const of = (tests: string) => `modules/registration/server/${tests}`
const openTo = (table: string, policy: string) =>
  `drop policy ${policy} on registration.${table}; create policy ${policy} on registration.${table} for select to nansen_app using (true)`

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'people are read by every role and office': { tests: of('wholeRecord'), make: openTo('individual', 'read') },
  'religion and ethnicity are read without the right to them': {
    tests: of('wholeRecord'),
    make: `insert into auth.role_grant (role, module, action, scope, level)
      select role, module, action, scope, 'protected' from auth.role_grant
      where module = 'registration' and role = 'registration_officer' and action = 'read' and level = 'personal' on conflict do nothing`,
  },
  'who asked to be hidden is named beside whom they married': {
    tests: of('events/births'),
    make: 'drop policy out_of_sight on registration.life_event',
  },
  'what happened to people is read by every office': {
    tests: of('events/comings'),
    make: openTo('life_event', 'read'),
  },
  'two records are one person by the word of who may not approve': {
    tests: of('events/comings'),
    make: {
      function: 'registration.judge_same_person',
      find: `if not auth.may('registration', 'approve', 'personal'`,
      instead: `if false and not auth.may('registration', 'approve', 'personal'`,
    },
  },
  'who said that two records are one takes it back alone': {
    tests: of('events/takenBack'),
    make: {
      function: 'registration.judge_same_person',
      find: 'if new.same_person_as is null and (',
      instead: 'if false and (',
    },
  },
  'a past day is shown to every office': {
    tests: of('timeMachine/asOf'),
    make: `${openTo('registration_group', 'read')}; ${openTo('individual', 'read')}; ${openTo('membership', 'read')}`,
  },
  'a past day shows whom a restriction hides since': {
    tests: of('timeMachine/asOf'),
    make: `do $$ declare p record; begin
      for p in select polname, polrelid::regclass as of_table from pg_policy where not polpermissive
        and polrelid in (select oid from pg_class where relnamespace = 'registration'::regnamespace) loop
        execute format('drop policy %I on %s', p.polname, p.of_table);
      end loop; end $$;
      create or replace function auth.hidden() returns uuid[] language sql stable parallel safe security definer
      set search_path = pg_catalog, pg_temp as $$ select '{}'::uuid[] $$`,
  },
  'likenesses tell who is hidden': {
    tests: of('lookAlikes'),
    make: `create or replace function auth.groups() returns uuid[] language sql stable parallel safe security definer
      set search_path = pg_catalog, pg_temp as $$ select coalesce(array_agg(g.id), '{}') from auth.restriction_group g $$`,
  },
  'likenesses tell who was told apart from somebody hidden': {
    tests: of('lookAlikes'),
    make: { function: 'registration.told_apart', find: 'where x.other <> all (auth.hidden())', instead: '' },
  },
  'likenesses are judged by a birth that the asker may not read': {
    tests: of('lookAlikes'),
    make: {
      function: 'registration.likeness_facts',
      find: 'i.office_id = any (whole.offices) or i.id = any (whole.cases) as may',
      instead: 'true as may',
    },
  },
  'what a level asks is said by everybody': {
    tests: of('wholeRecord'),
    make: `drop policy add on registration.level_question;
      create policy add on registration.level_question for insert to nansen_app with check (true)`,
  },
  'a birth is another than was said': {
    tests: of('saidBirths'),
    make: {
      function: 'registration.keep_said',
      find: 'if new.born_from is not null and (new.born is null',
      instead: 'if false and (new.born is null',
    },
  },
  'what was said of a birth outlives its correction': {
    tests: of('saidBirths'),
    make: {
      function: 'registration.keep_said',
      find: 'if old.born_from is not null then new.born_as_said := null; end if;',
      instead: '',
    },
  },
  'the words of a date stay when the date is another': {
    tests: of('saidBirths'),
    make: 'drop trigger a_words on registration.marriage',
  },
  'findings of data quality are read by every office': {
    tests: of('quality/quality'),
    make: openTo('quality_finding', 'read'),
  },
  'findings are counted over every office': {
    tests: of('quality/quality'),
    make: `${openTo('finding_count', 'read')}; ${openTo('quality_count', 'read')}`,
  },
  'findings count who is under a restriction': {
    tests: of('quality/quality'),
    make: 'drop policy restricted on registration.finding_count; drop policy restricted on registration.quality_count',
  },
  'the duty reads tables of people': {
    tests: of('quality/quality'),
    make: `grant select on registration.individual to nansen_sync;
      create policy duty on registration.individual for select to nansen_sync using (true)`,
  },
  'how grave a finding is, is agreed to by who asked': {
    tests: of('quality/severity'),
    make: {
      function: 'registration.answer_severity',
      find: `if asked.asked_by = me and agreed then`,
      instead: 'if false then',
    },
  },
  'how grave a finding is, is said by who does not approve': {
    tests: of('quality/severity'),
    make: {
      function: 'registration.judges_quality',
      find: `'approve', 'personal'`,
      instead: `'read', 'personal'`,
    },
  },
}
