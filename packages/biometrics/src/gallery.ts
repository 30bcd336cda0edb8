import { type Candidate, thresholdsFor } from './decide.ts'
import {
  type Engines,
  type Entry,
  LEADING_ORDER,
  leadingOf,
  preparedOf,
  SITES_AT_FIRST,
  searchAll,
  searchAnyFinger,
  sitesOf,
  type Workshop,
} from './gallerySearch.ts'
import { engineFor } from './gallerySites.ts'
import type { PersonTemplates, Site } from './modality.ts'
import { type PartsSaid, partsSaid, partsToSearch } from './sittingParts.ts'
import { verify } from './verify.ts'

export interface IdentifyOptions {
  /** At most so many candidates are given back. */
  readonly most?: number
  /**
   * Compare a lone finger with all positions when its own finds nobody: the officer may have named the wrong finger. Takes ten
   * times as long. Unless said otherwise it is done among up to `ANY_FINGER_PEOPLE` people.
   */
  readonly anyFinger?: boolean
}

/** Somebody whom a sitting, or a part of it, is like; and what each part of it says of them. */
export type SittingCandidate = Candidate & PartsSaid

const MOST_CANDIDATES = 50
/** Up to so many people every finger is worth comparing with every other: ten searches for one. */
const ANY_FINGER_PEOPLE = 2000
/** Memory forms that are kept: about 2 GB (an iris 4.5 KB, a finger 4.5 to 6). The sites that searches begin with of 100,000 people. */
const MOST_KEPT = 400_000
/** Of those, while other fingers than the index fingers are made ready: about 1 GB. All twelve sites of 16,000 people. */
const MOST_KEPT_OF_ANY = 200_000

/** How many of the people whom a search would compare have everything ready that it begins with. */
export interface Readiness {
  readonly ready: number
  readonly of: number
}

/**
 * The templates of many people in memory, to be searched. It knows references and nothing about whose they are. Owns the stored
 * bytes, and the memory forms of the sites that searches begin with. A finger's form takes 1.5 ms to make and an eye's 0.5: `prepare`
 * makes them beforehand, and a search makes what it lacks. Needs `await loadKernels()` first.
 */
export class Gallery {
  readonly #people = new Map<string, Entry>()
  readonly #workshop: Workshop
  /** Whose form is not ready, by site, the newest last. */
  readonly #unready = new Map<Site, Entry[]>(LEADING_ORDER.map(site => [site, []]))

  constructor(engines: Engines = engineFor) {
    this.#workshop = { engines, room: MOST_KEPT }
  }

  /** How many people it holds. */
  get size(): number {
    return this.#people.size
  }

  /** Enters somebody, or replaces what was held under this reference. */
  add(ref: string, templates: PersonTemplates): void {
    this.remove(ref)
    const entry: Entry = { ref, stored: templates, prepared: new Map() }
    this.#people.set(ref, entry)
    for (const site of sitesOf(templates)) this.#unready.get(site)!.push(entry)
  }

