import type { Leak } from '@nansen/testing'

const of = (tests: string) => `modules/oversight/server/${tests}`

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'the audit is searched by whoever administers': {
    tests: of('oversight'),
    make: { function: 'audit.search', find: `if not auth.can('oversight', 'read', 'protected')`, instead: 'if false' },
  },
  'who searched the audit is not in it': {
    tests: of('oversight'),
    make: {
      function: 'audit.search',
      find: `perform audit.read('oversight', 'read', 'audit', array_remove(array[person, staff, office], null), '{}',`,
      instead: 'perform (',
    },
  },
  'what is unusual is shown to everybody': {
    tests: of('unusual'),
    make: {
      function: 'oversight.unusual_list',
      find: `((select auth.can('oversight', 'read', 'protected')) or oversight.answers_unusual(f.staff_id, f.office_id))`,
      instead: 'true',
    },
  },
  'who supervises elsewhere is shown what was unusual here': {
    tests: of('unusual'),
    make: {
      function: 'oversight.answers_unusual',
      find: `of_office = any ((select auth.reach('registration', 'approve', 'personal'))::uuid[])`,
      instead: `auth.can('registration', 'approve', 'personal')`,
    },
  },
  'somebody is shown what was found about themselves': {
    tests: of('unusual'),
    make: { function: 'oversight.unusual_list', find: 'f.staff_id <> auth.staff() and', instead: '' },
  },
  'the opening of restricted people is not found': {
    tests: of('unusual'),
    make: { function: 'oversight.judge_access', find: 'i.restriction_group is not null', instead: 'false' },
  },
  'what was answered is found again for the same looks': {
    tests: of('unusual'),
    make: { function: 'oversight.judge_access', find: `or f.until >= hit.until)`, instead: ')' },
  },
  'anybody asks for another rule of what is unusual': {
    tests: of('unusualRules'),
    make: {
      function: 'oversight.ask_rule',
      find: `if not oversight.works_as('{data_protection_officer}')`,
      instead: 'if false',
    },
  },
  'anybody agrees to a rule of what is unusual': {
    tests: of('unusualRules'),
    make: {
      function: 'oversight.answer_rule',
      find: `or not oversight.works_as('{data_protection_officer,head_of_office}')`,
      instead: '',
    },
  },
  'rules of what is unusual are told to those they watch': {
    tests: of('unusualRules'),
    make: {
      function: 'oversight.rules_list',
      find: `(select auth.can('oversight', 'read', 'protected')) or oversight.works_as('{data_protection_officer,head_of_office}')`,
      instead: 'true',
    },
  },
  'who asks for a code of an operation agrees to it': {
    tests: of('codes'),
    make: {
      function: 'ref.answer_code',
      find: 'if asked.asked_by = me and agreed then',
      instead: 'if false then',
    },
  },
  'codes of an operation are asked for by who keeps no lists': {
    tests: of('codes'),
    make: { function: 'ref.keeps_lists', find: 'select', instead: 'select true or' },
  },
  'who asked that an operation goes live agrees to it': {
    tests: of('goingLive'),
    make: {
      function: 'oversight.answer_live',
      find: `if agreed and g.asked_by = auth.staff() then raise exception using errcode = '42501', message = 'somebody else agrees'; end if;`,
      instead: '',
    },
  },
  'a head of another country lets an operation go live': {
    tests: of('goingLive'),
    make: { function: 'oversight.answer_live', find: `oversight.may_in(of_country, 'approve')`, instead: 'true' },
  },
  'an operation goes live while something lacks': {
    tests: of('goingLive'),
    make: 'alter table oversight.going_live drop constraint going_live_checks_check',
  },
}
