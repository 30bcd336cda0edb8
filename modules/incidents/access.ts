import { type Column, grant, read, stage, summary, write } from '@nansen/model'

/** Protection staff work on incidents; an RSD officer reads those reported to them. */
export const access = {
  rsd_officer: read('own'),
  rsd_reviewer: read('own'),
  resettlement_officer: summary('office'),
  resettlement_reviewer: summary('subtree'),
  child_protection_caseworker: write('office', 'protected'),
  best_interests_panel: write('subtree', 'protected'),
  protection_officer: write('subtree', 'protected'),
  fraud_focal_point: summary('country'),
  hotline_officer: grant('create', 'country'),
  interpreter: stage('case'),
  head_of_office: summary('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
