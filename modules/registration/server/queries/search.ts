import { wordsOf } from '@nansen/model'
import { type Asking, auditRead, defineQuery, exactKey, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { object } from '../commands/schemas.ts'
import { type Question, readQuestion } from '../search/question.ts'
import { REASONS, type Reason, scoreOf } from '../search/score.ts'
import { CARD, cardsOf, familiesOf, type PersonCard } from './cards.ts'

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
    readonly year: number | null
    /** People judged one by one, after the keys narrowed them. */
    readonly looked_at: number
    /** A word is so common that not everybody who bears it was looked at: another word or a year helps. */
    readonly truncated: boolean
  }
}

/** People looked at for one key. sync-and-security.md 6.3. */
const PER_KEY = 2000
/** Of all that were looked at, those who share most keys are judged one by one. Measured: more cost time and changed no first page. */
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
      year: { type: ['integer', 'null'] },
      looked_at: { type: 'integer' },
      truncated: { type: 'boolean' },
    }),
  }),
  async run(tx, asking, { text, limit = 20 }) {
    const question = readQuestion(text)
    const candidates = await candidatesFor(tx, asking, question)
    const best = await ranked(tx, question, candidates, limit)
    const people = await withFamilies(tx, best)
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
        year: question.born?.year ?? null,
        looked_at: candidates.length,
        truncated: candidates.some(({ truncated }) => truncated),
      },
    }
  },
})

interface Candidate {
  readonly id: string
  readonly found_by: readonly string[]
  readonly truncated: boolean
}

async function candidatesFor(
  tx: Tx,
  asking: Asking,
  { nameKeys, exact, born }: Question,
): Promise<readonly Candidate[]> {
  const blind = exact.flatMap(text =>
    EXACT_FIELDS.map(([record, field]) => exactKey(asking, 'registration', record, field, text)),
  )
  const { rows } = await sql<Candidate>`select * from registration.candidates(${nameKeys}::text[], ${blind}::text[],
    ${born?.from ?? null}::int, ${born?.to ?? null}::int, ${PER_KEY}, ${JUDGED})`.execute(tx)
  return rows
}

async function ranked(
  tx: Tx,
  question: Question,
  candidates: readonly Candidate[],
  limit: number,
): Promise<readonly Omit<Found, 'family' | 'group_number'>[]> {
  const cards = await cardsOf(
    tx,
    candidates.map(({ id }) => id),
  )
  const asked = wordsOf(question.name)
  return candidates
    .flatMap(({ id, found_by }) => {
      const card = cards.get(id)
      return card === undefined ? [] : [{ card, ...scoreOf(question, { ...card, found_by }, asked) }]
    })
    .filter(({ score }) => score >= SHOWN_FROM)
    .toSorted((a, b) => b.score - a.score || (a.card.number < b.card.number ? -1 : 1))
    .slice(0, limit)
}

async function withFamilies(
  tx: Tx,
  found: readonly Omit<Found, 'family' | 'group_number'>[],
): Promise<readonly Found[]> {
  const relatives = await familiesOf(
    tx,
    found.slice(0, WITH_FAMILY).map(({ card }) => card.id),
  )
  const cards = await cardsOf(
    tx,
    relatives.map(({ individual }) => individual),
  )
  return found.map(each => {
    const mine = relatives.filter(({ of_person }) => of_person === each.card.id)
    const family = mine.flatMap(({ individual, relationship }) => {
      const card = cards.get(individual)
      return card === undefined || individual === each.card.id ? [] : [{ card, relationship }]
    })
    return { ...each, family, group_number: mine[0]?.group_number ?? null }
  })
}
