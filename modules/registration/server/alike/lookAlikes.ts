import type { Asking, Tx } from '@nansen/store'
import { displayNames } from '../../names.ts'
import type { PersonInput } from '../person/registerPerson.ts'
import type { PersonCard } from '../queries/cards.ts'
import { type Found, type SearchAnswer, search } from '../queries/search.ts'

/** Somebody registered who may be the person about to be. */
export interface LookAlike {
  /** Place of the person in the form, from 0. */
  readonly member: number
  readonly card: PersonCard
  /** Why, as the search words it, and `same-family` where others of the form resemble others of that family. */
  readonly reasons: readonly string[]
  readonly group_number: string | null
  /** Names of the rest of that person's family. */
  readonly family: readonly string[]
}

/**
 * Bits of evidence from which a likeness is worth a clerk's look: a name of three words; two words and the year; a paper; a telephone and one
 * word. Set by hand on the weights of `search/score.ts`; in a camp of two thousand some names still coincide.
 */
const LIKELY = 12
/** Bits that are enough where two people of the form are each this much like two of one registered family. */
const LIKELY_IN_FAMILY = 8
/** Bits for the same sex and against another: written wrong for one in sixty, and half of all strangers have it. */
const SAME_SEX = 1
const OTHER_SEX = -5
/** Shown for one person at most: who resembles more people has a common name. */
const MOST = 3
/** Looked at for one person. */
const LOOKED_AT = 10
/** Longest question that the search is asked. */
const LONGEST = 200

type Likeness = Omit<LookAlike, 'reasons'> & { readonly reasons: readonly string[]; readonly bits: number }

/** Whom these people may be, of those the asker may see a summary of. Looked for as a clerk would: by name, year and numbers. */
export async function lookAlikes(
  tx: Tx,
  asking: Asking,
  people: readonly PersonInput[],
): Promise<readonly LookAlike[]> {
  const found: Likeness[] = []
  for (const [member, person] of people.entries()) {
    const text = questionFor(person)
    if (text === '') continue
    const answer = (await search.run(tx, asking, { text, limit: LOOKED_AT } as never)) as SearchAnswer
    found.push(...answer.people.map(each => likenessOf(member, person, each)))
  }
  const families = sharedFamilies(found)
  return people.flatMap((_, member) =>
    found
      .filter(each => each.member === member && each.card.process_status !== 'erroneous')
      .map(each => withFamily(each, families))
      .filter(({ bits, reasons }) => bits >= (reasons.includes('same-family') ? LIKELY_IN_FAMILY : LIKELY))
      .toSorted((a, b) => b.bits - a.bits)
      .slice(0, MOST)
      .map(({ bits: _bits, ...alike }) => alike),
  )
}

/** Name, year of birth, and every number with a digit in it: what the one search box takes. */
function questionFor(person: PersonInput): string {
  const { latin, native } = displayNames(person.name)
  const year = person.born ? [person.born.slice(0, 4)] : []
  const numbers = ['phone', 'document_held', 'other_number']
    .flatMap(record => (Array.isArray(person[record]) ? (person[record] as readonly { number?: unknown }[]) : []))
    .map(({ number }) => String(number ?? '').replaceAll(/\s/g, ''))
    .filter(number => /\d/.test(number))
  return [latin || (native ?? ''), ...year, ...numbers]
    .filter(part => part !== '')
    .join(' ')
    .slice(0, LONGEST)
}

function likenessOf(
  member: number,
  person: PersonInput,
  { card, score, reasons, family, group_number }: Found,
): Likeness {
  const told = [person.sex, card.sex].every(sex => sex === 'male' || sex === 'female')
  const sex = !told ? 0 : person.sex === card.sex ? SAME_SEX : OTHER_SEX
  const names = family.map(each => each.card.display_name_native ?? each.card.display_name)
  return { member, card, reasons, group_number, family: names, bits: score + sex }
}

/** Groups in which two different people of the form have somebody who resembles them. */
function sharedFamilies(found: readonly Likeness[]): ReadonlySet<string> {
  const near = found.filter(({ bits, group_number }) => bits >= LIKELY_IN_FAMILY && group_number !== null)
  const by = Map.groupBy(near, ({ group_number }) => group_number!)
  return new Set([...by].filter(([, all]) => pairs(all)).map(([number]) => number))
}

/** Two of the form and two of the family: one person who resembles two of a family proves nothing of the kind. */
const pairs = (all: readonly Likeness[]): boolean =>
  new Set(all.map(({ member }) => member)).size > 1 && new Set(all.map(({ card }) => card.id)).size > 1

const withFamily = (each: Likeness, families: ReadonlySet<string>): Likeness =>
  each.group_number !== null && families.has(each.group_number)
    ? { ...each, reasons: [...each.reasons, 'same-family'] }
    : each
