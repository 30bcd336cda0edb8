import { type Column, grant, read, summary, write } from '@nansen/model'

/** The clerk at the table has the manifest and nothing else of the person. */
export const access = {
  registration_officer: summary('office'),
  registration_supervisor: summary('subtree'),
  child_protection_caseworker: summary('office'),
  best_interests_panel: summary('subtree'),
  protection_officer: summary('subtree'),
  fraud_focal_point: summary('country'),
  distribution_clerk: write('office'),
  partner_caseworker: write('own'),
  hotline_officer: summary('country'),
  head_of_office: [...read('subtree'), ...grant('approve', 'subtree')],
  data_protection_officer: read('case'),
  auditor: read('country'),
} as const satisfies Column
