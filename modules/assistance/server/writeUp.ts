import { newId } from '@nansen/kernel'
import { auditRead, type Command, defineCommand, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { TAKERS } from '../index.ts'
import { DAY, ID, list, MAYBE, NUMBER, object, TEXT, YES } from './schemas.ts'

interface Line {
  readonly pointId: string
  /** The number of the family, as it stands on the paper. */
  readonly number: string
  /** The day of the paper. */
  readonly day: string
  readonly takenBy: (typeof TAKERS)[number]
  /** Of each item in the order of the paper; absent: all of it. */
  readonly amounts?: readonly number[]
}

/** What became of a line. Only the first two add something. */
const SAID = ['written', 'twice', 'before', 'not-listed', 'agreed', 'not-open'] as const

/**
 * Writes up one line of the signed list of a point that worked without the server. `twice`: another point gave to the family too; both stand, and the
 * desk is told. Nothing was added when this point has the line `before`, the family is `not-listed`, the count is `agreed`, or the cycle `not-open`.
 */
export const writeUp: Command = defineCommand<Line, { readonly said: (typeof SAID)[number] }>({
  name: 'assistance.writeUp',
  module: 'assistance',
  needs: { action: 'create', level: 'personal' },
  input: object(
    {
      pointId: ID,
      number: { ...TEXT, minLength: 1, maxLength: 40 },
      day: DAY,
      takenBy: { enum: TAKERS },
      amounts: { type: 'array', maxItems: 50, items: { type: 'number', minimum: 0 } },
    },
    ['amounts'],
  ),
  output: object({ said: { enum: SAID } }),
  async run(tx, asking, { pointId, number, day, takenBy, amounts }) {
    const now = asking.now().toISOString()
    // A paper has a day and no hour: noon, and for the paper of today this moment.
    const moment = day === now.slice(0, 10) ? now : `${day}T12:00:00.000Z`
    const { rows } = await sql<{ said: (typeof SAID)[number] }>`
      select assistance.write_up(${newId(asking.now().getTime())}, ${pointId}, ${number.trim().toUpperCase()}, ${takenBy},
        ${amounts ?? null}::numeric[], ${moment}::timestamptz) as said`.execute(tx)
    return rows[0]!
  },
})

interface Fact {
  readonly id: string
  /** Absent when a bank paid. */
  readonly place: string | null
  readonly givenAt: string
  readonly takenBy: string
  readonly fromPaper: boolean
  readonly double: boolean
  readonly annulled: boolean
  readonly items: readonly object[]
}

/** What points wrote down for the family of a case at the desk, the annulled ones too. */
export const factsOf: Query = defineQuery<{ readonly deskId: string }, { readonly facts: readonly Fact[] }>({
  name: 'assistance.factsOf',
  module: 'assistance',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ deskId: ID }),
  output: object({
    facts: list(
      object({
        id: ID,
        place: MAYBE,
        givenAt: TEXT,
        takenBy: TEXT,
        fromPaper: YES,
        double: YES,
        annulled: YES,
        items: list(object({ item: TEXT, measure: TEXT, quantity: NUMBER })),
      }),
    ),
  }),
  async run(tx, asking, { deskId }) {
    const { rows } = await sql<Fact>`
      select f.id, f.place, f.given_at as "givenAt", f.taken_by as "takenBy", f.from_paper as "fromPaper", f.double, f.annulled,
        coalesce(f.items, '[]') as items from assistance.facts_of(${deskId}) f`.execute(tx)
    await auditRead(tx, asking, {
      module: 'assistance',
      action: 'read',
      record: 'collection',
      ids: rows.map(({ id }) => id),
      reason: 'case at the desk',
    })
    return { facts: rows.map(row => ({ ...row, givenAt: new Date(row.givenAt).toISOString() })) }
  },
})
