import { type Asking, createRecord, type JsonSchema, type Tx } from '@nansen/store'
import { registration } from '../../index.ts'
import { ID, object } from '../commands/schemas.ts'
import type { PersonId } from '../household/households.ts'

/** That somebody who looks like a person was looked at, and is another. */
export interface Other {
  readonly individualId: PersonId
  readonly because: string
}

/** JSON Schema of `Other`, with what a form says besides. */
export const othersSchema = (more: Readonly<Record<string, JsonSchema>> = {}): JsonSchema => ({
  type: 'array',
  maxItems: 120,
  items: object({
    individualId: ID,
    because: { enum: registration.records.other_than.fields.because.codes.filter(code => code !== 'judged') },
    ...more,
  }),
})

/** Writes down of whom a newly registered person was told apart, so that the pair need not be looked at again. */
export async function tellApart(tx: Tx, asking: Asking, person: PersonId, others: readonly Other[]): Promise<void> {
  for (const { individualId: other, because } of others)
    await createRecord(
      tx,
      asking,
      registration,
      'other_than',
      { parent_id: person, other, because },
      { commands: true },
    )
}
