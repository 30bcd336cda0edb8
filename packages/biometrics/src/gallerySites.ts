import type { Evidence } from './evidence.ts'
import { coarseFinger } from './fingerprint/match/coarseFinger.ts'
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
  /** A cheap likeness of any scale, higher for more alike: only its order within one search counts. */
  coarse(probe: P, reference: P): number
}

const fingers: SiteEngine<PreparedFinger> = { prepare: prepareFinger, match: matchFingers, coarse: coarseFinger }
const irises: SiteEngine<PreparedIris> = { prepare: prepareIris, match: matchIrises, coarse: coarseLikeness }

/** The engine for a site. What it prepares is only ever given back to itself. */
export function engineFor(site: Site): SiteEngine {
  return (site.startsWith('iris') ? irises : fingers) as SiteEngine
}
