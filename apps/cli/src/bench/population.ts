import { openSession, type Store } from '@nansen/store'
import type pg from 'pg'

/** Somebody at work, and people they may change. */
export interface Officer {
  readonly token: string
  readonly people: readonly Person[]
}

export interface Person {
  readonly id: string
  readonly number: string
  readonly name: string
  /** A search key of their name: what bare SQL is asked for. */
  readonly key: string
}

/** People known to each officer; enough that two turns rarely meet the same row. */
const EACH = 400

/** Every colleague who registers, signed in, with people of their own office. */
export async function officersOf(client: pg.Client, store: Store): Promise<readonly Officer[]> {
  const { rows } = await client.query<{ staff_id: string; office_id: string }>(
    `select staff_id, office_id from auth.assignment where role = 'registration_officer' order by staff_id`,
  )
  const officers: Officer[] = []
  for (const { staff_id, office_id } of rows) {
    const people = await peopleAt(client, office_id)
    if (people.length === 0) continue
    const { token } = await openSession(store, { staffId: staff_id, steppedUp: true })
    officers.push({ token, people })
  }
  return officers
}

async function peopleAt(client: pg.Client, office: string): Promise<readonly Person[]> {
  const { rows } = await client.query<Person>(
    `select i.id, i.number, i.display_name as name, k.key from registration.individual i
     cross join lateral (select key from registration.individual_key x where x.root_id = i.id and x.field = 'display_name' limit 1) k
     where i.office_id = $1 and i.process_status = 'active' order by md5(i.id::text) limit $2`,
    [office, EACH],
  )
  return rows
}
