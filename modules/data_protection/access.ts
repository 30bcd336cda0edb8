import { approve, type Column, grant, read, write } from '@nansen/model'

/**
 * Whoever meets a person takes their request; the data protection officer decides it and alone prints what is held; an erasure needs a
 * second of those who may approve. UNHCR's policy of 2015, 3.7 and 7.2: focal point and officer.
 */
export const access = {
  registration_officer: [...write('office'), ...grant('create', 'office', 'protected')],
  registration_supervisor: write('subtree', 'protected'),
  protection_officer: write('subtree', 'protected'),
  head_of_office: approve('subtree', 'protected'),
  data_protection_officer: [...approve('country', 'protected'), ...grant('export', 'country', 'protected')],
  auditor: read('case'),
} as const satisfies Column
