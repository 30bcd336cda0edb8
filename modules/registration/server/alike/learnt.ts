import type { Model, Scale } from '@nansen/linkage'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import weights from './weights.json' with { type: 'json' }

/** What people are judged alike by: weights of everybody and by origin, and how common words are in each part of a name. */
export interface LearntLikeness {
  readonly common: Model['weights']
  readonly groups: Readonly<Record<string, Model['weights']>>
  /** Origin, part of the name, key of the word's sound: share of the people of that origin. Empty where they were not counted. */
  readonly words: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>
  /** How chances are made to hold, told by what colleagues judged. None where they judged too few. */
  readonly scale?: Scale | null
}

/** What the practice world taught, before an operation has learnt on its own records. */
export const OWN: LearntLikeness = { ...weights, words: {} }

/** The version in force and, as long as it stays, what it says: it is the same for everybody. */
export async function likenessInForce(tx: Tx): Promise<LearntLikeness> {
  const { rows } = await sql<{ id: string }>`
    select id from registration.likeness_version where put_at is not null order by put_at desc limit 1`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) return OWN
  const before = read.get(id)
  if (before !== undefined) return before
  const { rows: models } = await sql<{ model: LearntLikeness }>`
    select model from registration.likeness_version where id = ${id}::uuid`.execute(tx)
  const model = models[0]?.model ?? OWN
  read.set(id, model)
  return model
}
const read = new Map<string, LearntLikeness>()
