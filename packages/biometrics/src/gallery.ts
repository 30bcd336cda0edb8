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
}