  /**
   * Makes forms ready until it has `enough`, at least one; those first that searches begin with, as far as there is room.
   * @returns whether more of these `first` ones are missing, only forms of `other` sites, or none.
   */
  prepare(enough: () => boolean): 'first' | 'others' | 'done' {
    for (const [rank, site] of LEADING_ORDER.entries()) {
      const isFirst = rank < SITES_AT_FIRST
      const spare = isFirst ? 0 : MOST_KEPT - MOST_KEPT_OF_ANY
      const waiting = this.#unready.get(site)!
      while (waiting.length > 0 && this.#workshop.room > spare) {
        const entry = waiting.pop()!
        if (this.#people.get(entry.ref) === entry) preparedOf(entry, site, this.#workshop, true)
        if (enough()) return isFirst ? 'first' : 'others'
      }
    }
    return 'done'
  }

  /** How far a search with this probe would find everything ready. */
  readiness(probe: PersonTemplates): Readiness {
    const searched = this.#wouldSearchAnyFinger(probe) ? FINGERS : sitesOf(probe)
    const begins = (entry: Entry) => (searched === FINGERS ? FINGERS : leadingOf(searched, entry.stored))
    const lacks = (entry: Entry) => (site: Site) => entry.stored[site] !== undefined && !entry.prepared.has(site)
    let [ready, of] = [0, 0]
    for (const entry of this.#people.values()) {
      if (!searched.some(site => entry.stored[site] !== undefined)) continue
      of++
      if (!begins(entry).some(lacks(entry))) ready++
    }
    return { ready, of }
  }

  /** Forgets somebody. @returns false when nobody had this reference. */
  remove(ref: string): boolean {
    this.#workshop.room += this.#people.get(ref)?.prepared.size ?? 0
    return this.#people.delete(ref)
  }

  /**
   * Who of the gallery is like the probe, best first: all shared sites together, and what each said. Twins may share a face;
   * their fingers and irises differ. What it means is for `decide` to say, with `thresholdsFor(gallery.size)`.
   */
  identify(
    probe: PersonTemplates,
    { most = MOST_CANDIDATES, anyFinger = this.#wouldSearchAnyFinger(probe) }: IdentifyOptions = {},
  ): readonly Candidate[] {
    const people = [...this.#people.values()]
    const found = searchAll(people, probe, this.#workshop)
    const finger = loneFingerOf(probe)
    const isFound = (found[0]?.evidence ?? 0) >= thresholdsFor(people.length).look
    if (!anyFinger || finger === undefined || isFound) return found.slice(0, most)
    const elsewhere = searchAnyFinger(people, finger, this.#workshop)
    const known = new Map(found.map(candidate => [candidate.ref, candidate]))
    for (const candidate of elsewhere) {
      if (candidate.evidence > (known.get(candidate.ref)?.evidence ?? 0)) known.set(candidate.ref, candidate)
    }
    return [...known.values()].sort((a, b) => b.evidence - a.evidence).slice(0, most)
  }

  /**
   * Whom a sitting is like, as a whole or in a part: another's eyes beside one's own fingers are found too. Every part searched is another
   * chance of an accident, so each of them must say that much more. Hands are searched by themselves among up to `ANY_FINGER_PEOPLE`;
   * in larger galleries eyes are, and fingers only where the person has no eyes.
   */
  identifySitting(probe: PersonTemplates): readonly SittingCandidate[] {
    const { look, sure } = thresholdsFor(this.size)
    const parts = partsToSearch(probe).filter(part => this.size <= ANY_FINGER_PEOPLE || isEyes(part))
    const worth = Math.log10(1 + parts.length)
    const found = new Map<string, Candidate>()
    for (const part of [probe, ...parts])
      for (const { ref, evidence } of this.identify(part, part === probe ? {} : { anyFinger: false })) {
        if (evidence < look + (part === probe ? 0 : worth)) continue
        const whole = found.get(ref) ?? { ref, ...verify(probe, this.#people.get(ref)!.stored, this.#workshop.engines) }
        found.set(ref, { ...whole, evidence: Math.max(whole.evidence, evidence) })
      }
    return [...found.values()]
      .map(each => ({ ...each, ...partsSaid(each.sites, sure) }))
      .sort((a, b) => b.evidence - a.evidence)
  }

  #wouldSearchAnyFinger(probe: PersonTemplates): boolean {
    return this.size <= ANY_FINGER_PEOPLE && loneFingerOf(probe) !== undefined
  }
}

const FINGERS = LEADING_ORDER.filter(site => site.startsWith('finger-'))

/** The only template of this probe, when it is a finger's. */
function loneFingerOf(probe: PersonTemplates): Uint8Array | undefined {
  const [site, ...others] = sitesOf(probe)
  return site?.startsWith('finger-') && others.length === 0 ? probe[site] : undefined
}

const isEyes = (part: PersonTemplates) => sitesOf(part).every(site => site.startsWith('iris-'))
