import type { PersonTemplates, Site } from './modality.ts'

/**
 * Which sites are compared first: irises are the cheapest and surest, then the fingers by how much they usually say
 * (index, thumb, middle of both hands, then the rest).
 */
export const LEADING_ORDER: readonly Site[] = [
  'iris-left',
  'iris-right',
  'finger-2',
  'finger-7',
  'finger-1',
  'finger-6',
  'finger-3',
  'finger-8',
  'finger-4',
  'finger-9',
  'finger-5',
  'finger-10',
]
/** Irises and index fingers: what nearly every search begins with. Count, of `LEADING_ORDER`. */
export const SITES_AT_FIRST = 4
/** Sites of a person that decide whether the others are looked at. */
export const LEADING = 2

export const FINGERS = LEADING_ORDER.filter(site => site.startsWith('finger-'))

/** The sites of somebody's templates, in the order of `LEADING_ORDER`. */
export function sitesOf(templates: PersonTemplates): readonly Site[] {
  return LEADING_ORDER.filter(site => templates[site] !== undefined)
}

/** Up to `LEADING` sites of a probe that somebody else has too. @param sites the probe's, as `sitesOf` gives them */
export function leadingOf(sites: readonly Site[], other: PersonTemplates): readonly Site[] {
  const shared: Site[] = []
  for (const site of sites) {
    if (other[site] !== undefined && shared.push(site) === LEADING) break
  }
  return shared
}
