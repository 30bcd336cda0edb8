import { COMPARED, type Compared, type PersonThen } from './frames.ts'

type Said = string | null | undefined

/** That somebody was believed to be, or have, what they were not as we know today. */
export interface Difference {
  readonly person: string
  readonly what: Compared | 'known'
  readonly believed: Said
  readonly was: Said
}

/** What is other in what was believed than in what was, person by person. */
export function differences(believed: readonly PersonThen[], was: readonly PersonThen[]): readonly Difference[] {
  return was.flatMap((person): readonly Difference[] => {
    const thought = believed.find(({ id }) => id === person.id)
    if (thought === undefined) return [{ person: person.id, what: 'known', believed: null, was: person.name }]
    return COMPARED.filter(what => (thought[what] ?? null) !== (person[what] ?? null)).map(what => ({
      person: person.id,
      what,
      believed: thought[what],
      was: person[what],
    }))
  })
}

/** When what was believed became what we know: the first of these instants at which the difference is gone. */
export function correctedAt(
  { person, what, was }: Difference,
  instants: readonly string[],
  peopleAt: (instant: string) => readonly PersonThen[],
): string | null {
  const isRight = (instant: string): boolean => {
    const thought = peopleAt(instant).find(({ id }) => id === person)
    return thought !== undefined && (what === 'known' || (thought[what] ?? null) === (was ?? null))
  }
  return instants.find(isRight) ?? null
}
