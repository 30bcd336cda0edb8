import { approve, type Column, flag, read, write } from '@nansen/model'

/**
 * Focal points examine, a head of office reviews and decides (domain.md 11). Others hand a suspicion on (`flag`) and read nothing here, not
 * that there is a case: what they meet is that something is being clarified, as a word without a reason (`fraud.clarifying`).
 */
export const access = {
  registration_officer: flag('office'),
  registration_supervisor: flag('subtree'),
  rsd_officer: flag('office'),
  rsd_reviewer: flag('subtree'),
  resettlement_officer: flag('office'),
  resettlement_reviewer: flag('subtree'),
  protection_officer: flag('subtree'),
  distribution_clerk: flag('office'),
  voluntary_return_officer: flag('office'),
  hotline_officer: flag('country'),
  fraud_focal_point: write('country', 'protected'),
  head_of_office: approve('subtree', 'protected'),
  auditor: read('case', 'protected'),
} as const satisfies Column
