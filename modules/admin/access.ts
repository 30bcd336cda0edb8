import { type Column, grant } from '@nansen/model'

/**
 * Staff, offices, organisations, assignments. None of it shows a case, and whoever holds it holds no case: a system administrator
 * appears in no other column. Heads of office are the second pair of eyes for their own offices and those below.
 */
export const access = {
  head_of_office: [...grant('read', 'subtree'), ...grant('approve', 'subtree')],
  data_protection_officer: grant('read', 'global'),
  system_administrator: [
    ...grant('read', 'global'),
    ...grant('create', 'global'),
    ...grant('change', 'global'),
    ...grant('approve', 'global'),
  ],
} as const satisfies Column
