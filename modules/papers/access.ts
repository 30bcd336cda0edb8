import { approve, type Column, read, write } from '@nansen/model'

/**
 * Whose printer it is: officers print, spoil and keep the appointments of their office; supervisors and heads of office keep the blank
 * stock, agree to destruction and to one reprint too many; auditors count. Whose paper may be printed is registration's to say.
 */
export const access = {
  reception_clerk: write('office'),
  registration_officer: write('office'),
  registration_supervisor: approve('subtree'),
  head_of_office: approve('subtree'),
  data_protection_officer: read('country'),
  auditor: read('country'),
} as const satisfies Column
