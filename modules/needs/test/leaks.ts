import type { Leak } from '@nansen/testing'

const tests = 'modules/needs/server/needs'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'a confidential need stands where lists look': { tests, make: 'drop trigger c_confidential on needs.need' },
  'a flag of registration writes a confidential need where lists look': {
    tests,
    make: `drop trigger c_confidential on needs.need; do $$ begin execute replace(pg_get_functiondef('needs.take_up'::regproc),
      'case when not needs.is_confidential(take_up.need) then take_up.need end', 'take_up.need'); end $$`,
  },
  'needs are read by every role and office': {
    tests,
    make: `drop policy read on needs.need; create policy read on needs.need for select to nansen_app using (true)`,
  },
  'who reads needs reads the confidential ones': {
    tests,
    make: `insert into auth.role_grant (role, module, action, scope, level)
      select role, module, action, scope, 'protected' from auth.role_grant
      where module = 'needs' and role = 'registration_supervisor' and action = 'read' and level = 'personal' on conflict do nothing`,
  },
  'who flags a need is told when it lapses': {
    tests,
    make: {
      function: 'cases.foresee',
      find: `and auth.may($1, ''read'', ''personal'', c.office_id, c.owner_id, c.id, c.restriction_group)`,
      instead: '',
    },
  },
  'what data suggests is told to other offices': {
    tests,
    make: `do $$ begin execute replace(pg_get_functiondef('needs.is_settled'::regproc), 'not exists (select from registration.individual', 'false and not exists (select from registration.individual');
      execute replace(pg_get_functiondef('needs.suggested'::regproc), 'and i.office_id = any ((select auth.reach(''needs'', ''create'', ''personal''))::uuid[])', ''); end $$`,
  },
  'somebody is flagged by a machine': {
    tests,
    make: `create function needs.leak() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
        insert into needs.need (id, office_id, subject, need, found_by, identified_on) values (cases.new_id(), new.office_id, new.individual, 'SC-UC', 'suggested-by-data', current_date);
        return null;
      end $$;
      create trigger z_leak after insert on registration.membership for each row when (new.focal_point) execute function needs.leak()`,
  },
  'a suggestion that was answered comes again at once': {
    tests,
    make: { function: 'needs.is_settled', find: 's.answered_on > today - 365', instead: 's.answered_on > today + 365' },
  },
  'a fact that nobody wrote down counts': {
    tests,
    make: { function: 'needs.holds', find: 'r.value end, false)), false)', instead: 'r.value end, true)), false)' },
  },
  'a referral slip prints a confidential need': {
    tests: 'modules/papers/server/appointments',
    make: `do $$ begin execute replace(replace(pg_get_functiondef('cases.referral_slip'::regproc), 'e.key !~ ''^confidential'' and', ''),
      'and not coalesce((c.external ->> ''confidential'')::boolean, false)', ''); end $$`,
  },
  'a referral slip is printed of a case that one may not read': {
    tests: 'modules/papers/server/appointments',
    make: {
      function: 'cases.referral_slip',
      find: `cases.mine(of_module, one.root_id, 'read')`,
      instead: 'cases.root_of(of_module, one.root_id)',
    },
  },
}
