import { heardOtherwise } from '@nansen/linkage'
import type { Asking, Tx } from '@nansen/store'
import { sql } from 'kysely'
import { candidatesFor } from '../queries/search.ts'
import { type Question, readQuestion } from '../search/question.ts'
import type { Described } from './likeness.ts'

/** Somebody whom keys found, as far as the asker may have them compared. */
export interface Candidate extends Described {
  readonly id: string
  readonly number: string
  readonly foundBy: readonly string[]
}

/** Who is looked for: a name, a birth and numbers. */
export interface Sought {
  readonly name: string
  readonly born: string | null
  readonly numbers: readonly string[]
}

/** Years around the told one in which somebody is looked for: a guessed age, rounded to five, and the year it was said in. */
const YEARS_AROUND = 6
/** Fewer people with three words alike, and those with two are looked at too. */
const ENOUGH = 100
/** People judged, those with most words alike first. Each is compared in all that is known, which costs ten times what a search does. */
const JUDGED = 120
/** Longest question that the search is asked. Characters. */
const LONGEST = 200
/** Most keys heard otherwise that are asked besides. Each is one look into an index. */
const MOST_OTHERWISE = 24

/** Everybody of the asker's reach who may be the one sought, to be judged one by one. Not audited: whoever shows them does that. */
export async function candidates(tx: Tx, asking: Asking, sought: Sought): Promise<readonly Candidate[]> {
  const question = questionFor(sought)
  if (question.name === '' && question.exact.length === 0) return []
  const found = await candidatesFor(tx, asking, question, ENOUGH, JUDGED)
  const { rows } =
    await sql<Facts>`select * from registration.likeness_facts(${found.map(({ id }) => id)}::uuid[])`.execute(tx)
  const facts = new Map(rows.map(row => [row.id, row]))
  return found.flatMap(each => {
    const known = facts.get(each.id)
    if (known === undefined) return []
    const names = [each.display_name, each.display_name_native].filter(name => name !== null && name !== '')
    return [
      {
        id: each.id,
        number: each.number,
        foundBy: each.found_by ?? [],
        name: names as readonly string[],
        sex: known.sex,
        born: known.born ?? (known.year_of_birth === null ? null : String(known.year_of_birth)),
        estimated: known.born_estimated === true,
        mother: known.mother_name,
      },
    ]
  })
}

interface Facts {
  readonly id: string
  readonly sex: string
  readonly year_of_birth: number | null
  readonly born: string | null
  readonly born_estimated: boolean | null
  readonly mother_name: string | null
}

function questionFor({ name, born, numbers }: Sought): Question {
  const typed = [name, ...numbers.map(number => number.replaceAll(/\s/g, '')).filter(number => /\d/.test(number))]
  const question = readQuestion(
    typed
      .filter(part => part !== '')
      .join(' ')
      .slice(0, LONGEST),
  )
  const otherwise = [...new Set(question.nameKeys.flatMap(heardOtherwise))]
    .filter(key => !question.nameKeys.includes(key))
    .slice(0, MOST_OTHERWISE)
  const year = born === null ? null : Number(born.slice(0, 4))
  return {
    ...question,
    nameKeys: [...question.nameKeys, ...otherwise],
    pairs: [...question.pairs, ...otherwise.map(() => 0)],
    born: year === null ? null : { from: year - YEARS_AROUND, to: year + YEARS_AROUND, year },
  }
}
