import { type Column, grant } from '@nansen/model'

/**
 * Reading the audit: what was done and read, by whom, when. `protected`, because a list of who looked at whom says much. Reading it is
 * itself audited. Administrators cannot: they are among those it watches.
 */
export const access = {
  data_protection_officer: [...grant('read', 'global', 'protected'), ...grant('export', 'global', 'protected')],
  auditor: [...grant('read', 'global', 'protected'), ...grant('export', 'global', 'protected')],
} as const satisfies Column
