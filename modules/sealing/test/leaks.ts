import type { Leak } from '@nansen/testing'

const tests = 'modules/sealing/server/sealing'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'locked keys are there for everybody': {
    tests,
    make: 'drop policy own on sealed.lock; create policy own on sealed.lock for select to nansen_app using (true)',
  },
  'everybody knows that there is a group of readers': {
    tests,
    make: `drop policy known on sealed."group"; create policy known on sealed."group" for select to nansen_app using (true)`,
  },
  'everybody knows who is in a group of readers': {
    tests,
    make: `drop policy known on sealed.member; create policy known on sealed.member for select to nansen_app using (true)`,
  },
  'everybody is given the statements of a group of readers': {
    tests,
    make: `drop policy known on sealed.epoch; create policy known on sealed.epoch for select to nansen_app using (true)`,
  },
  'a half is there for everybody': {
    tests,
    make: 'drop policy mine on sealed.half; create policy mine on sealed.half for select to nansen_app using (true)',
  },
  'somebody brings keys for a colleague': {
    tests,
    make: { function: 'sealed.make_keys', find: `or keys ->> 'staff' <> me::text`, instead: '' },
  },
  'the last lock of keys is taken away': {
    tests,
    make: { function: 'sealed.end_lock', find: 'l.ended_at is null) < 2', instead: 'l.ended_at is null) < 0' },
  },
  'a group is founded for work that is not the founder’s': {
    tests,
    make: {
      function: 'sealed.found',
      find: 'if not found.office = any (sealed.offices_of_mine(of_module))',
      instead: 'if false',
    },
  },
  'a reader is named whose work does not need it': {
    tests,
    make: { function: 'sealed.named', find: 'and not sealed.may_read(who, of_module)', instead: 'and false' },
  },
  'a reader is named with keys that are not theirs': {
    tests,
    make: { function: 'sealed.named', find: `and k.body = one -> 'keys'`, instead: '' },
  },
  'a group is changed by who is no reader of it': {
    tests,
    make: {
      function: 'sealed.change_group',
      find: 'not (g.id = any (sealed.read_by_me()) or',
      instead: 'not (true or',
    },
  },
  'who was named to read again need not hold the right': {
    tests,
    make: {
      function: 'sealed.ask_recovery',
      find: 'if not sealed.may_read(ask_recovery.for_staff',
      instead: 'if false and not sealed.may_read(ask_recovery.for_staff',
    },
  },
  'a half is given by who is no officer of the pair': {
    tests,
    make: { function: 'sealed.give_half', find: `and m.role = 'recovery'`, instead: '' },
  },
  'who may be in no group is told whom one could name': {
    tests,
    make: {
      function: 'sealed.candidates',
      find: 'if not (sealed.may_read(',
      instead: 'if false and not (sealed.may_read(',
    },
  },
  'nobody is told that a group is near to losing all': {
    tests,
    make: {
      function: 'sealed.look_at_health',
      find: `perform auth.tell(who, 'sealed-' || g.is_now`,
      instead: `perform auth.tell(null::uuid, 'sealed-' || g.is_now`,
    },
  },
  'acts on groups of readers are not in the audit': {
    tests,
    make: `create or replace function sealed.wrote(what text, ids uuid[]) returns void language sql
      security definer set search_path = pg_catalog, pg_temp as 'select'`,
  },
}
