import { type Column, grant, read, summary, write } from '@nansen/model'

/**
 * Anybody at a desk takes a complaint down (`create`) and does not read those of others; protection staff answer them. Where a colleague, an office
 * or a partner is complained of, and where it is sensitive, the database narrows this further: migrations/0002.
 */
export const access = {
  reception_clerk: grant('create', 'office'),
  registration_officer: grant('create', 'office'),
  registration_supervisor: grant('create', 'subtree'),
  rsd_officer: grant('create', 'office'),
  child_protection_caseworker: grant('create', 'office'),
  gbv_caseworker: grant('create', 'office'),
  protection_officer: write('subtree'),
  distribution_clerk: grant('create', 'office'),
  partner_caseworker: write('own'),
  hotline_officer: write('own'),
  fraud_focal_point: write('country', 'protected'),
  // Sexual exploitation and abuse alone, each complaint as it is sent to them: migrations/0330.
  psea_focal_point: [...grant('create', 'country'), ...write('case', 'protected')],
  head_of_office: summary('subtree'),
  data_protection_officer: write('country', 'protected'),
  auditor: read('case', 'protected'),
} as const satisfies Column
