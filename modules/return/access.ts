import { approve, type Column, read, stage, summary, write } from '@nansen/model'

/**
 * Voluntary means informed: the return officer holds the form, others see that there is one. The head of office is the second pair of eyes,
 * and does not read what somebody said when they were asked alone.
 */
export const access = {
  registration_officer: summary('office'),
  registration_supervisor: summary('subtree'),
  resettlement_officer: summary('office'),
  resettlement_reviewer: summary('subtree'),
  child_protection_caseworker: summary('office'),
  best_interests_panel: summary('subtree'),
  protection_officer: summary('subtree'),
  voluntary_return_officer: write('office', 'protected'),
  interpreter: stage('case'),
  head_of_office: approve('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
