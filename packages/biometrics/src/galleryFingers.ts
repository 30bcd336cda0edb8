import { filterFormOf } from './fingerprint/filter/filterForm.ts'
import { LEADING } from './fingerprint/filter/parameters.ts'
import { FingerGallery } from './fingerprint/gallery/fingerGallery.ts'
import { FingerScanner } from './fingerprint/gallery/fingerScan.ts'
import type { PreparedFinger } from './fingerprint/match/prepareFinger.ts'
import type { Prepared } from './gallerySites.ts'
import { FINGER_POSITIONS, type FingerPosition, type Site } from './modality.ts'

/** What a search keeps of many people's fingers so that one finger is quickly compared with all of the same position. */
export interface FingerFilter<P extends Prepared = Prepared> {
  /** Somebody, without fingers yet. @returns the place, until it is dropped. */
  put(number: number): number
  lay(place: number, site: Site, form: P): void
  drop(place: number): void
  /** A cheap likeness of any scale at each of these places, higher for more alike: only its order within one search counts. */
  likeness(site: Site, probe: P, places: Uint32Array): Float64Array
}

/** The fingers of those of one part of a gallery, 1,312 bytes a finger, in memories that begin with the first finger of a position. */
export class GalleryFingers implements FingerFilter<PreparedFinger> {
  readonly #gallery: FingerGallery
  #scanner: FingerScanner | null = null

  /** @param formsOfMemory fewer in tests only */
  constructor(formsOfMemory?: number) {
    this.#gallery = new FingerGallery(FINGER_POSITIONS, formsOfMemory)
  }

  put(number: number): number {
    return this.#gallery.put(number, {})
  }

  lay(place: number, site: Site, { cylinders }: PreparedFinger): void {
    this.#gallery.lay(place, positionOf(site), filterFormOf(cylinders))
  }

  drop(place: number): void {
    this.#gallery.drop(place)
  }

  likeness(site: Site, { cylinders }: PreparedFinger, places: Uint32Array): Float64Array {
    this.#scanner ??= new FingerScanner(this.#gallery.handle, 0)
    this.#scanner.see(this.#gallery.handle)
    const shelf = FINGER_POSITIONS.indexOf(positionOf(site))
    return this.#scanner.likeness(shelf, filterFormOf(cylinders, LEADING), places).map(each => Math.max(0, each))
  }
}

/** The filter of real fingers: what is laid out in it was prepared by their engine. */
export const galleryFingers = (): FingerFilter => new GalleryFingers() as unknown as FingerFilter

/** One that compares one after the other. */
export function plainFilter<P extends Prepared>(coarse: (probe: P, reference: P) => number): FingerFilter<P> {
  const people: (Map<Site, P> | undefined)[] = []
  const free: number[] = []
  return {
    put: () => {
      const place = free.pop() ?? people.length
      people[place] = new Map()
      return place
    },
    lay: (place, site, form) => void people[place]!.set(site, form),
    drop: place => {
      people[place] = undefined
      free.push(place)
    },
    likeness: (site, probe, places) => Float64Array.from(places, place => coarse(probe, people[place]!.get(site)!)),
  }
}

const positionOf = (site: Site) => Number(site.slice('finger-'.length)) as FingerPosition
