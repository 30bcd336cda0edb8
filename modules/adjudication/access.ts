import { approve, type Column, grant, read, summary } from '@nansen/model'

/**
 * Two adjudicators decide on each likeness; the second does not see the first one's answer before giving their own. They sit at the
 * centre, because a likeness may join two offices of two countries.
 */
export const access = {
  registration_officer: summary('office'),
  registration_supervisor: [...summary('subtree'), ...grant('create', 'subtree')],
  adjudicator: [...approve('global'), ...grant('reveal', 'global')],
  fraud_focal_point: read('country'),
  head_of_office: summary('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
