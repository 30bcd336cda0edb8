import { Refusal } from '@nansen/kernel'
import { auditRead, defineQuery, type Tx } from '@nansen/store'
import { correctedAt, type Difference, differences } from '../../timeMachine/differences.ts'
import { type PersonThen, peopleOn } from '../../timeMachine/frames.ts'
import { rowsAt } from '../../timeMachine/replay.ts'
import { DAY, ID, object } from '../commands/schemas.ts'
import { today } from '../household/households.ts'
import { type Past, pastOf } from './pastOf.ts'

interface Input {
  readonly record: 'individual' | 'registration_group'
  readonly id: string
  readonly day: string
}

/** A family or a person on a day, as it was and as it was then believed. */
export interface AsOf {
  /** The first day there is anything to say of, and the day from which on the log tells everything: rows loaded in bulk have none before. */
  readonly firstDay: string
  readonly toldFrom: string
  /** Days on which something happened or was written, oldest first: where the slider stops. */
  readonly days: readonly string[]
  /** Numbers of the groups that people were in, by id. */
  readonly groups: Readonly<Record<string, string>>
  readonly was: readonly PersonThen[]
  readonly believed: readonly PersonThen[]
  readonly differences: readonly (Difference & { readonly corrected_on: string | null })[]
}

const ROWS = { type: 'array', items: { type: 'object', additionalProperties: true } } as const
const DAYS = { type: 'array', items: DAY } as const

/** Any past day, seen with the rights of today: who may not see a person now does not see them then. */
export const asOf = defineQuery<Input, AsOf>({
  name: 'registration.asOf',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ record: { enum: ['individual', 'registration_group'] }, id: ID, day: DAY }),
  output: object({
    firstDay: DAY,
    toldFrom: DAY,
    days: DAYS,
    groups: { type: 'object', additionalProperties: { type: 'string' } },
    was: ROWS,
    believed: ROWS,
    differences: ROWS,
  }),
  async run(tx: Tx, asking, { record, id, day }) {
    const past = await pastOf(tx, record, id)
    if (past === null) throw new Refusal('not-found', 'there is no such record among those you may read')
    const shown = { module: 'registration', action: 'read', record: 'individual', ids: past.people } as const
    await auditRead(tx, asking, { ...shown, reason: `as of ${day}` })
    const now = asking.now().toISOString()
    const on = inFrame(record, id)
    const frames = framesOf(past, day, now)
    const [was, believed] = [on(frames.was), on(frames.believedAt(endOf(day)))]
    return {
      ...boundsOf(past, today(asking)),
      groups: past.groups,
      was,
      believed,
      differences: differences(frames.believedAt(endOf(day)), frames.was)
        .filter(({ person }) => [...was, ...believed].some(each => each.id === person))
        .map(each => ({
          ...each,
          corrected_on: correctedAt(each, laterThan(past, day), frames.believedAt)?.slice(0, 10) ?? null,
        })),
    }
  },
})

/** The last millisecond of a day, UTC, as every day of the product is. */
const endOf = (day: string): string => `${day}T23:59:59.999Z`

/** Of a family, who was in it that day; of a person, themselves. */
const inFrame =
  (record: Input['record'], id: string) =>
  (people: readonly PersonThen[]): readonly PersonThen[] =>
    people.filter(person => (record === 'individual' ? person.id === id : person.group === id))

function framesOf({ changes, rows }: Past, day: string, now: string) {
  const then = rowsAt(changes, rows, endOf(day))
  return {
    was: peopleOn(rowsAt(changes, rows, now), then, day),
    believedAt: (instant: string) => {
      const believed = rowsAt(changes, rows, instant)
      return peopleOn(believed, instant === endOf(day) ? believed : then, day)
    },
  }
}

const laterThan = ({ changes, rows }: Past, day: string): readonly string[] =>
  [...new Set([...changes.map(({ at }) => at), ...rows.map(row => row.createdAt)])]
    .filter(at => at > endOf(day))
    .toSorted()

function boundsOf({ changes, rows }: Past, day: string): Pick<AsOf, 'firstDay' | 'toldFrom' | 'days'> {
  const written = [...changes.map(({ at }) => at), ...rows.map(row => row.createdAt)].map(at => at.slice(0, 10))
  const valid = rows.flatMap(({ values }) =>
    [values.member_from, values.member_to, values.effective_on, values.registered_on].flatMap(each =>
      each == null ? [] : [String(each)],
    ),
  )
  const days = [...new Set([...written, ...valid, day])].filter(each => each <= day).toSorted()
  const begun = new Set(changes.filter(({ op }) => op === 'insert').map(({ rowId }) => rowId))
  const loaded = rows.filter(({ id }) => !begun.has(id)).map(({ createdAt }) => createdAt.slice(0, 10))
  const first = days[0] ?? day
  return { firstDay: first, toldFrom: loaded.toSorted().at(-1) ?? first, days }
}
