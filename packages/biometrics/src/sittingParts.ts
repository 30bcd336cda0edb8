import { type Candidate, ONE_TO_ONE } from './decide.ts'
import { believable, bestOf, type Evidence, together } from './evidence.ts'
import { engineFor } from './gallerySites.ts'
import { type PersonTemplates, SITES, type Site } from './modality.ts'

const FINGERS = SITES.filter(site => site.startsWith('finger-'))

/** Parts of a body that another could have lent: each is searched, and judged, by itself. */
export const PARTS = {
  eyes: SITES.filter(site => site.startsWith('iris-')),
  fingers: FINGERS,
  'right-hand': FINGERS.slice(0, 5),
  'left-hand': FINGERS.slice(5),
} as const satisfies Readonly<Record<string, readonly Site[]>>
/** One of them. */
export type Part = keyof typeof PARTS
const PART_NAMES = Object.keys(PARTS) as readonly Part[]

/** Below this a part says that it is somebody else's: one pair of strangers in a hundred is more alike. */
const AGAINST: Evidence = 2
/** A single finger may be dry, cut or worn. Count. */
const FINGERS_TO_CONTRADICT = 2

/** What the parts of a sitting say of one record. A part that says neither is not named. */
export interface PartsSaid {
  /** Of this person, if the sitting is said to be theirs: evidence of a comparison of one with one. */
  readonly agree: readonly Part[]
  /** Of this person, whoever the sitting is said to be. */
  readonly sure: readonly Part[]
  /** Compared, and not of this person. */
  readonly against: readonly Part[]
}

/**
 * What the parts of a body say of one record.
 * @param sites what each compared site said
 * @param sure evidence at which somebody is named among as many as were searched
 */
export function partsSaid(sites: Candidate['sites'], sure: Evidence): PartsSaid {
  const said = PART_NAMES.flatMap(part => {
    const each = PARTS[part].flatMap(site => sites[site] ?? [])
    return each.length === 0 ? [] : [{ part, evidence: together(each), count: each.length }]
  })
  const names = (of: typeof said) => of.map(({ part }) => part)
  return {
    agree: names(said.filter(({ evidence }) => evidence >= ONE_TO_ONE.sure)),
    sure: names(said.filter(({ evidence }) => evidence >= sure)),
    against: names(
      said.filter(
        ({ part, evidence, count }) => evidence < AGAINST && (part === 'eyes' || count >= FINGERS_TO_CONTRADICT),
      ),
    ),
  }
}

/** The parts of these templates that are less than the whole of it, each as templates to search with. */
export function partsToSearch(probe: PersonTemplates): readonly PersonTemplates[] {
  const all = SITES.filter(site => probe[site] !== undefined)
  const parts = PART_NAMES.map(part => PARTS[part].filter(site => probe[site] !== undefined)).filter(
    sites => sites.length > 0 && sites.length < all.length,
  )
  return parts
    .filter((sites, at) => parts.findIndex(other => other.join() === sites.join()) === at)
    .map(sites => Object.fromEntries(sites.map(site => [site, probe[site]])))
}

/**
 * The two places of a sitting that gave the same finger or eye, or null. Each pair of fingers is another chance of an accident, so it must
 * say that much more. Needs `await loadKernels()` first.
 */
export function repeatedSites(sitting: PersonTemplates): readonly [Site, Site] | null {
  const taken = SITES.flatMap(site => {
    const stored = sitting[site]
    return stored === undefined ? [] : [{ site, engine: engineFor(site), ready: engineFor(site).prepare(stored) }]
  })
  const pairs = taken.flatMap((one, at) =>
    taken.slice(at + 1).flatMap(other => (other.engine === one.engine ? [[one, other] as const] : [])),
  )
  for (const [one, other] of pairs) {
    const evidence = believable(one.engine.match(one.ready, other.ready))
    if (bestOf(pairs.length, evidence) >= ONE_TO_ONE.look) return [one.site, other.site]
  }
  return null
}
