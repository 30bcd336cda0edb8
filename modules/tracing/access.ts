import { approve, type Column, grant, read, stage, summary, write } from '@nansen/model'

/** Tracing and family reunification. A partner (often the Red Cross or Red Crescent society) works on what was given to it. */
export const access = {
  child_protection_caseworker: write('office', 'protected'),
  best_interests_panel: read('subtree'),
  protection_officer: approve('subtree', 'protected'),
  resettlement_officer: summary('office'),
  resettlement_reviewer: summary('subtree'),
  partner_caseworker: write('case'),
  hotline_officer: grant('create', 'country'),
  interpreter: stage('case'),
  head_of_office: stage('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
