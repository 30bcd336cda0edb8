import type { Evidence } from './evidence.ts'
import type { Site } from './modality.ts'

/** The form that an engine walks in memory; only it knows what is inside. */
export type Prepared = object

/** What a comparison needs to know of one kind of site. Needs `await loadKernels()` first. */
export interface SiteEngine<P extends Prepared = Prepared> {
  /** Stored or travelling bytes to the memory form. */
  prepare(stored: Uint8Array): P
  match(probe: P, reference: P): Evidence
  /** A cheap likeness of any scale, higher for more alike: only its order within one search counts. */
  coarse(probe: P, reference: P): number
}

/** The engine for a site. */
export function engineFor(site: Site): SiteEngine {
  throw new Error(`no engine for ${site}`)
}
