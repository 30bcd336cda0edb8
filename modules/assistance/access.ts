import { approve, type Column, grant, read, summary, write } from '@nansen/model'

/**
 * The clerk at the table has the manifest and nothing else of the person; that a cycle of another office exists is known to them, so that a
 * family that moved is served where it lives now. Who freezes a list does not open it, and who closes a cycle does not agree to its count.
 */
export const access = {
  registration_officer: summary('office'),
  registration_supervisor: summary('subtree'),
  child_protection_caseworker: summary('office'),
  best_interests_panel: summary('subtree'),
  protection_officer: summary('subtree'),
  fraud_focal_point: summary('country'),
  distribution_clerk: [...summary('country'), ...write('office'), ...grant('create', 'office', 'protected')],
  partner_caseworker: write('own'),
  hotline_officer: summary('country'),
  head_of_office: [...approve('subtree'), ...grant('read', 'subtree', 'protected')],
  data_protection_officer: read('case'),
  auditor: read('country'),
} as const satisfies Column
