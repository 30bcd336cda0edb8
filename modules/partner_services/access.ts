import { type Column, grant, read, summary, write } from '@nansen/model'

/**
 * A partner works at its own office and sees what stands there; the database lets nobody of another organisation than UNHCR past that:
 * migrations/0002. Protection staff look over the country, put people forward, and run what UNHCR itself runs.
 */
export const access = {
  registration_supervisor: summary('country'),
  protection_officer: [...read('country'), ...grant('create', 'country'), ...write('office')],
  partner_caseworker: write('office', 'protected'),
  head_of_office: summary('country'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
