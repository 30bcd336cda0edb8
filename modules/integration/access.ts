import { approve, type Column, read, summary, write } from '@nansen/model'

/**
 * Protection staff and partners accompany a person; others see that a pathway is open. Who leaves or becomes a citizen is looked at by a second,
 * who does not read who hosts them.
 */
export const access = {
  registration_officer: summary('office'),
  registration_supervisor: summary('subtree'),
  resettlement_officer: write('office', 'protected'),
  resettlement_reviewer: approve('subtree'),
  protection_officer: write('subtree', 'protected'),
  partner_caseworker: write('own', 'protected'),
  voluntary_return_officer: summary('office'),
  head_of_office: approve('subtree'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
