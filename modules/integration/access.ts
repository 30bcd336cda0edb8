import { approve, type Column, read, stage, summary, write } from '@nansen/model'

/** Protection staff and partners accompany a person; others see that a pathway is open. */
export const access = {
  registration_officer: summary('office'),
  registration_supervisor: summary('subtree'),
  resettlement_officer: write('office'),
  resettlement_reviewer: approve('subtree'),
  protection_officer: write('subtree'),
  partner_caseworker: write('own'),
  voluntary_return_officer: summary('office'),
  head_of_office: stage('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
