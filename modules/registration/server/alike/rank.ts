import { familyLikeness, type Profile, type Reason } from '@nansen/linkage'
import type { Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type PersonCard, withFamilies } from '../queries/cards.ts'
import type { Candidate } from './candidates.ts'
import { type Band, bandOf, chanceFor, type Judge, likenessOf, profile } from './likeness.ts'

/** Somebody registered who may be the person asked about. */
export interface Alike {
  readonly card: PersonCard
  readonly band: Band
  /** Why, strongest first. */
  readonly reasons: readonly Reason[]
  readonly group_number: string | null
  /** Names of the rest of that person's family. */
  readonly family: readonly string[]
}

/** Looked at with their families. */
const WITH_FAMILY = 10

/**
 * Cards and families of the ten likeliest, each with what its family says. However unlikely: of another office neither mother nor day of birth is
 * compared, and who told another given name there is hardly likelier than a stranger, but still among the first. @param relatives the others of the family asked about.
 */
export async function ranked(
  tx: Tx,
  judge: Judge,
  asked: Profile,
  relatives: readonly Profile[],
  found: readonly Candidate[],
): Promise<readonly (Alike & { readonly shown: readonly string[] })[]> {
  const best = found
    .map(each => ({ each, ...likenessOf(judge, asked, profile(judge, each), each.foundBy) }))
    .toSorted((a, b) => b.bits + b.numbers - a.bits - a.numbers || (a.each.number < b.each.number ? -1 : 1))
    .slice(0, WITH_FAMILY)
  const ids = best.map(({ each }) => each.id)
  const { cards, relatives: theirs } = await withFamilies(tx, ids, ids)
  // families are compared where there is another one to compare with
  const guessed = await guessedAmong(tx, relatives.length === 0 ? [] : theirs.map(({ individual }) => individual))
  return best
    .flatMap(({ each, bits, numbers, reasons }) => {
      const card = cards.get(each.id)
      if (card === undefined || card.process_status === 'erroneous') return []
      const own = theirs.filter(({ of_person }) => of_person === each.id)
      const others = own.flatMap(({ individual }) => (individual === each.id ? [] : (cards.get(individual) ?? [])))
      const family = familyLikeness(
        judge.model,
        relatives,
        others.map(other => profile(judge, describedBy(other, guessed.has(other.id)))),
      )
      const beside = numbers + family.bits
      // no likelier than anybody
      if (bits + beside <= 0 && each.foundBy.every(how => !how.startsWith('exact:'))) return []
      const chance = chanceFor(judge, bits, beside)
      return [
        {
          card,
          chance,
          band: each.foundBy.some(how => how.startsWith('exact:')) && chance < 0.5 ? 'possible' : bandOf(chance),
          reasons: family.alike > 0 ? [...reasons(), { code: 'same-family' }] : reasons(),
          group_number: own[0]?.group_number ?? null,
          family: others.map(other => other.display_name_native ?? other.display_name),
          shown: [each.id, ...others.map(({ id }) => id)],
        } as const,
      ]
    })
    .toSorted((a, b) => b.chance - a.chance)
    .map(({ chance: _chance, ...alike }) => alike)
}

/** Whose births are guesses, of those whose records the asker may read: a likeness must not tell what its reader may not see. */
export async function guessedAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ readonly id: string }>`select id from registration.likeness_facts(${ids}::uuid[])
    where born_estimated`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** What a card says of somebody. @param estimated whether the birth is a guess, which a card does not say. */
export const describedBy = (
  {
    display_name,
    display_name_native,
    sex,
    year_of_birth,
  }: Pick<PersonCard, 'display_name' | 'display_name_native' | 'sex' | 'year_of_birth'>,
  estimated: boolean,
) => ({
  name: [display_name, display_name_native].filter(name => name !== null),
  sex,
  born: year_of_birth === null ? null : String(year_of_birth),
  estimated,
  mother: null,
})
