import type { Leak } from '@nansen/testing'

const of = (tests: string) => `modules/resettlement/server/${tests}`

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'cases for resettlement are read by every role and office': {
    tests: of('resettlement'),
    make: `drop policy read on resettlement.file; create policy read on resettlement.file for select to nansen_app using (true)`,
  },
  'who recommends a case reviews it': {
    tests: of('resettlement'),
    make: `do $$ declare c text; begin
      for c in select conname from pg_constraint where conrelid = 'resettlement.file'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ 'recommended_by.*<>|<>.*recommended_by' loop
        execute format('alter table resettlement.file drop constraint %I', c);
      end loop;
    end $$`,
  },
  'who works on a case excepts somebody of it from proof': {
    tests: of('proof'),
    make: {
      function: 'resettlement.except_check',
      find: 'if auth.staff() in (given.owner_id, given.assessed_by, given.recommended_by) then',
      instead: 'if false then',
    },
  },
  'somebody is proved where the case does not stand': {
    tests: of('proof'),
    make: {
      function: 'resettlement.except_check',
      find: 'if not resettlement.stands_at(given.state, on_occasion) then',
      instead: 'if false then',
    },
  },
  'a form stands when the family changed': {
    tests: of('resettlement'),
    make: 'drop trigger y_traveller on resettlement.member; drop trigger y_resettlement_looks on registration.individual',
  },
  'more places of a quota are taken than there are': {
    tests: of('quota'),
    make: { function: 'resettlement.take_places', find: 'if people > free then', instead: 'if false then' },
  },
  'a quota takes another nationality': {
    tests: of('quota'),
    make: {
      function: 'resettlement.take_places',
      find: 'if wanted.nationality is not null and',
      instead: 'if false and',
    },
  },
}
