import { CARD_SCHEMA, cardsOf, type PersonCard } from '@nansen/registration/server'
import { auditRead, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { DAY, ID, list, MAYBE, NUMBER, object, TEXT } from '../schemas.ts'

interface Booked {
  readonly id: string
  readonly at_time: string
  readonly place: string
  readonly purpose: string
  readonly outcome: string
  readonly said: string | null
}

interface DayList {
  readonly booked: readonly (Booked & { readonly card: PersonCard | null })[]
  /** People for whom there is room at one place at one time. */
  readonly room: number
}

/** Who is asked to come to an office on a day, in the order of the hours. */
export const day = defineQuery<{ officeId: string; onDay: string }, DayList>({
  name: 'papers.day',
  module: 'papers',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ officeId: ID, onDay: DAY }),
  output: object({
    booked: list(
      object({
        id: TEXT,
        at_time: TEXT,
        place: TEXT,
        purpose: TEXT,
        outcome: TEXT,
        said: MAYBE,
        card: { anyOf: [CARD_SCHEMA, { type: 'null' }] },
      }),
    ),
    room: NUMBER,
  }),
  async run(tx, asking, { officeId, onDay }) {
    const { rows } = await sql<
      Booked & { individual: string }
    >`select id, individual, at_time, place, purpose, outcome, said
      from papers.appointment where office_id = ${officeId}::uuid and on_day = ${onDay}::date order by at_time, place, id`.execute(
      tx,
    )
    const room = await sql<{ room: number }>`select papers.rule_of(${officeId}::uuid, 'people-a-slot') as room`.execute(
      tx,
    )
    const cards = await cardsOf(
      tx,
      rows.map(({ individual }) => individual),
    )
    if (cards.size > 0)
      await auditRead(tx, asking, {
        module: 'registration',
        action: 'see',
        record: 'individual',
        ids: [...cards.keys()],
        reason: 'appointments',
      })
    return {
      booked: rows.map(({ individual, ...row }) => ({ ...row, card: cards.get(individual) ?? null })),
      room: room.rows[0]!.room,
    }
  },
})
