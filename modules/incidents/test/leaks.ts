import type { Leak } from '@nansen/testing'

const tests = 'modules/incidents/server/incidents'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'incidents are read by every role and office': {
    tests,
    make: `drop policy read on incidents.incident; create policy read on incidents.incident for select to nansen_app using (true)`,
  },
  'that somebody is accused is told to whoever reads the incident': {
    tests,
    make: 'drop policy investigators on incidents.accused',
  },
  'the history tells that somebody is accused': {
    tests,
    make: `delete from change.kept_apart where module = 'incidents' and record = 'accused'`,
  },
  'an incident is a case of who is accused in it': {
    tests,
    make: `create function incidents.leak() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
        insert into cases.person_in select new.individual, 'incidents', a.parent_id, 'accused', true from incidents.accused a where a.id = new.id
        on conflict do nothing;
        return null;
      end $$;
      create trigger y_leak after insert on incidents.accused_protected for each row execute function incidents.leak()`,
  },
  'a visit that is planned ends the watch over a detention': {
    tests,
    make: { function: 'incidents.after_intervention', find: `and new.status = 'done'`, instead: '' },
  },
}
