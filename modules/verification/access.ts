import { approve, type Column, read, write } from '@nansen/model'

/**
 * Registration officers run the stations; supervisors let a campaign begin and close it, as does a head of office. Protection
 * staff see who was not found.
 */
export const access = {
  registration_officer: write('office'),
  registration_supervisor: approve('subtree'),
  protection_officer: read('subtree'),
  head_of_office: approve('subtree'),
  data_protection_officer: read('case'),
  auditor: read('country'),
} as const satisfies Column
