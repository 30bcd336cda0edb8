import type { Leak } from '@nansen/testing'

const tests = 'modules/integration/server/integration'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'who granted a pathway confirms that somebody left by it': {
    tests,
    make: { function: 'integration.judge_leaving', find: 'or old.granted_by = auth.staff() then', instead: 'then' },
  },
  'hosts are named to who only reads the case': {
    tests,
    make: `insert into auth.role_grant (role, module, action, scope, level)
      select role, module, action, scope, 'protected' from auth.role_grant
      where module = 'integration' and role = 'head_of_office' and action = 'read' and level = 'personal' on conflict do nothing`,
  },
  'cases of integration are read by every role and office': {
    tests,
    make: `drop policy read on integration.file; create policy read on integration.file for select to nansen_app using (true)`,
  },
  'who became a citizen stays a refugee in law': { tests, make: 'drop trigger z_carry_out on integration.file' },
}
