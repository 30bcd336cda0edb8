import { invalid, Refusal } from '@nansen/kernel'
import { type Asking, auditRead, createRecord, defineCommand, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { needs } from '../index.ts'
import { ID, list, object, orNull, TEXT } from './schemas.ts'

const ASSESSES = { action: 'create', level: 'personal' } as const
const RULE = { ...TEXT, maxLength: 60 } as const
/** People judged by one question of the database. */
const A_BATCH = 200
/** Of the first looks: a hundred and fifty people are mostly enough for a page, and whoever has little to be told is looked for faster. */
const FIRST = { batches: 2, people: 150 } as const
/** Batches that one look goes through at most: then the asker goes on. */
const MOST_BATCHES = 12
/** Lines that are enough for one look. */
const ENOUGH = 25

interface Suggested {
  readonly individual: string
  readonly office_id: string
  readonly rule: string
  readonly need: string
  readonly facts: Readonly<Record<string, unknown>>
}
interface Line {
  readonly individual: string
  readonly rule: string
  readonly need: string
}

const todayOf = (asking: Asking): string => asking.now().toISOString().slice(0, 10)

async function suggestedFor(tx: Tx, asking: Asking, people: readonly string[]): Promise<readonly Suggested[]> {
  const { rows } = await sql<Suggested>`
    select * from needs.suggested(${people}::uuid[], ${todayOf(asking)}::date) order by individual desc, rule`.execute(
    tx,
  )
  return rows
}

/** Among people of the asker's offices, the last registered first, until enough are found or enough were looked at. */
async function look(tx: Tx, asking: Asking, before: string | null, rule: string | null) {
  const found: Suggested[] = []
  let next = before
  for (let n = 0; n < MOST_BATCHES && found.length < ENOUGH; n++) {
    const size = n < FIRST.batches ? FIRST.people : A_BATCH
    const { rows } = await sql<{ id: string }>`
      select i.id from registration.individual i
      where i.office_id = any ((select auth.reach('needs', 'create', 'personal'))::uuid[]) and i.process_status in ('active', 'hold')
        and (${next}::uuid is null or i.id < ${next}::uuid)
      order by i.id desc limit ${size}`.execute(tx)
    const people = rows.map(({ id }) => id)
    const suggested = await suggestedFor(tx, asking, people)
    found.push(...suggested.filter(each => rule === null || each.rule === rule))
    next = people.length < size ? null : people.at(-1)!
    if (next === null) break
  }
  return { found, next }
}

/** What may be needed by what is already written down, of one person or of people at the asker's offices. Nobody is flagged by it. */
export const suggestions = defineQuery<
  { personId?: string | null; before?: string | null; rule?: string | null },
  { suggestions: readonly Line[]; next: string | null }
>({
  name: 'needs.suggestions',
  module: 'needs',
  needs: ASSESSES,
  input: object({ personId: orNull(ID), before: orNull(ID), rule: orNull(RULE) }, ['personId', 'before', 'rule']),
  output: object({ suggestions: list(object({ individual: ID, rule: TEXT, need: TEXT })), next: orNull(TEXT) }),
  showsPeople: true,
  async run(tx, asking, { personId = null, before = null, rule = null }) {
    const { found, next } =
      personId === null
        ? await look(tx, asking, before, rule)
        : { found: await suggestedFor(tx, asking, [personId]), next: null }
    const people = [...new Set(found.map(({ individual }) => individual))]
    const read = { module: 'needs', action: 'see', record: 'suggestion', ids: [], people, reason: 'suggested' } as const
    if (people.length > 0) await auditRead(tx, asking, read)
    return { suggestions: found.map(({ individual, rule, need }) => ({ individual, rule, need })), next }
  },
})

interface Answering {
  readonly personId: string
  readonly rule: string
  readonly answer: 'taken-up' | 'dismissed'
  readonly because?: string | null
}

/**
 * Takes a suggestion up as a case to be assessed, or dismisses it with the reason; either is kept with who and when.
 * @throws Refusal `wrong-state` for what is not suggested now; `invalid` for a dismissal without a reason.
 */
export const answerSuggestion = defineCommand<Answering, { caseId: string | null }>({
  name: 'needs.answerSuggestion',
  module: 'needs',
  needs: ASSESSES,
  input: object(
    {
      personId: ID,
      rule: RULE,
      answer: { enum: ['taken-up', 'dismissed'] },
      because: { ...orNull(TEXT), maxLength: 2000 },
    },
    ['because'],
  ),
  output: object({ caseId: orNull(TEXT) }),
  async run(tx, asking, { personId, rule, answer, because = null }) {
    const words = because?.trim() || null
    if (answer === 'dismissed' && words === null) throw invalid([{ path: 'because', problem: 'problem.required' }])
    const one = (await suggestedFor(tx, asking, [personId])).find(each => each.rule === rule)
    if (one === undefined) throw new Refusal('wrong-state', 'this is not suggested of this person now')
    const { need, office_id } = one
    const today = todayOf(asking)
    const begun = { subject: personId, office_id, need, found_by: 'suggested-by-data', identified_on: today }
    const made = answer === 'dismissed' ? null : await createRecord(tx, asking, needs, 'need', begun)
    const said = { individual: personId, office_id, rule, need, answer, because: words, answered_on: today }
    const kept = { ...said, case_of_it: made?.id ?? null }
    await createRecord(tx, asking, needs, 'suggestion', kept, { commands: true })
    return { caseId: made?.id ?? null }
  },
})
