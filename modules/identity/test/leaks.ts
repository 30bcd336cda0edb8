import type { Leak } from '@nansen/testing'

const tests = 'modules/identity/server/exceptions'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'who captured somebody agrees to what could not be captured': {
    tests,
    // one wall hides what the other lets through: what cannot be captured is noted by who captures
    make: `do $$ begin execute replace(replace(pg_get_functiondef('identity.decide_exceptions'::regproc),
      'or held.created_by is not distinct from auth.staff()', ''),
      'or exists (select from identity.exception x where x.parent_id = held.id and x.created_by = auth.staff())', ''); end $$`,
  },
  'who added an exception to a colleague’s sitting agrees to it': {
    tests,
    make: {
      function: 'identity.decide_exceptions',
      find: 'or exists (select from identity.exception x where x.parent_id = held.id and x.created_by = auth.staff())',
      instead: '',
    },
  },
  'another office decides on exceptions': {
    tests,
    make: {
      function: 'identity.decide_exceptions',
      find: `if held is null or not auth.may('identity', 'approve', 'personal', held.office_id, held.owner_id, held.id, held.restriction_group) then`,
      instead: 'if held is null then',
    },
  },
  'sittings are read by every office': {
    tests,
    make: 'drop policy read on identity.enrolment; create policy read on identity.enrolment for select to nansen_app using (true)',
  },
  'an exception is denied without a reason': {
    tests,
    make: { function: 'identity.decide_exceptions', find: 'or (not agree and why is null)', instead: '' },
  },
  'what is added to a sitting that was agreed to waits for nobody': {
    tests,
    make: {
      function: 'identity.exceptions_wait',
      find: `and e.exceptions_state is distinct from 'waiting' and (`,
      instead: `and e.exceptions_state is null and (`,
    },
  },
}
