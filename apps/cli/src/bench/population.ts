import { randomUUID } from 'node:crypto'
import { openSession, type Store } from '@nansen/store'
import type pg from 'pg'

/** Somebody at work, and people they may change. */
export interface Officer {
  readonly staffId: string
  readonly token: string
  readonly people: readonly Person[]
}

export interface Person {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly sex: string
  /** `1984`, `1984-05` or `1984-05-20` */
  readonly born: string | null
  /** A search key of their name: what bare SQL is asked for. */
  readonly key: string
  /** The first two words of a name that is borne often: the same for many people. */
  readonly common: string
}

/** People known to each officer: enough that two turns rarely meet the same row, fewer than an hour lets them open. */
const EACH = 250
/** Names that most people asked about begin with, as many as a clerk would sigh at. */
const COMMON = 5

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
    officers.push({ staffId: staff_id, token, people: withCommonNames(people) })
  }
  return officers
}

/**
 * People of an office by chance: from points among the identifiers, which are spread evenly, the next one each. Walks an index and reads as
 * many rows among a million people as among two thousand.
 */
async function peopleAt(client: pg.Client, office: string): Promise<readonly Omit<Person, 'common'>[]> {
  const points = Array.from({ length: EACH }, () => randomUUID())
  const { rows } = await client.query<Omit<Person, 'common'>>(
    `select distinct on (i.id) i.id, i.number, i.display_name as name, i.sex, i.born, k.key from unnest($2::uuid[]) point
     cross join lateral (select x.id, x.number, x.display_name, x.sex, x.born from registration.individual x
       where x.office_id = $1 and x.id >= point and x.process_status = 'active' order by x.id limit 1) i
     cross join lateral (select key from registration.individual_key x
       where x.record_id = i.id and x.field = 'display_name' limit 1) k`,
    [office, points],
  )
  return rows
}

function withCommonNames(people: readonly Omit<Person, 'common'>[]): readonly Person[] {
  const borne = new Map<string, number>()
  const start = (name: string) => name.split(' ').slice(0, 2).join(' ')
  for (const { name } of people) borne.set(start(name), (borne.get(start(name)) ?? 0) + 1)
  const common = [...borne].toSorted(([, a], [, b]) => b - a).slice(0, COMMON)
  return people.map((person, at) => ({ ...person, common: common[at % common.length]![0] }))
}

/** Whom a client asks about in its turn: clients share officers when there are fewer, and rarely meet at one person. */
export function personFor(
  officers: readonly Officer[],
  clients: number,
  client: number,
  turn: number,
): { readonly officer: Officer; readonly person: Person } {
  const officer = officers[client % officers.length]!
  const person = officer.people[(turn * clients + client * 7) % officer.people.length]!
  return { officer, person }
}
