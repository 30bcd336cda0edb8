import type { Leak } from '@nansen/testing'

const of = (tests: string) => `modules/data_protection/server/${tests}`

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'one person alone erases somebody': {
    tests: of('erasure'),
    make: `do $$ declare c text; begin
      execute replace(pg_get_functiondef('data_protection.erase'::regproc),
        $q$or asked.approved_by is null or asked.decided_by is null
    or asked.approved_by = asked.decided_by then$q$, 'then');
      execute replace(pg_get_functiondef('data_protection.erase'::regproc), $q$or asked.state <> 'approved'$q$, '');
    end $$; drop trigger e_moves on data_protection.request`,
  },
  'an extract holds records that were not agreed': {
    tests: of('rights'),
    make: {
      function: 'data_protection.held',
      find: `if rule.module is null then raise exception using errcode = 'P0002', message = 'not found'; end if;`,
      instead: 'if rule.module is null then return; end if;',
    },
  },
  'an extract is made for another request than for access': {
    tests: of('rights'),
    make: { function: 'data_protection.extract_of', find: `asked.kind <> 'access' or `, instead: '' },
  },
  'an extract is made before somebody took the request': {
    tests: of('rights'),
    make: {
      function: 'data_protection.extract_of',
      find: `or asked.state not in ('in-work', 'decided')`,
      instead: '',
    },
  },
  'an extract lies where everybody who reads requests opens it': {
    tests: of('rights'),
    make: { function: 'data_protection.keep_apart', find: `set level = 'protected'`, instead: `set level = a.level` },
  },
  'who had a record prints and erases it after it went to another operation': {
    tests: of('rights'),
    make: {
      function: 'data_protection.reaches',
      find: `i.office_id = any (auth.reach('data_protection', reaches.action, 'protected'))`,
      instead: 'true',
    },
  },
  'a use that was stopped goes on': {
    tests: of('rights'),
    make: {
      function: 'data_protection.stop_use',
      find: 'tg_argv[0] = any (data_protection.stopped(m.individual))',
      instead: 'false',
    },
  },
  'what was erased stays in the change log': {
    tests: of('erasure'),
    make: {
      function: 'data_protection.erase',
      find: `where c.root_id = asked.individual and (c.set is not null or c.ct is not null or c.salt is not null);`,
      instead: 'where false;',
    },
  },
  'the key of somebody erased is kept': {
    tests: of('erasure'),
    make: {
      function: 'data_protection.erase',
      find: 'where k.subject_id = asked.individual and k.wrapped is not null;',
      instead: 'where false;',
    },
  },
}
