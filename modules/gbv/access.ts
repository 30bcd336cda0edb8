import { type Column, summary, write } from '@nansen/model'

/** Own cases only. No supervisor, head of office or administrator reads them; a case opens to another by the survivor's consent. */
export const access = {
  resettlement_officer: summary('case'),
  resettlement_reviewer: summary('case'),
  gbv_caseworker: write('own', 'protected'),
} as const satisfies Column
