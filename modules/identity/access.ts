import { type Column, grant, read, summary } from '@nansen/model'

/**
 * Capture and verification where one works. Identification answers with a summary; only an adjudicator opens an image, and
 * adjudicators sit at the centre: a likeness may join two offices of two countries.
 */
export const access = {
  reception_clerk: summary('office'),
  registration_officer: [...read('office'), ...grant('create', 'office', 'protected')],
  registration_supervisor: [
    ...read('subtree'),
    ...grant('create', 'subtree', 'protected'),
    ...grant('approve', 'subtree'),
  ],
  adjudicator: [...read('global'), ...grant('reveal', 'global', 'protected'), ...grant('approve', 'global')],
  fraud_focal_point: summary('country'),
  resettlement_officer: [...summary('office'), ...grant('create', 'office')],
  distribution_clerk: [...summary('office'), ...grant('create', 'office')],
  head_of_office: summary('subtree'),
  data_protection_officer: read('case'),
  auditor: [...read('case'), ...grant('reveal', 'case', 'protected')],
} as const satisfies Column
