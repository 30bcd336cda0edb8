import { type Asking, auditRead, type Tx } from '@nansen/store'
import { displayNames } from '../../names.ts'
import type { PersonInput } from '../person/registerPerson.ts'
import { borneBy } from './borne.ts'
import { candidates, type Sought } from './candidates.ts'
import { likenessInForce } from './learnt.ts'
import { type Described, entryOf, judgeOf, keysOf, profile } from './likeness.ts'
import { type Alike, ranked } from './rank.ts'

/** Somebody registered who may be the person about to be. */
export interface LookAlike extends Alike {
  /** Place of the person in the form, from 0. */
  readonly member: number
}

/** Shown for one person at most: who resembles more people has a common name. */
const MOST = 3

/** Whom these people may be, of those the asker may see a summary of: who is likelier the same person than not, with the family they come with. */
export async function lookAlikes(
  tx: Tx,
  asking: Asking,
  people: readonly PersonInput[],
): Promise<readonly LookAlike[]> {
  const described = people.map(describedBy)
  const nationality = textOf(people.find(person => textOf(person.nationality) !== null)?.nationality)
  const borne = await borneBy(tx, keysOf(described.map(each => entryOf(each))), nationality)
  const learnt = await likenessInForce(tx)
  const judges = described.map(each => judgeOf(borne, nationality, learnt, each))
  const profiles = described.map((each, at) => profile(judges[at]!, each))
  const found: (LookAlike & { readonly shown: readonly string[] })[] = []
  for (const [member, person] of people.entries()) {
    const others = profiles.filter((_, at) => at !== member)
    const alike = await ranked(
      tx,
      judges[member]!,
      profiles[member]!,
      others,
      await candidates(tx, asking, soughtBy(person)),
    )
    found.push(
      ...alike
        .filter(({ band }) => band !== 'weak')
        .slice(0, MOST)
        .map(each => ({ ...each, member })),
    )
  }
  // also when nobody was found: whoever tries names or numbers one after another leaves a trace
  await auditRead(tx, asking, {
    module: 'registration',
    action: 'see',
    record: 'individual',
    ids: [...new Set(found.flatMap(({ shown }) => shown))],
    reason: 'search',
  })
  return found.map(({ shown: _shown, ...alike }) => alike)
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function describedBy(person: PersonInput): Described {
  const mother = person.name.find(({ name }) => name.part === 'mother')?.name.text
  return {
    name: person.name,
    sex: person.sex,
    born: person.born ?? null,
    estimated: person.born_estimated === true,
    mother: textOf(person.mother_name) ?? mother ?? null,
  }
}

/** By name, year and every number with a digit in it. */
function soughtBy(person: PersonInput): Sought {
  const { latin, native } = displayNames(person.name)
  const numbers = ['phone', 'document_held', 'other_number'].flatMap(record =>
    Array.isArray(person[record]) ? (person[record] as readonly { number?: unknown }[]) : [],
  )
  return {
    name: latin || (native ?? ''),
    born: person.born ?? null,
    numbers: numbers.map(({ number }) => String(number ?? '')),
  }
}
