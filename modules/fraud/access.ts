import { type Column, read, summary, write } from '@nansen/model'

/** The focal point works alone; a marker, without reason, is all that others see. */
export const access = {
  registration_supervisor: summary('subtree'),
  resettlement_officer: summary('office'),
  resettlement_reviewer: summary('subtree'),
  fraud_focal_point: write('country', 'protected'),
  auditor: read('case', 'protected'),
} as const satisfies Column
