import type { Leak } from '@nansen/testing'

const tests = 'modules/papers/server/papers'
const stock = 'modules/papers/server/stock/stock.prop'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'papers are printed again and again, and nobody agrees': {
    tests,
    make: {
      function: 'papers.judge_reprint',
      find: 'if agreed is null then',
      instead: 'if false then',
    },
  },
  'blank paper that spoiled is destroyed by who spoiled it': {
    tests: stock,
    make: {
      function: 'papers.apply_act',
      find: `if new.act = 'destroyed' and piece.by_staff is not distinct from auth.staff() then`,
      instead: 'if false then',
    },
  },
  'anybody who may note an act brings blank paper in': {
    tests: stock,
    make: 'drop policy keepers on papers.stock_act',
  },
  'runs name people in hiding': {
    tests,
    make: `drop policy out_of_sight on papers.batch_line; drop policy restricted on papers.batch_line;
      do $$ begin execute replace(pg_get_functiondef('papers.follow_restriction'::regproc), 'begin', 'begin return null;'); end $$`,
  },
  'appointments are read by every office': {
    tests: 'modules/papers/server/appointments',
    make: 'drop policy read on papers.appointment; create policy read on papers.appointment for select to nansen_app using (true)',
  },
  'more people are asked to come than there is room for': {
    tests: 'modules/papers/server/appointments',
    make: {
      function: 'papers.judge_appointment',
      find: `>= papers.rule_of(new.office_id, 'people-a-slot')`,
      instead: `>= 1000000`,
    },
  },
}
