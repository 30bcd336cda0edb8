import type { Tx } from '@nansen/store'
import { sql } from 'kysely'

/** Milliseconds that a common word is taken to be as common as it was: ten minutes of registering change no share that matters. */
const KEPT = 10 * 60_000
/** Bearers from which a word is common. Rare ones are counted anew each time: that costs little, and one more is much. */
const COMMON = 500
/** Words kept at most. */
const MOST = 20_000

interface Counted {
  readonly people: number
  readonly until: number
}

/** By what was counted. Counts are of everybody and the same for every asker; who may not look for people gets no further than the query's gate. */
const counted = new Map<string, Counted>()

/** How many people bear words with these keys; under '' how many people of that nationality there are, or in all. */
export async function borneBy(
  tx: Tx,
  keys: readonly string[],
  nationality: string | null,
): Promise<ReadonlyMap<string, number>> {
  const now = Date.now()
  const kept = (key: string): number | null => {
    const before = counted.get(key)
    return before !== undefined && before.until > now ? before.people : null
  }
  const everybody = `of ${nationality ?? ''}`
  const borne = new Map(keys.flatMap(key => (kept(key) === null ? [] : [[key, kept(key)!]])))
  const unknown = keys.filter(key => !borne.has(key))
  const people = kept(everybody)
  if (unknown.length === 0 && people !== null) return borne.set('', people)
  const { rows } = await sql<{ readonly key: string; readonly people: number }>`
    select * from registration.borne_by(${unknown}::text[], ${nationality})`.execute(tx)
  if (counted.size + rows.length > MOST) counted.clear()
  for (const row of rows) {
    borne.set(row.key, row.people)
    if (row.people >= COMMON)
      counted.set(row.key === '' ? everybody : row.key, { people: row.people, until: now + KEPT })
  }
  return borne
}
