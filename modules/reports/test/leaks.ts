import type { Leak } from '@nansen/testing'

const tests = 'modules/reports/server/reports'

/** Planted one at a time by packages/cases/test/plantedLeaks.ts: each must make a test fail. */
export const LEAKS: Readonly<Record<string, Leak>> = {
  'reports tell small numbers': {
    tests,
    make: { function: 'cases.told', find: 'case when not u.h then u.n end', instead: 'u.n' },
  },
  'reports hide a small number that the rest tells': {
    tests,
    make: {
      function: 'cases.hidden',
      find: 'else array_agg(true order by i) end',
      instead: 'else array_agg(n < smallest order by i) end',
    },
  },
  'reports tell of a quarter that goes on': {
    tests,
    make: { function: 'cases.figures', find: 'if after_it > cases.now() or', instead: 'if' },
  },
  'reports count cases of every office': {
    tests,
    make: {
      function: 'cases.figures',
      find: 'c.office_id = any ($1) and c.state <> all ($5)',
      instead: 'c.state <> all ($5)',
    },
  },
  'reports count what moved at every office': {
    tests,
    make: { function: 'cases.figures', find: 'c.office_id = any ($1) and c.state_since', instead: 'c.state_since' },
  },
  'reports count what others own elsewhere': {
    tests,
    make: {
      function: 'cases.figures',
      find: 'c.owner_id = any ($2) and c.office_id <> all ($1) and c.state <> all',
      instead: 'c.office_id <> all ($1) and c.state <> all',
    },
  },
  'reports count what moved and others own elsewhere': {
    tests,
    make: {
      function: 'cases.figures',
      find: 'c.owner_id = any ($2) and c.office_id <> all ($1) and c.state_since',
      instead: 'c.office_id <> all ($1) and c.state_since',
    },
  },
  'reports count cases under a restriction': {
    tests,
    make: {
      function: 'cases.figures',
      find: 'c.state_since < $3 and c.restriction_group is null',
      instead: 'c.state_since < $3',
    },
  },
  'reports count what moved under a restriction': {
    tests,
    make: {
      function: 'cases.figures',
      find: 'c.state_since >= $3 and c.restriction_group is null',
      instead: 'c.state_since >= $3',
    },
  },
  'reports tell of complaints and of violence because of gender': {
    tests,
    make: {
      function: 'cases.told_in_numbers',
      find: `jsonb_array_length(m.definition -> 'roles') > 0 and m.name <> 'complaints'`,
      instead: 'true',
    },
  },
  'reports tell of cases that one knows nothing of': {
    tests,
    make: {
      function: 'cases.told_in_numbers',
      find: `auth.can(m.name, 'read', 'personal') or`,
      instead: 'true or',
    },
  },
}
