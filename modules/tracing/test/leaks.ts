import type { Leak } from '@nansen/testing'

const of = (tests: string) => `modules/tracing/server/${tests}`

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'requests for relatives are read by every role and office': {
    tests: of('queue'),
    make: `drop policy read on tracing.request; create policy read on tracing.request for select to nansen_app using (true)`,
  },
  'what only relatives know is read without the right to it': {
    tests: of('confirmMatch'),
    make: `insert into auth.role_grant (role, module, action, scope, level)
      select role, module, action, scope, 'protected' from auth.role_grant
      where module = 'tracing' and role = 'best_interests_panel' and action = 'read' and level = 'personal' on conflict do nothing`,
  },
  'what one side answered is read by whoever reads the request': {
    tests: of('confirmMatch'),
    make: `drop policy read on tracing.answer_protected;
      create policy read on tracing.answer_protected for select to nansen_app using (true)`,
  },
}
