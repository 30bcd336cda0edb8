import { type Asking, auditRead, defineQuery, exactKey, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { object } from '../commands/schemas.ts'
import { type Question, readQuestion } from '../search/question.ts'
import { type Described, heard, REASONS, type Reason, type Scored, scoreOf } from '../search/score.ts'
import { CARD, type PersonCard, withFamilies } from './cards.ts'

interface Input {
  /** Number, name in any script, telephone, number of a paper, year of birth: in one box, in any order. */
  readonly text: string
  /** People shown at most. Default 20. */
  readonly limit?: number
}

export interface Found {
  readonly card: PersonCard
  readonly score: number
  readonly reasons: readonly Reason[]
  readonly family: readonly { readonly card: PersonCard; readonly relationship: string }[]
  readonly group_number: string | null
}

export interface SearchAnswer {
  readonly people: readonly Found[]
  /** What was looked for, so that "nobody found" says what was searched. */
  readonly searched: {
    readonly name: string
    readonly numbers: readonly string[]
    /** Of the numbers those that have the shape of ours and were never given: a character of them is wrong. */
    readonly impossible: readonly string[]
    readonly year: number | null
    /** People judged one by one, after the keys narrowed them. */
    readonly looked_at: number
    /** People who may be meant: as many as are shown, or more. */
    readonly likely: number
    /** A word is so common that not everybody who bears it was looked at: another word or a year helps. */
    readonly truncated: boolean
  }
}

/** People looked at for one key, and judged one by one of all that were looked at. Measured: more cost time and changed no first page. */
const JUDGED = 400
/** Evidence below which a person is not shown, in bits: a single word of several that sounds alike is not enough. */
const SHOWN_FROM = 1
/** Results with their families; the rest of a long list is cards alone. */
const WITH_FAMILY = 10

/** Fields whose blind index a number may be. */
const EXACT_FIELDS: readonly (readonly [record: string, field: string])[] = [
  ['individual', 'number'],
  ['registration_group', 'number'],
  ['other_number', 'number'],
  ['phone', 'number'],
  ['document_held', 'number'],
  ['issued_document', 'number'],
]

/** Finds people before anybody is registered. Everybody who may see a summary somewhere may search; restricted people are absent. */
export const search = defineQuery<Input, SearchAnswer>({
  name: 'registration.search',
  module: 'registration',
  needs: { action: 'see', level: 'summary' },
  showsPeople: true,
  input: object(
    { text: { type: 'string', minLength: 1, maxLength: 200 }, limit: { type: 'integer', minimum: 1, maximum: 100 } },
    ['limit'],
  ),
  output: object({
    people: {
      type: 'array',
      items: object({
        card: CARD,
        score: { type: 'number' },
        reasons: { type: 'array', items: { enum: REASONS } },
        family: { type: 'array', items: object({ card: CARD, relationship: { type: 'string' } }) },
        group_number: { type: ['string', 'null'] },
      }),
    },
    searched: object({
      name: { type: 'string' },
      numbers: { type: 'array', items: { type: 'string' } },
      impossible: { type: 'array', items: { type: 'string' } },
      year: { type: ['integer', 'null'] },
      looked_at: { type: 'integer' },
      likely: { type: 'integer' },
      truncated: { type: 'boolean' },
    }),
  }),
  async run(tx, asking, { text, limit = 20 }) {
    const question = readQuestion(text)
    const candidates = await candidatesOf(tx, asking, question, limit)
    const likely = ranked(question, candidates)
    const people = await shownWithFamilies(tx, likely.slice(0, limit))
    const shown = people.flatMap(({ card, family }) => [card.id, ...family.map(relative => relative.card.id)])
    // also when nobody was found: whoever tries names or numbers one after another leaves a trace
    await auditRead(tx, asking, {
      module: 'registration',
      action: 'see',
      record: 'individual',
      ids: [...new Set<string>(shown)],
      reason: 'search',
    })
    return {
      people,
      searched: {
        name: question.name,
        numbers: question.exact,
        impossible: question.impossible,
        year: question.born?.year ?? null,
        looked_at: candidates.length,
        likely: likely.length,
        truncated: candidates.some(({ truncated }) => truncated),
      },
    }
  },
})

/** A birth date alone may be a number as well: when no number is so, its year is looked for. */
async function candidatesOf(tx: Tx, asking: Asking, question: Question, limit: number): Promise<readonly Candidate[]> {
  const found = await candidatesFor(tx, asking, question, limit)
  const isDateAlone = question.born !== null && question.exact.length > 0 && question.nameKeys.length === 0
  return found.length === 0 && isDateAlone ? candidatesFor(tx, asking, { ...question, exact: [] }, limit) : found
}

/** Somebody whom a key found, as far as they are judged by. */
interface Candidate extends Described {
  readonly id: string
  readonly number: string
  readonly truncated: boolean
}

export async function candidatesFor(
  tx: Tx,
  asking: Asking,
  { nameKeys, pairs, exact, born }: Question,
  limit: number,
  judged = JUDGED,
): Promise<readonly Candidate[]> {
  const blind = exact.flatMap(text =>
    EXACT_FIELDS.map(([record, field]) => exactKey(asking, 'registration', record, field, text)),
  )
  const { rows } = await sql<{ found: readonly Candidate[] }>`select coalesce(json_agg(f), '[]') as found
    from registration.found_by_keys(${nameKeys}::text[], ${pairs}::int[],
      ${blind}::text[], ${born?.from ?? null}::int, ${born?.to ?? null}::int, ${judged}, ${limit}) f`.execute(tx)
  return rows[0]!.found
}

interface Ranked extends Scored {
  readonly id: string
}

function ranked(question: Question, candidates: readonly Candidate[]): readonly Ranked[] {
  const asked = heard(question.name)
  return candidates
    .map(candidate => ({ ...scoreOf(question, candidate, asked), id: candidate.id, number: candidate.number }))
    .filter(({ score }) => score >= SHOWN_FROM)
    .toSorted((a, b) => b.score - a.score || (a.number < b.number ? -1 : 1))
}

async function shownWithFamilies(tx: Tx, best: readonly Ranked[]): Promise<readonly Found[]> {
  const ids = best.map(({ id }) => id)
  const { cards, relatives } = await withFamilies(tx, ids, ids.slice(0, WITH_FAMILY))
  return best.flatMap(({ id, score, reasons }) => {
    const card = cards.get(id)
    if (card === undefined) return []
    const mine = relatives.filter(({ of_person }) => of_person === id)
    const family = mine.flatMap(({ individual, relationship }) => {
      const other = cards.get(individual)
      return other === undefined || individual === id ? [] : [{ card: other, relationship }]
    })
    return [{ card, score, reasons, family, group_number: mine[0]?.group_number ?? null }]
  })
}
