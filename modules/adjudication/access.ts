import { type Column, grant, read, summary, write } from '@nansen/model'

/**
 * Two adjudicators decide on each likeness; the second does not see the first one's answer before giving their own. They sit at the
 * centre, because a likeness may join two offices of two countries. Who runs the desk (`transfer`) takes pairs off it and sees how judging
 * goes, and judges nothing.
 */
export const access = {
  registration_officer: summary('office'),
  registration_supervisor: [...summary('subtree'), ...grant('create', 'subtree')],
  adjudicator: [
    ...write('global'),
    ...grant('approve', 'global'),
    ...grant('merge', 'global'),
    ...grant('reveal', 'global'),
  ],
  fraud_focal_point: read('country'),
  head_of_office: [...summary('subtree'), ...grant('transfer', 'subtree')],
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
