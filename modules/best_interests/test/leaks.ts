import type { Leak } from '@nansen/testing'

const of = (tests: string) => `modules/best_interests/server/${tests}`

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'files of children are read by every role and office': {
    tests: of('best_interests'),
    make: `drop policy read on best_interests.file; create policy read on best_interests.file for select to nansen_app using (true)`,
  },
  'one of a panel votes and signs for another': {
    tests: of('panel'),
    make: { function: 'best_interests.judge_panelist', find: 'and not mine then', instead: 'and false then' },
  },
  'one of a panel writes what another does not agree to': {
    tests: of('panel'),
    make: 'drop trigger g_dissent on best_interests.panelist_protected',
  },
  'who reports on a child chooses the panel': {
    tests: of('panel'),
    make: {
      function: 'best_interests.judge_panelist',
      find: 'and given.reported_by = auth.staff() then',
      instead: 'and false then',
    },
  },
  'who worked on a child’s file sits in its panel': {
    tests: of('panel'),
    make: {
      function: 'best_interests.judge_panelist',
      find: 'if new.staff in (given.reported_by, given.assessed_by, given.owner_id) then',
      instead: 'if false then',
    },
  },
  'who did not sign to keep secrets votes': {
    tests: of('panel'),
    make: { function: 'best_interests.judge_panelist', find: 'new.signed_on is null or', instead: '' },
  },
  'a panel decides without a quorum': {
    tests: of('panel'),
    make: {
      function: 'best_interests.panel_says',
      find: 'sits.voted < coalesce(least, 3) or sits.organisations < coalesce(of_organisations, 2) or',
      instead: '',
    },
  },
  'another than the chair says what a panel decided': {
    tests: of('panel'),
    make: {
      function: 'best_interests.judge_decision',
      find: `and p.part = 'chair' and p.stood_aside is not true`,
      instead: '',
    },
  },
  'a panel decides on what it did not weigh': {
    tests: of('panel'),
    make: {
      function: 'best_interests.judge_decision',
      find: 'and o.solution = new.solution',
      instead: '',
    },
  },
  'what a panel weighed changes afterwards': {
    tests: of('panel'),
    make: 'drop trigger g_weighed on best_interests.option; drop trigger g_weighed on best_interests.option_protected',
  },
  'the report that a panel read changes': {
    tests: of('panel'),
    make: 'drop trigger g_report on best_interests.file_protected',
  },
  'the server writes what a panel decided': {
    tests: of('panel'),
    make: 'drop trigger b_own on best_interests.file',
  },
  // the move that the clock brings about would take it back too, where the file can make it
  'a decision on a child counts for ever': {
    tests: of('panel'),
    make: `drop trigger y_year on best_interests.clock;
      update cases.module set definition = definition #- '{clocks,decision-year,expires,move}' where name = 'best_interests'`,
  },
}
