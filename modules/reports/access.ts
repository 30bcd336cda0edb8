import { type Column, grant } from '@nansen/model'

/** `own`: what one did oneself. `office` and wider: counts. Nobody reads a person through a report. */
export const access = {
  registration_officer: grant('read', 'own'),
  registration_supervisor: [...grant('read', 'subtree'), ...grant('export', 'subtree')],
  adjudicator: grant('read', 'own'),
  rsd_officer: grant('read', 'own'),
  rsd_reviewer: grant('read', 'own'),
  resettlement_officer: grant('read', 'own'),
  resettlement_reviewer: grant('read', 'own'),
  child_protection_caseworker: grant('read', 'own'),
  best_interests_panel: grant('read', 'own'),
  gbv_caseworker: grant('see', 'own', 'summary'),
  protection_officer: [...grant('read', 'subtree'), ...grant('export', 'subtree')],
  fraud_focal_point: grant('read', 'own'),
  distribution_clerk: grant('read', 'own'),
  partner_caseworker: grant('read', 'own'),
  government_rsd_officer: grant('read', 'own'),
  voluntary_return_officer: grant('read', 'own'),
  head_of_office: [...grant('read', 'subtree'), ...grant('export', 'subtree')],
  data_analyst: [...grant('see', 'global', 'summary'), ...grant('export', 'global', 'summary')],
  data_protection_officer: grant('read', 'country'),
  auditor: grant('read', 'country'),
} as const satisfies Column
