import { type Candidate, thresholdsFor } from './decide.ts'
import {
  type Engines,
  type Entry,
  leadingSites,
  preparedOf,
  searchAll,
  searchAnyFinger,
  sitesOf,
  type Workshop,
} from './gallerySearch.ts'
import { engineFor } from './gallerySites.ts'
import type { PersonTemplates } from './modality.ts'
import { type PartsSaid, partsSaid, partsToSearch } from './sittingParts.ts'
import { verify } from './verify.ts'

export interface IdentifyOptions {
  /** At most so many candidates are given back. */
  readonly most?: number
  /**
   * Compare a lone finger with all positions when its own finds nobody: the officer may have named the wrong finger. Takes ten
   * times as long where all fingers are ready; where they are not, each costs about a millisecond more. Unless said otherwise it
   * is done among up to `READY_PEOPLE` people, whose fingers are all ready.
   */
  readonly anyFinger?: boolean
}

/** Somebody whom a sitting, or a part of it, is like; and what each part of it says of them. */
export type SittingCandidate = Candidate & PartsSaid

const MOST_CANDIDATES = 50
/** Every finger of so many people is made ready when they enter, and not only the leading sites: 40 KB and 10 ms a person. */
const READY_PEOPLE = 2000
/** Memory forms that are kept: about 1 GB. Two leading sites of 100,000 people, or all of fewer. */
const MOST_KEPT = 200_000

/**
 * The templates of many people in memory, to be searched. It knows references and nothing about whose they are. Owns the stored
 * bytes, and the memory forms of the sites that searches begin with: about 4 KB a site. Needs `await loadKernels()` first.
 */
export class Gallery {
  readonly #people = new Map<string, Entry>()
  readonly #workshop: Workshop

  constructor(engines: Engines = engineFor) {
    this.#workshop = { engines, room: MOST_KEPT }
  }

  /** How many people it holds. */
  get size(): number {
    return this.#people.size
  }

  /** Enters somebody, or replaces what was held under this reference. What searches begin with is made ready at once. */
  add(ref: string, templates: PersonTemplates): void {
    this.remove(ref)
    const entry: Entry = { ref, stored: templates, prepared: new Map() }
    const ready = this.size < READY_PEOPLE ? sitesOf(templates) : leadingSites(templates, templates)
    for (const site of ready) preparedOf(entry, site, this.#workshop, true)
    this.#people.set(ref, entry)
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
    { most = MOST_CANDIDATES, anyFinger = this.size <= READY_PEOPLE }: IdentifyOptions = {},
  ): readonly Candidate[] {
    const people = [...this.#people.values()]
    const found = searchAll(people, probe, this.#workshop)
    const [site, ...others] = sitesOf(probe)
    const isLoneFinger = site?.startsWith('finger-') === true && others.length === 0
    const isFound = (found[0]?.evidence ?? 0) >= thresholdsFor(people.length).look
    if (!anyFinger || !isLoneFinger || isFound) return found.slice(0, most)
    const elsewhere = searchAnyFinger(people, probe[site]!, this.#workshop)
    const known = new Map(found.map(candidate => [candidate.ref, candidate]))
    for (const candidate of elsewhere) {
      if (candidate.evidence > (known.get(candidate.ref)?.evidence ?? 0)) known.set(candidate.ref, candidate)
    }
    return [...known.values()].sort((a, b) => b.evidence - a.evidence).slice(0, most)
  }

  /**
   * Whom a sitting is like, as a whole or in a part: another's eyes beside one's own fingers are found too. Every part searched is another
   * chance of an accident, so each of them must say that much more. Hands are searched by themselves where every finger is ready in memory;
   * in larger galleries eyes are, and fingers only where the person has no eyes.
   */
  identifySitting(probe: PersonTemplates): readonly SittingCandidate[] {
    const { look, sure } = thresholdsFor(this.size)
    const parts = partsToSearch(probe).filter(part => this.size <= READY_PEOPLE || isEyes(part))
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
}

const isEyes = (part: PersonTemplates) => sitesOf(part).every(site => site.startsWith('iris-'))
