import { newId } from '@nansen/kernel'
import type pg from 'pg'

/** An invented person who is registered at the office, arranged past every policy. Returns the identifier. */
export async function registered(owner: pg.Pool, office: string, displayName = 'Somebody Invented'): Promise<string> {
  const id = newId()
  await owner.query(
    `insert into registration.individual
       (id, office_id, number, display_name, sex, registered_on, registration_level, process_status, process_status_on)
     values ($1, $2, 'KEN-' || right($3, 10), $4, 'female', '2026-01-01', 'basic', 'active', '2026-01-01')`,
    [id, office, id, displayName],
  )
  return id
}

/** What a tracing request asks at least. */
export const requestFor = (seeker: string, more: Readonly<Record<string, unknown>> = {}) => ({
  seeker,
  relation: 'child',
  sought_name: 'Missing Invented',
  sought_sex: 'male',
  consents: ['search-here'],
  ...more,
})
