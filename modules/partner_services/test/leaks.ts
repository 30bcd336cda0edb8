import type { Leak } from '@nansen/testing'

const PARTNERS = 'modules/partner_services/server/partner_services'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'a partner reads where its colleague is assigned by mistake': {
    tests: PARTNERS,
    make: `delete from auth.own_organisation where module = 'partner_services';
      do $$ declare t text; begin
        for t in select tablename from pg_policies where schemaname = 'partner_services' and policyname = 'own_organisation' loop
          execute format('drop policy own_organisation on partner_services.%I', t);
        end loop;
      end $$`,
  },
  // one wall hides what the other lets through: both of what is asked by id are taken away
  'that another partner’s person is there is answered': {
    tests: PARTNERS,
    make: `delete from auth.own_organisation where module = 'partner_services';
      do $$ begin execute replace(pg_get_functiondef('partner_services.enrolment_known'::regproc),
        'and r.office_id = any (partner_services.offices())', ''); end $$`,
  },
  'a need that is kept is told to a partner': {
    tests: PARTNERS,
    make: {
      function: 'partner_services.before_enrolment',
      find: 'if new.shared_need is not null',
      instead: 'if false',
    },
  },
  'a programme stands at somebody else’s office': {
    tests: PARTNERS,
    make: { function: 'partner_services.before_programme', find: 'if not exists', instead: 'if false and not exists' },
  },
  'more are taken in than there are places': {
    tests: PARTNERS,
    make: { function: 'partner_services.take_place', find: '>= there', instead: '>= there + 100' },
  },
  'who came to another programme is counted': {
    tests: PARTNERS,
    make: { function: 'partner_services.before_attendance', find: 'if not exists', instead: 'if false and not exists' },
  },
}
