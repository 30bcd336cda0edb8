import type { Consequence } from '@nansen/store'
import { auditRead, defineCommand, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { ANYTHING, ID, list, object, SENTENCE } from './schemas.ts'

const needs = { action: 'merge', level: 'personal' } as const

/** Asks that all that hangs on the linked record be brought to the one that stays; another does it. @throws Refusal `not-found`. */
export const askMerge = defineCommand<{ linkId: string; because: string }, { mergeId: string }>({
  name: 'adjudication.askMerge',
  module: 'adjudication',
  needs,
  stepUp: true,
  input: object({ linkId: ID, because: SENTENCE }),
  output: object({ mergeId: ID }),
  async run(tx, _asking, { linkId, because }) {
    const { rows } = await sql<{
      mergeId: string
    }>`select adjudication.ask_merge(${linkId}::uuid, ${because}) as "mergeId"`.execute(tx)
    return rows[0]!
  },
  async preview(tx, _asking, { linkId }) {
    const { rows } = await sql<Pair>`select survivor, other from adjudication.link where id = ${linkId}::uuid`.execute(
      tx,
    )
    return rows[0] === undefined ? [] : consequencesOf(tx, rows[0])
  },
})

interface Answer {
  readonly mergeId: string
  readonly agreed: boolean
  readonly because: string
}
interface Pair {
  readonly survivor: string
  readonly other: string
}

/** Does what another asked, or refuses it. Households that would not be households stop it. */
export const answerMerge = defineCommand<Answer, { rows: number }>({
  name: 'adjudication.answerMerge',
  module: 'adjudication',
  needs,
  stepUp: true,
  input: object({ mergeId: ID, agreed: { type: 'boolean' }, because: SENTENCE }),
  output: object({ rows: { type: 'integer' } }),
  async run(tx, _asking, { mergeId, agreed, because }) {
    const { rows } = await sql<{
      rows: number
    }>`select adjudication.answer_merge(${mergeId}::uuid, ${agreed}, ${because}) as rows`.execute(tx)
    return rows[0]!
  },
  async preview(tx, _asking, { mergeId }) {
    const { rows } =
      await sql<Pair>`select survivor, other from adjudication.record_merge where id = ${mergeId}::uuid`.execute(tx)
    return rows[0] === undefined ? [] : consequencesOf(tx, rows[0])
  },
})

/** How many of what would come over, and what stays for a person to settle. */
async function consequencesOf(tx: Tx, { survivor, other }: Pair): Promise<readonly Consequence[]> {
  const { rows } = await sql<{ rel: string; rows: number; stay: number }>`
    select rel, sum(rows)::int as rows, sum(stay)::int as stay from adjudication.merge_preview(${survivor}::uuid, ${other}::uuid)
    group by rel order by rel`.execute(tx)
  return rows.flatMap(({ rel, rows: count, stay }): readonly Consequence[] => [
    ...(count > stay
      ? [
          {
            label: 'adjudication.consequence.comes',
            values: { what: rel, count: count - stay },
            severity: 'info',
          } as const,
        ]
      : []),
    ...(stay > 0
      ? [{ label: 'adjudication.consequence.stays', values: { what: rel, count: stay }, severity: 'warning' } as const]
      : []),
  ])
}

interface Undo {
  readonly mergeId: string
  readonly because: string
  /** Rows that came since the merge and are the other record's. */
  readonly toOther: readonly string[]
}

/** Takes a merge back. What came with it goes back; what came since stays unless it is said to be the other's. */
export const undoMerge = defineCommand<Undo, { went: number; leftBehind: number }>({
  name: 'adjudication.undoMerge',
  module: 'adjudication',
  needs,
  stepUp: true,
  input: object({ mergeId: ID, because: SENTENCE, toOther: { type: 'array', items: ID, maxItems: 1_000 } }),
  output: object({ went: { type: 'integer' }, leftBehind: { type: 'integer' } }),
  async run(tx, _asking, { mergeId, because, toOther }) {
    const { rows } = await sql<{ went: number; leftBehind: number }>`
      select went, left_behind as "leftBehind" from adjudication.undo_merge(${mergeId}::uuid, ${because}, ${toOther}::uuid[])`.execute(
      tx,
    )
    return rows[0]!
  },
})

/** The merge of a linked pair that holds or waits, with what came since and has to be given to one of the two. */
export const mergeOf = defineQuery<{ linkId: string }, unknown>({
  name: 'adjudication.mergeOf',
  module: 'adjudication',
  needs,
  input: object({ linkId: ID }),
  output: object({ merge: { anyOf: [ANYTHING, { type: 'null' }] }, since: list(ANYTHING), may: { type: 'boolean' } }),
  showsPeople: true,
  async run(tx, asking, { linkId }) {
    const { rows } = await sql<Pair & { id: string; askedBy: string; may: boolean }>`
      select m.id, m.step, m.because, m.asked_by as "askedBy", m.asked_at as "askedAt", l.survivor, l.other,
        adjudication.may_merge(l.survivor, l.other) as may
      from adjudication.link l
      left join adjudication.record_merge m on m.survivor = l.survivor and m.other = l.other and m.step in ('asked', 'merged')
      where l.id = ${linkId}::uuid`.execute(tx)
    const [found] = rows
    if (found === undefined) return { merge: null, since: [], may: false }
    const since = await sql`
      select rel, col, row_id as "rowId", made_at as "madeAt" from adjudication.since_merge(${found.id}::uuid)`.execute(
      tx,
    )
    await auditRead(tx, asking, {
      module: 'adjudication',
      action: 'read',
      record: 'record_merge',
      ids: [linkId, found.survivor, found.other],
      people: [found.survivor, found.other],
    })
    const merge = found.id === null ? null : { ...found, mine: found.askedBy === asking.session.staffId }
    return { merge, since: since.rows, may: found.may }
  },
})
