import { CALENDARS, type Calendar, type FieldProblem, invalid, type PartialDate, readSaidDate } from '@nansen/kernel'
import { type Asking, createRecord, happened, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import type { LifeEvent } from '../../fields/lifeEvent.ts'
import { registration } from '../../index.ts'
import { TEXT } from '../commands/schemas.ts'
import { type PersonId, today } from '../household/households.ts'

/** What is asked about every event: when, where, who said so, which paper. */
export interface Told {
  readonly happenedOn: PartialDate
  /** The day as it was said in another calendar, and which: both or neither. */
  readonly happenedAsSaid?: string
  readonly happenedCalendar?: Calendar
  readonly place?: string
  readonly source: string
  readonly document?: string
}

const LINE = { type: 'string', minLength: 1, maxLength: 200 } as const

/** JSON Schema of `Told`, to be spread into a command's input; `TOLD_OPTIONAL` may be absent. */
export const TOLD = {
  happenedOn: { type: 'string', pattern: '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$' },
  happenedAsSaid: { type: 'string', minLength: 1, maxLength: 60 },
  happenedCalendar: { enum: CALENDARS },
  place: LINE,
  source: TEXT,
  document: LINE,
} as const
export const TOLD_OPTIONAL = ['happenedAsSaid', 'happenedCalendar', 'place', 'document'] as const

/** The last day that is meant and has come. */
export function lastDay(on: PartialDate, day: string): string {
  const { last } = daysMeant(on)
  return last < day ? last : day
}

/** The first and the last day that a date as exactly as it is known can mean. */
export const daysMeant = (on: PartialDate): { readonly first: string; readonly last: string } => ({
  first: `${on}${'-01-01'.slice(on.length - 4)}`,
  last: on.length === 4 ? `${on}-12-31` : on.length === 7 ? endOfMonth(on) : on,
})

const endOfMonth = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)

interface Written {
  readonly kind: LifeEvent
  readonly individual: PersonId
  readonly other?: PersonId | null | undefined
  readonly late?: boolean
  readonly verifiedBy?: string
}

/**
 * Writes the event beside each person it happened to, and tells the other modules.
 * @throws Refusal `invalid` for a day to come, one before anybody of it was born, or one that is not what was said.
 */
export async function writeEvents(tx: Tx, asking: Asking, told: Told, events: readonly Written[]): Promise<void> {
  const people = events.map(({ individual }) => individual)
  refuseOtherDay(told)
  await refuseImpossibleDay(tx, told.happenedOn, people, today(asking))
  for (const { kind, individual, other = null, late, verifiedBy } of events) {
    const fact = {
      parent_id: individual,
      kind,
      happened_on: told.happenedOn,
      happened_as_said: told.happenedAsSaid ?? null,
      happened_calendar: told.happenedCalendar ?? null,
      place_as_said: told.place ?? null,
      source: told.source,
      document: told.document ?? null,
      other,
      late: late ?? null,
      verified_by: verifiedBy ?? null,
    }
    await createRecord(tx, asking, registration, 'life_event', fact, { commands: true })
  }
  for (const [kind, same] of Map.groupBy(events, each => each.kind))
    await happened(tx, asking, {
      name: `registration.${kind}`,
      ids: same.map(each => each.individual),
      on: told.happenedOn,
    })
}

/** A day told in another calendar must be the day it is kept as: read again here, whatever the browser made of it. */
function refuseOtherDay({ happenedOn, happenedAsSaid: said, happenedCalendar: calendar }: Told): void {
  if (said === undefined && calendar === undefined) return
  const isMeant =
    said !== undefined &&
    calendar !== undefined &&
    readSaidDate(said, [calendar]).some(({ date }) => date === happenedOn)
  if (!isMeant) throw invalid([{ path: 'happenedOn', problem: 'registration.problem.said-otherwise' }])
}

async function refuseImpossibleDay(tx: Tx, on: PartialDate, people: readonly PersonId[], day: string): Promise<void> {
  const problems: FieldProblem[] = []
  if (on > day.slice(0, on.length)) problems.push({ path: 'happenedOn', problem: 'registration.problem.in-the-future' })
  const { rows } = await sql<{ born: PartialDate }>`select born from registration.individual
    where id = any (${people}::uuid[]) and born is not null`.execute(tx)
  const known = ({ born }: { readonly born: PartialDate }) => Math.min(born.length, on.length)
  if (rows.some(each => on.slice(0, known(each)) < each.born.slice(0, known(each))))
    problems.push({ path: 'happenedOn', problem: 'registration.problem.before-birth' })
  if (problems.length > 0) throw invalid(problems)
}
