import type { Leak } from '@nansen/testing'

const tests = 'modules/fraud/server/fraud'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'that something is clarified is told to who works elsewhere': {
    tests,
    make: {
      function: 'fraud.clarifying',
      find: `auth.may('fraud', 'flag', 'personal', i.office_id, null, null, i.restriction_group)`,
      instead: 'true',
    },
  },
  'what was handed in is told before it is over': {
    tests,
    make: {
      function: 'fraud.handed_in',
      find: `when i.state <> 'closed' then 'received'`,
      instead: `when false then ''`,
    },
  },
  'what others handed in is told to everybody': {
    tests,
    make: { function: 'fraud.handed_in', find: 'r.told_by = auth.staff()', instead: 'true' },
  },
  'a suspicion of staff is kept here': {
    tests,
    make: { function: 'fraud.hand_in', find: 'if of_staff then', instead: 'if false then' },
  },
  'a suspicion is handed in about anybody': {
    tests,
    make: {
      function: 'fraud.hand_in',
      find: `auth.may('fraud', 'flag', 'personal', given.office_id, null, null, given.restriction_group)`,
      instead: 'true',
    },
  },
  'inquiries are read by every role and office': {
    tests,
    make: `drop policy read on fraud.inquiry; create policy read on fraud.inquiry for select to nansen_app using (true)`,
  },
  'what rests never goes on': { tests, make: 'drop trigger y_hold_over on fraud.clock' },
  'who did nothing is sanctioned': {
    tests,
    make: { function: 'fraud.judge_measure', find: `not 'concerned' = any (roles)`, instead: 'false' },
  },
}
