import type { Country, Office } from './administration.ts'

export interface Branch {
  readonly office: Office
  /** 0 at the top. */
  readonly depth: number
}

/** Offices of a list as an outline: each right before those below it, in the order of their numbers. */
export function outline(offices: readonly Office[]): readonly Branch[] {
  const known = new Set(offices.map(office => office.id))
  const below = (parent: string | null, depth: number): readonly Branch[] =>
    offices
      .filter(office => (office.parentId !== null && known.has(office.parentId) ? office.parentId : null) === parent)
      .sort((a, b) => a.name.localeCompare(b.name))
      .flatMap(office => [{ office, depth }, ...below(office.id, depth + 1)])
  return below(null, 0)
}

/** Operations that have no office yet, each with the office below which its first is added: the one at the top of the tree. */
export function withoutOffice(
  countries: readonly Country[],
  offices: readonly Office[],
): readonly { readonly country: Country; readonly above: Office }[] {
  const above = outline(offices)[0]?.office
  return above === undefined
    ? []
    : countries.flatMap(country =>
        offices.some(office => office.country === country.code) ? [] : [{ country, above }],
      )
}
