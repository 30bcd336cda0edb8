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
/** Index fingers: what nearly every search without eyes begins with. Count, of `FINGERS`. */
export const FINGERS_AT_FIRST = 2
/** Sites of a person that decide whether the others are looked at. */
export const LEADING = 2

export const FINGERS = LEADING_ORDER.filter(site => site.startsWith('finger-'))

/** The sites of somebody's templates, in the order of `LEADING_ORDER`. */
export function sitesOf(templates: PersonTemplates): readonly Site[] {
  return LEADING_ORDER.filter(site => templates[site] !== undefined)
}

/** The same of fingers alone. */
export function fingersOf(templates: PersonTemplates): readonly Site[] {
  return FINGERS.filter(site => templates[site] !== undefined)
}

/** Up to `LEADING` sites of a probe that somebody else has too. @param sites the probe's, as `sitesOf` gives them */
export function leadingOf(sites: readonly Site[], other: PersonTemplates): readonly Site[] {
  const shared: Site[] = []
  for (const site of sites) {
    if (other[site] !== undefined && shared.push(site) === LEADING) break
  }
  return shared
}

/** The fingers among them: of whom both eyes are compared, none; of whom one is, one. */
export function leadingFingersOf(sites: readonly Site[], other: PersonTemplates): readonly Site[] {
  return leadingOf(sites, other).filter(site => site.startsWith('finger-'))
}
