import { type Column, grant, summary, write } from '@nansen/model'

/**
 * Own cases only: no supervisor, head of office or administrator reads them; a case opens to another by the survivor's consent. `export` at
 * the level `summary` is sums of a finished quarter with small numbers left out; nobody exports at the level of a person.
 */
export const access = {
  resettlement_officer: summary('case'),
  resettlement_reviewer: summary('case'),
  gbv_caseworker: [...write('own', 'protected'), ...grant('export', 'own', 'summary')],
  protection_officer: grant('export', 'subtree', 'summary'),
  data_analyst: grant('export', 'country', 'summary'),
} as const satisfies Column
