import type { Leak } from '@nansen/testing'

const tests = 'modules/registration/server/wholeRecord'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'people are read by every role and office': {
    tests,
    make: `drop policy read on registration.individual; create policy read on registration.individual for select to nansen_app using (true)`,
  },
  'religion and ethnicity are read without the right to them': {
    tests,
    make: `insert into auth.role_grant (role, module, action, scope, level)
      select role, module, action, scope, 'protected' from auth.role_grant
      where module = 'registration' and role = 'registration_officer' and action = 'read' and level = 'personal' on conflict do nothing`,
  },
}
