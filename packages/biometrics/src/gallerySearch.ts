import type { Candidate } from './decide.ts'
import { believable, bestOf, type Evidence, together } from './evidence.ts'
import type { Prepared, SiteEngine } from './gallerySites.ts'
import { FINGER_POSITIONS, type PersonTemplates, type Site } from './modality.ts'

/** Somebody in memory. */
export interface Entry {
  readonly ref: string
  readonly stored: PersonTemplates
  /** Memory forms made so far and kept. */
  readonly prepared: Map<Site, Prepared>
}

export type Engines = (site: Site) => SiteEngine

/** What every search of one gallery shares. */
export interface Workshop {
  readonly engines: Engines
  /** How many more memory forms may be kept; at 0 the others are made again whenever they are needed. */
  room: number
}

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
const LEADING = 2
/**
 * People who pass the coarse comparison: this share of the gallery with two sites or more, this share with one, and at least so
 * many. Measured on FVC2002 DB2_B and FVC2004 DB1_B: of the pairs that the full comparison holds to be alike (evidence 3), one
 * finger's coarse rank loses 0.4 and 1.5 % at a share of 0.2, and 1.9 and 4.0 % at 0.05, where a second site makes up for it.
 */
const PASS_SHARE = 0.05
const PASS_SHARE_ONE_SITE = 0.2
const PASS_LEAST = 500
/** People whose every site is compared in full. */
const COMPARED_WHOLE = 24

/** Up to `LEADING` sites of a probe that somebody else has too. @param sites the probe's, as `sitesOf` gives them */
export function leadingOf(sites: readonly Site[], other: PersonTemplates): readonly Site[] {
  const shared: Site[] = []
  for (const site of sites) {
    if (other[site] !== undefined && shared.push(site) === LEADING) break
  }
  return shared
}

/** The memory form of an entry's site; kept, when asked and while there is room, so that the next search finds it ready. */
export function preparedOf(entry: Entry, site: Site, workshop: Workshop, keep: boolean): Prepared {
  const ready = entry.prepared.get(site)
  if (ready !== undefined) return ready
  const prepared = workshop.engines(site).prepare(entry.stored[site]!)
  if (keep && workshop.room > 0) {
    workshop.room--
    entry.prepared.set(site, prepared)
  }
  return prepared
}

/**
 * Searches everybody in three rounds: a coarse comparison of up to two sites with all, a full comparison of these with the
 * few per cent that pass, and every shared site of the best few. Best first; only people with some evidence.
 */
export function searchAll(people: readonly Entry[], probe: PersonTemplates, workshop: Workshop): readonly Candidate[] {
  const { engines } = workshop
  const sites = sitesOf(probe)
  const ready = new Map(sites.map(site => [site, engines(site).prepare(probe[site]!)] as const))
  const compare = (entry: Entry, compared: readonly Site[], keep: boolean): Candidate => {
    const said = compared.map(
      site =>
        [site, believable(engines(site).match(ready.get(site)!, preparedOf(entry, site, workshop, keep)))] as const,
    )
    return { ref: entry.ref, evidence: together(said.map(([, evidence]) => evidence)), sites: Object.fromEntries(said) }
  }
  const passed = coarsePass(people, sites, ready, workshop)
  const first = passed
    .map(entry => ({ entry, candidate: compare(entry, leadingOf(sites, entry.stored), true) }))
    .sort((a, b) => b.candidate.evidence - a.candidate.evidence)
  return first
    .map(({ entry, candidate }, rank) => {
      const shared = sites.filter(site => entry.stored[site] !== undefined)
      return rank < COMPARED_WHOLE && shared.length > LEADING ? compare(entry, shared, false) : candidate
    })
    .filter(({ evidence }) => evidence > 0)
    .sort((a, b) => b.evidence - a.evidence)
}

/** Those whose leading sites are most like the probe's, by a cheap comparison; everybody where that would not save anything. */
function coarsePass(
  people: readonly Entry[],
  sites: readonly Site[],
  ready: ReadonlyMap<Site, Prepared>,
  workshop: Workshop,
): readonly Entry[] {
  const shared = people.filter(({ stored }) => sites.some(site => stored[site] !== undefined))
  const share = sites.length > 1 ? PASS_SHARE : PASS_SHARE_ONE_SITE
  const most = Math.max(PASS_LEAST, Math.ceil(share * shared.length))
  if (shared.length <= most) return shared
  const bySite = new Map<Site, { readonly at: number; readonly likeness: number }[]>()
  shared.forEach((entry, at) => {
    for (const site of leadingOf(sites, entry.stored)) {
      const likeness = workshop.engines(site).coarse(ready.get(site)!, preparedOf(entry, site, workshop, true))
      const list = bySite.get(site) ?? []
      list.push({ at, likeness })
      bySite.set(site, list)
    }
  })
  const total = new Float64Array(shared.length)
  for (const list of bySite.values()) addSurprise(list, total)
  const order = Array.from(shared.keys()).sort((a, b) => total[b]! - total[a]!)
  return order.slice(0, most).map(at => shared[at]!)
}

/**
 * Adds to each person how surprising the likeness of one site is: -log10 of the share of the gallery that is at least as
 * alike. Nearly everybody is a stranger, so the gallery itself says what chance does, and sites of any scale add up.
 */
function addSurprise(list: { readonly at: number; readonly likeness: number }[], total: Float64Array): void {
  list.sort((a, b) => b.likeness - a.likeness)
  list.forEach(({ at }, rank) => {
    total[at] = total[at]! - Math.log10((rank + 0.5) / list.length)
  })
}

/**
 * Compares one finger of unknown position with every finger of everybody. Costs up to ten times a search by position, and its
 * evidence is worth a factor of ten less, for as many chances to be wrong. The site named is where it was found.
 */
export function searchAnyFinger(
  people: readonly Entry[],
  finger: Uint8Array,
  workshop: Workshop,
): readonly Candidate[] {
  const best = new Map<string, { site: Site; evidence: Evidence }>()
  for (const position of FINGER_POSITIONS) {
    const site = `finger-${position}` as const
    for (const { ref, evidence } of searchAll(people, { [site]: finger }, workshop)) {
      if (evidence > (best.get(ref)?.evidence ?? 0)) best.set(ref, { site, evidence })
    }
  }
  return [...best]
    .map(([ref, { site, evidence }]) => {
      const worth = bestOf(FINGER_POSITIONS.length, evidence)
      return { ref, evidence: worth, sites: { [site]: worth } }
    })
    .filter(({ evidence }) => evidence > 0)
    .sort((a, b) => b.evidence - a.evidence)
}

export function sitesOf(templates: PersonTemplates): readonly Site[] {
  return LEADING_ORDER.filter(site => templates[site] !== undefined)
}
