import { summariesOf } from '@nansen/identity/server'
import { Refusal } from '@nansen/kernel'
import { auditRead, defineCommand, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { knownCards, knownWaiting } from './knownPair.ts'
import { ANYTHING, ID, list, object, SENTENCE } from './schemas.ts'

interface Waiting {
  readonly id: string
  readonly first: string
  readonly second: string
  readonly state: string
  readonly foundBy: string
  readonly openedAt: string
  readonly dueAt: string
  readonly office: string
  readonly spoken: boolean
  readonly place: 'free' | 'taken' | 'yours'
}

/** Pairs that wait, the most overdue first, with who of them may be looked at now; those one may not judge are left out. */
export const queue = defineQuery<Record<string, never>, unknown>({
  name: 'adjudication.queue',
  module: 'adjudication',
  needs: { action: 'approve', level: 'personal' },
  input: { type: 'object', additionalProperties: false, properties: {} },
  output: object({ reviews: list(ANYTHING) }),
  showsPeople: true,
  async run(tx, asking) {
    const { rows } = await sql<Waiting>`
      select id, first, second, state, found_by as "foundBy", opened_at as "openedAt", due_at as "dueAt", office, spoken, place
      from adjudication.waiting()`.execute(tx)
    const cards = await summariesOf(
      tx,
      rows.flatMap(({ first, second }) => [first, second]),
    )
    await auditRead(tx, asking, {
      module: 'adjudication',
      action: 'read',
      record: 'review',
      ids: rows.flatMap(({ id, first, second }) => [id, first, second]),
      people: rows.flatMap(({ first, second }) => [first, second]),
    })
    const real = rows.map(row => ({
      ...row,
      first: cards.get(row.first) ?? null,
      second: cards.get(row.second) ?? null,
    }))
    const known = (await knownWaiting(tx, rows.filter(({ spoken }) => !spoken).length)).map(pair => {
      const [first, second] = knownCards(pair)
      const { id, openedAt, dueAt } = pair
      const like = { state: 'open', foundBy: 'fingers-and-eyes', spoken: false, place: 'free' } as const
      return { ...like, id, openedAt, dueAt, office: second.office, first, second }
    })
    const now = +asking.now()
    const reviews = [...real, ...known].toSorted(
      (a, b) => Number(a.spoken) - Number(b.spoken) || Date.parse(a.dueAt) - Date.parse(b.dueAt),
    )
    return { reviews: reviews.map(row => ({ ...row, overdue: Date.parse(row.dueAt) < now })) }
  },
})

/** Figures of the desk: how many wait, how long, how many were decided. Nobody is named. */
export const progress = defineQuery<Record<string, never>, unknown>({
  name: 'adjudication.progress',
  module: 'adjudication',
  needs: { action: 'see', level: 'summary' },
  input: { type: 'object', additionalProperties: false, properties: {} },
  output: ANYTHING,
  showsPeople: false,
  async run(tx) {
    const { rows } = await sql`
      select waiting, overdue, disagreed, oldest_hours as "oldestHours", decided_week as "decidedWeek",
        withdrawn_week as "withdrawnWeek", median_hours::float8 as "medianHours" from adjudication.progress()`.execute(
      tx,
    )
    return rows[0] as object
  },
})

/** Takes a place at a pair, so that no more look at it than it waits for. Says whether one was free. */
export const takePlace = defineCommand<{ reviewId: string }, { place: string }>({
  name: 'adjudication.takePlace',
  module: 'adjudication',
  needs: { action: 'approve', level: 'personal' },
  input: object({ reviewId: ID }),
  output: object({ place: { enum: ['yours', 'taken', 'spoken', 'decided'] } }),
  async run(tx, _asking, { reviewId }) {
    const known = await sql`select from adjudication.known_of_mine(${reviewId}::uuid)`.execute(tx)
    if (known.rows.length > 0) return { place: 'yours' }
    const { rows } = await sql<{ place: string }>`select adjudication.take_place(${reviewId}::uuid) as place`.execute(
      tx,
    )
    const { place } = rows[0]!
    if (place === 'not-yours') throw new Refusal('not-found', 'no such review, or it is not yours to judge')
    return { place }
  },
})

/** Leaves a pair to somebody else, without an opinion. */
export const leavePlace = defineCommand<{ reviewId: string }, Record<string, never>>({
  name: 'adjudication.leavePlace',
  module: 'adjudication',
  needs: { action: 'approve', level: 'personal' },
  input: object({ reviewId: ID }),
  output: object({}),
  async run(tx, _asking, { reviewId }) {
    await sql`select adjudication.leave_place(${reviewId}::uuid)`.execute(tx)
    return {}
  },
})

/** Takes a pair off the desk unjudged, with a reason; by who runs the desk and judges nothing. @throws Refusal `not-found`. */
export const withdraw = defineCommand<{ reviewId: string; because: string }, Record<string, never>>({
  name: 'adjudication.withdraw',
  module: 'adjudication',
  needs: { action: 'transfer', level: 'personal' },
  stepUp: true,
  input: object({ reviewId: ID, because: SENTENCE }),
  output: object({}),
  async run(tx, _asking, { reviewId, because }) {
    await sql`select adjudication.withdraw(${reviewId}::uuid, ${because})`.execute(tx)
    return {}
  },
})

/** How judging goes: one's own figures, or those of everybody whose desk one runs. */
export const judging = defineQuery<Record<string, never>, unknown>({
  name: 'adjudication.judging',
  module: 'adjudication',
  needs: { action: 'see', level: 'summary' },
  input: { type: 'object', additionalProperties: false, properties: {} },
  output: object({ people: list(ANYTHING) }),
  showsPeople: false,
  async run(tx) {
    const { rows } = await sql`
      select staff, name, opinions, decided, agreed, overturned, known, known_right as "knownRight", median_seconds as "medianSeconds"
      from adjudication.judging()`.execute(tx)
    return { people: rows }
  },
})
