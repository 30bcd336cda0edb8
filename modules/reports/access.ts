import { type Column, grant, read } from '@nansen/model'

/** `own`: what one did oneself. `office` and wider: counts. Nobody reads a person through a report. */
export const access = {
  registration_officer: read('own'),
  registration_supervisor: [...read('subtree'), ...grant('export', 'subtree')],
  adjudicator: read('own'),
  rsd_officer: read('own'),
  rsd_reviewer: read('own'),
  resettlement_officer: read('own'),
  resettlement_reviewer: read('own'),
  child_protection_caseworker: read('own'),
  best_interests_panel: read('own'),
  gbv_caseworker: grant('see', 'own', 'summary'),
  protection_officer: [...read('subtree'), ...grant('export', 'subtree')],
  fraud_focal_point: read('own'),
  distribution_clerk: read('own'),
  partner_caseworker: read('own'),
  government_rsd_officer: read('own'),
  voluntary_return_officer: read('own'),
  head_of_office: [...read('subtree'), ...grant('export', 'subtree')],
  data_analyst: [...grant('see', 'global', 'summary'), ...grant('export', 'global', 'summary')],
  data_protection_officer: read('country'),
  auditor: read('country'),
} as const satisfies Column
