import type { Leak } from '@nansen/testing'

const of = (tests: string) => `modules/return/server/${tests}`

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'returns are read by every role and office': {
    tests: of('return'),
    make: `drop policy read on return.file; create policy read on return.file for select to nansen_app using (true)`,
  },
  'a head of office reads what somebody said alone': {
    tests: of('return'),
    make: `insert into auth.role_grant (role, module, action, scope, level)
      select role, module, action, scope, 'protected' from auth.role_grant
      where module = 'return' and role = 'head_of_office' and action = 'read' and level = 'personal' on conflict do nothing`,
  },
  'a form stands when other people go': { tests: of('return'), make: 'drop trigger z_composition on return.member' },
  'a guardian signs for an adult': {
    tests: of('return'),
    make: {
      function: 'return.before_signature',
      find: `raise exception using errcode = '23514', message = 'an adult signs for themselves, a guardian for a child', column = 'how';`,
      instead: 'null;',
    },
  },
  'a convoy takes more than it has seats': {
    tests: of('return'),
    make: { function: 'return.take_seats', find: 'if many > taken.seats then', instead: 'if false then' },
  },
  'a child leaves without an adult': {
    tests: of('departures'),
    make: {
      function: 'return.judge_departure',
      find: `raise exception using errcode = '23514', message = 'no child leaves without an adult', column = 'departed_on';`,
      instead: 'null;',
    },
  },
  'a child stays behind without an adult': {
    tests: of('departures'),
    make: {
      function: 'return.judge_departure',
      find: `raise exception using errcode = '23514', message = 'no child stays behind without an adult', column = 'departed_on';`,
      instead: 'null;',
    },
  },
  'people leave who were not asked again': {
    tests: of('departures'),
    make: {
      function: 'return.judge_departure',
      find: `raise exception using errcode = '23514', message = 'ask them again first', column = 'reconfirmed_on';`,
      instead: 'null;',
    },
  },
}
