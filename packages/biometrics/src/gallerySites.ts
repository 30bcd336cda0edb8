import type { Evidence } from './evidence.ts'
import { FingerShelf } from './fingerprint/filter/fingerShelf.ts'
import { matchFingers } from './fingerprint/match/matchFingers.ts'
import { type PreparedFinger, prepareFinger } from './fingerprint/match/prepareFinger.ts'
import { coarseLikeness, matchIrises, type PreparedIris, prepareIris } from './iris/index.ts'
import type { Site } from './modality.ts'

/** The form that an engine walks in memory; only it knows what is inside. */
export type Prepared = object

/** What a comparison needs to know of one kind of site. Needs `await loadKernels()` first. */
export interface SiteEngine<P extends Prepared = Prepared> {
  /** Stored or travelling bytes to the memory form. */
  prepare(stored: Uint8Array): P
  match(probe: P, reference: P): Evidence
  /** An empty shelf for the forms of many people. */
  shelf(): Shelf<P>
}

/** Where the forms of many people stand so that one probe is quickly compared with all of them. */
export interface Shelf<P extends Prepared = Prepared> {
  /** @returns the place of this form, until it is dropped. */
  put(form: P): number
  drop(place: number): void
  /** A cheap likeness of any scale to each of these places, higher for more alike: only its order within one search counts. */
  likeness(probe: P, places: Uint32Array): Float64Array
}

/** A shelf that compares one after the other. */
export function plainShelf<P extends Prepared>(coarse: (probe: P, reference: P) => number): Shelf<P> {
  const forms: (P | undefined)[] = []
  const free: number[] = []
  return {
    put: form => {
      const place = free.pop() ?? forms.length
      forms[place] = form
      return place
    },
    drop: place => {
      forms[place] = undefined
      free.push(place)
    },
    likeness: (probe, places) => Float64Array.from(places, place => coarse(probe, forms[place]!)),
  }
}

const fingers: SiteEngine<PreparedFinger> = {
  prepare: prepareFinger,
  match: matchFingers,
  shelf: () => new FingerShelf(),
}
const irises: SiteEngine<PreparedIris> = {
  prepare: prepareIris,
  match: matchIrises,
  shelf: () => plainShelf(coarseLikeness),
}

/** The engine for a site. What it prepares is only ever given back to itself. */
export function engineFor(site: Site): SiteEngine {
  return (site.startsWith('iris') ? irises : fingers) as SiteEngine
}
