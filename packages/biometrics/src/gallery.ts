import { type Candidate, thresholdsFor } from './decide.ts'
import { type Engines, type Entry, leadingSites, searchAll, searchAnyFinger, sitesOf } from './gallerySearch.ts'
import { engineFor } from './gallerySites.ts'
import type { PersonTemplates } from './modality.ts'

export interface IdentifyOptions {
  /** At most so many candidates are given back. */
  readonly most?: number
  /**
   * Compare a lone finger with all positions when its own finds nobody: the officer may have named the wrong finger. Costs
   * up to ten times as long. On unless said otherwise, and only for a probe of one finger.
   */
  readonly anyFinger?: boolean
}

const MOST_CANDIDATES = 50

/**
 * The templates of many people in memory, to be searched. It knows references and nothing about whose they are. Owns
 * 6 KB a finger and 4 KB an iris of each person's two leading sites, and the stored bytes of the rest.
 * Needs `await loadKernels()` first.
 */
export class Gallery {
  readonly #people = new Map<string, Entry>()
  readonly #engines: Engines

  constructor(engines: Engines = engineFor) {
    this.#engines = engines
  }

  /** How many people it holds. */
  get size(): number {
    return this.#people.size
  }

  /** Enters somebody, or replaces what was held under this reference. The leading sites are made ready for searches at once. */
  add(ref: string, templates: PersonTemplates): void {
    const prepared = new Map(
      leadingSites(templates, templates).map(site => [site, this.#engines(site).prepare(templates[site]!)] as const),
    )
    this.#people.set(ref, { ref, stored: templates, prepared })
  }

  /** Forgets somebody. @returns false when nobody had this reference. */
  remove(ref: string): boolean {
    return this.#people.delete(ref)
  }

  /**
   * Who of the gallery is like the probe, best first: all shared sites together, and what each said. Twins may share a face;
   * their fingers and irises differ. What it means is for `decide` to say, with `thresholdsFor(gallery.size)`.
   */
  identify(
    probe: PersonTemplates,
    { most = MOST_CANDIDATES, anyFinger = true }: IdentifyOptions = {},
  ): readonly Candidate[] {
    const people = [...this.#people.values()]
    const found = searchAll(people, probe, this.#engines)
    const [site, ...others] = sitesOf(probe)
    const isLoneFinger = site?.startsWith('finger-') === true && others.length === 0
    const isFound = (found[0]?.evidence ?? 0) >= thresholdsFor(people.length).look
    if (!anyFinger || !isLoneFinger || isFound) return found.slice(0, most)
    const elsewhere = searchAnyFinger(people, probe[site]!, this.#engines)
    const known = new Map(found.map(candidate => [candidate.ref, candidate]))
    for (const candidate of elsewhere) {
      if (candidate.evidence > (known.get(candidate.ref)?.evidence ?? 0)) known.set(candidate.ref, candidate)
    }
    return [...known.values()].sort((a, b) => b.evidence - a.evidence).slice(0, most)
  }
}
