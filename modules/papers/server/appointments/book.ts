import { Refusal } from '@nansen/kernel'
import { changeRecord, createRecord, defineCommand } from '@nansen/store'
import { sql } from 'kysely'
import { APPOINTMENT_PURPOSES, papers } from '../../index.ts'
import { DAY, ID, object, TEXT } from '../schemas.ts'

const COMMANDS = { commands: true } as const

interface Input {
  readonly individualIds: readonly string[]
  readonly officeId: string
  readonly purpose: (typeof APPOINTMENT_PURPOSES)[number]
  readonly onDay: string
  /** `HH:MM`. */
  readonly atTime: string
  readonly place: string
  readonly said?: string
}

/** The most people of one appointment: a family. */
const MOST = 20

/** Asks people to come: the same day, time and place for all of them. @throws Refusal `invalid` at `at_time` when there is no room then. */
export const book = defineCommand<Input, { ids: readonly string[] }>({
  name: 'papers.book',
  module: 'papers',
  needs: { action: 'create', level: 'personal' },
  input: object(
    {
      individualIds: { type: 'array', items: ID, minItems: 1, maxItems: MOST, uniqueItems: true },
      officeId: ID,
      purpose: { enum: APPOINTMENT_PURPOSES },
      onDay: DAY,
      atTime: { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' },
      place: { type: 'string', minLength: 1, maxLength: 60 },
      said: { type: 'string', minLength: 1, maxLength: 300 },
    },
    ['said'],
  ),
  output: object({ ids: { type: 'array', items: TEXT } }),
  async run(tx, asking, { individualIds, officeId, purpose, onDay, atTime, place, said = null }) {
    const ids: string[] = []
    for (const individual of individualIds) {
      const values = {
        office_id: officeId,
        individual,
        purpose,
        on_day: onDay,
        at_time: atTime,
        place,
        said,
        outcome: 'booked',
      }
      ids.push((await createRecord(tx, asking, papers, 'appointment', values, COMMANDS)).id)
    }
    return { ids }
  },
})

/** What became of it. */
export const outcome = defineCommand<{ id: string; outcome: 'came' | 'no-show' | 'cancelled' }, { outcome: string }>({
  name: 'papers.outcome',
  module: 'papers',
  needs: { action: 'change', level: 'personal' },
  input: object({ id: ID, outcome: { enum: ['came', 'no-show', 'cancelled'] } }),
  output: object({ outcome: TEXT }),
  async run(tx, asking, { id, outcome: became }) {
    const { rows } = await sql<{ version: number; outcome: string }>`select version, outcome from papers.appointment
      where id = ${id}`.execute(tx)
    const [found] = rows
    if (found === undefined) throw new Refusal('not-found', 'there is no such appointment among those you may see')
    if (found.outcome !== 'booked') throw new Refusal('wrong-state', 'what became of it is written already')
    await changeRecord(tx, asking, papers, 'appointment', id, found.version, { outcome: became }, COMMANDS)
    return { outcome: became }
  },
})
