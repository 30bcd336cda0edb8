import type { Leak } from '@nansen/testing'

const of = (tests: string) => `modules/rsd/server/${tests}`
const MANDATES = `if new.authority = 'unhcr' and of_government or new.authority = 'government' and not of_government then`

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'files of status determination are read by every role and office': {
    tests: of('others'),
    make: `drop policy read on rsd.file; create policy read on rsd.file for select to nansen_app using (true)`,
  },
  'an official reads files of status determination that were not given to them': {
    tests: of('others'),
    make: `insert into auth.role_grant (role, module, action, level, scope) values ('government_rsd_officer', 'rsd', 'read', 'personal', 'office')`,
  },
  'resettlement reads how a claim was examined': {
    tests: of('others'),
    make: `insert into auth.role_grant (role, module, action, scope, level)
      select role, module, action, scope, 'protected' from auth.role_grant
      where module = 'rsd' and role = 'resettlement_officer' and action = 'read' and level = 'personal' on conflict do nothing`,
  },
  'a government’s officer decides what is UNHCR’s': {
    tests: of('others'),
    make: {
      function: 'rsd.judge_move',
      find: MANDATES,
      instead: MANDATES.replace(`new.authority = 'unhcr' and of_government or `, ''),
    },
  },
  'UNHCR decides what is a government’s': {
    tests: of('others'),
    make: {
      function: 'rsd.judge_move',
      find: MANDATES,
      instead: MANDATES.replace(` or new.authority = 'government' and not of_government`, ''),
    },
  },
  'the body that assessed a joint claim decides it alone': {
    tests: of('others'),
    make: {
      function: 'rsd.judge_move',
      find: 'and rsd.is_of_government(new.assessed_by) = of_government',
      instead: 'and false',
    },
  },
  'who assessed a claim settles the comments on it': {
    tests: of('rsd'),
    make: { function: 'rsd.judge_comment', find: 'f.assessed_by = auth.staff()', instead: 'false' },
  },
  'what was decided on a claim is written over': {
    tests: of('rsd'),
    make: {
      function: 'rsd.keep_words',
      find: `raise exception using errcode = '42501', message = 'what was decided stays';`,
      instead: 'null;',
    },
  },
  'an appeal that is late needs no reason': {
    tests: of('rsd'),
    make: {
      function: 'rsd.judge_appeal',
      find: 'or filed >= deadline and given.appeal_late_because is null',
      instead: '',
    },
  },
  'an interpreter of a side interprets': {
    tests: of('rsd'),
    make: { function: 'rsd.judge_interview', find: 'if new.interpreter_conflict then', instead: 'if false then' },
  },
  'a trigger of exclusion is passed over': {
    tests: of('rsd'),
    make: { function: 'rsd.judge_move', find: `if trigger_said = 'yes' then`, instead: 'if false then' },
  },
  'a relative whom another country protects follows the applicant': {
    tests: of('others'),
    make: { function: 'rsd.judge_claim', find: `new.other_country = 'protects-them' or`, instead: '' },
  },
  'who registered somebody decides their claim': { tests: of('duties'), make: 'drop trigger f_duties on rsd.file' },
  'who assessed a claim reviews it': {
    tests: of('duties'),
    make: `do $$ declare c text; begin
      for c in select conname from pg_constraint where conrelid = 'rsd.file'::regclass and pg_get_constraintdef(oid) = 'CHECK ((assessed_by <> reviewed_by))' loop
        execute format('alter table rsd.file drop constraint %I', c);
      end loop;
    end $$`,
  },
  'who may not hand a file on is told who works for the government': {
    tests: of('others'),
    make: {
      function: 'rsd.officials',
      find: `if given.id is null or not auth.may('rsd', 'transfer', 'personal', given.office_id, given.owner_id, given.id, given.restriction_group) then`,
      instead: 'if given.id is null then',
    },
  },
  'an official who left is offered a file': {
    tests: of('others'),
    make: { function: 'rsd.officials', find: 'and a.ended_at is null', instead: '' },
  },
}
