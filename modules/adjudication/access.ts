import { approve, type Column, grant, read, summary } from '@nansen/model'

/** Two adjudicators decide on each likeness; the second does not see the first one's answer before giving their own. */
export const access = {
  registration_officer: summary('office'),
  registration_supervisor: [...read('subtree'), ...grant('create', 'subtree')],
  adjudicator: [...approve('country'), ...grant('reveal', 'country')],
  fraud_focal_point: read('country'),
  head_of_office: summary('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
