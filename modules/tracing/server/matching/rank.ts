import type { Reason } from '@nansen/linkage'
import {
  type Band,
  bandOf,
  borneBy,
  cardsOf,
  describedBy,
  guessedAmong,
  likenessInForce,
  type PersonCard,
  peopleAlike,
} from '@nansen/registration/server'
import type { Asking, Tx } from '@nansen/store'
import { sql } from 'kysely'
import {
  chancesOf,
  keysOfMissing,
  likelyOf,
  nationalityBits,
  profileOfMissing,
  profileOfPerson,
  tracingJudge,
} from './likely.ts'
import { type Sought, soughtBy } from './missing.ts'

/** Somebody registered who may be the one sought. */
export interface LikelyPerson {
  readonly card: PersonCard
  readonly chance: number
  readonly band: Band
  readonly reasons: readonly Reason[]
  /** Whether they agreed to be found; if not they were never asked, and the asker reads their whole record. */
  readonly agreed: boolean
}

/** Shown at most for one person sought. */
const SHOWN = 10
/** Chance below which somebody is like anybody: one in a thousand. */
const HARDLY = 1e-3

interface Asked {
  readonly sought: Sought
  readonly nationality: string | null
  /** Who seeks, and who was ruled out: nobody of them is shown. */
  readonly seeker: string
  readonly ruledOut: readonly string[]
  readonly today: string
}

/**
 * Who may be the one sought, likeliest first. Whoever refused to be found is nobody here; who was never asked is shown to those only who read
 * their record. All of them share the chance, so that it says the same whoever may be shown.
 */
export async function likeliest(tx: Tx, asking: Asking, asked: Asked): Promise<readonly LikelyPerson[]> {
  const { sought, nationality, today } = asked
  const found = await foundFor(tx, asking, sought)
  const ids = [...found.keys()].filter(id => id !== asked.seeker && !asked.ruledOut.includes(id))
  const [cards, facts, theirs] = [
    await cardsOf(tx, [...ids, asked.seeker]),
    await factsOf(tx, ids, today),
    await soughtBy(tx, ids, today),
  ]
  const judge = tracingJudge(
    await borneBy(tx, keysOfMissing([sought]), nationality),
    nationality,
    await likenessInForce(tx),
  )
  const missing = profileOfMissing(judge, sought)
  const seekerCard = cards.get(asked.seeker)
  const isGuess = (await guessedAmong(tx, [asked.seeker])).has(asked.seeker)
  const seeker = seekerCard === undefined ? null : profileOfPerson(judge, describedBy(seekerCard, isGuess))
  const judged = ids.map(id => {
    const seek = (theirs.get(id) ?? []).map(each => profileOfMissing(judge, each))
    const { bits, reasons } = likelyOf(judge, missing, profileOfPerson(judge, found.get(id)!), seeker, seek)
    return { id, bits: bits + nationalityBits(nationality, facts.get(id)?.nationality ?? null), reasons }
  })
  const chances = chancesOf(
    judge,
    judged.map(({ bits }) => bits),
  )
  return judged
    .flatMap(({ id, reasons }, at) => {
      const [card, agreed] = [cards.get(id), facts.get(id)?.agreed]
      const may = card !== undefined && card.process_status !== 'erroneous' && mayBeShown(agreed, card.readable)
      const chance = chances[at]!
      return may && chance >= HARDLY
        ? [{ card, chance, band: bandOf(chance), reasons: reasons(), agreed: agreed === true }]
        : []
    })
    .toSorted((a, b) => b.chance - a.chance || (a.card.number < b.card.number ? -1 : 1))
    .slice(0, SHOWN)
}

/** @param agreed what they said of being found; null or undefined: they were never asked. */
export const mayBeShown = (agreed: boolean | null | undefined, readable: boolean): boolean =>
  agreed === true || (agreed !== false && readable)

/** Everybody whom one of the names finds. */
async function foundFor(tx: Tx, asking: Asking, { names, born }: Sought) {
  const found = new Map<string, Awaited<ReturnType<typeof peopleAlike>>[number]>()
  const year = born === null ? null : String(Math.round((born.from + born.to) / 2))
  for (const name of names)
    for (const each of await peopleAlike(tx, asking, { name, born: year, numbers: [] })) found.set(each.id, each)
  return found
}

interface Facts {
  readonly id: string
  readonly nationality: string | null
  readonly agreed: boolean | null
}

export async function factsOf(tx: Tx, ids: readonly string[], today: string): Promise<ReadonlyMap<string, Facts>> {
  const { rows } = await sql<Facts>`select * from tracing.facts_of(${ids}::uuid[], ${today}::date)`.execute(tx)
  return new Map(rows.map(row => [row.id, row]))
}
