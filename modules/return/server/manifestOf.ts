import { auditRead, defineQuery, getRecord, type Query } from '@nansen/store'
import { voluntaryReturn } from '../index.ts'
import { ID, INTEGER, list, MAYBE_TEXT, object, TEXT } from './schemas.ts'
import { type Traveller, travellersOf } from './travellers.ts'

interface Manifest {
  readonly status: string
  readonly seats: number
  readonly people: readonly Traveller[]
}

/** Who goes with a convoy, family by family. */
export const manifestOf: Query = defineQuery<{ readonly convoyId: string }, Manifest>({
  name: 'return.manifestOf',
  module: 'return',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ convoyId: ID }),
  output: object({
    status: TEXT,
    seats: INTEGER,
    people: list(
      object({
        fileId: ID,
        fileNumber: TEXT,
        individual: ID,
        role: TEXT,
        number: TEXT,
        name: TEXT,
        sex: TEXT,
        yearOfBirth: { anyOf: [INTEGER, { type: 'null' }] },
        reconfirmedOn: MAYBE_TEXT,
        care: MAYBE_TEXT,
      }),
    ),
  }),
  async run(tx, asking, { convoyId }) {
    const convoy = await getRecord(tx, asking, voluntaryReturn, 'convoy', convoyId)
    const people = await travellersOf(tx, convoyId)
    await auditRead(tx, asking, {
      module: 'return',
      action: 'read',
      record: 'file',
      ids: [...new Set(people.map(({ fileId }) => fileId))],
      people: people.map(({ individual }) => individual),
      reason: 'manifest',
    })
    return { status: String(convoy.status), seats: Number(convoy.seats), people }
  },
})
