import { approve, type Column, read, stage, summary, write } from '@nansen/model'

/** Nobody at the registration desk knows that a resettlement case exists: it would be worth money. */
export const access = {
  resettlement_officer: write('office', 'protected'),
  resettlement_reviewer: approve('subtree', 'protected'),
  fraud_focal_point: summary('country'),
  voluntary_return_officer: stage('office'),
  interpreter: stage('case'),
  head_of_office: stage('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
