import type { Evidence } from './evidence.ts'
import { matchFingers } from './fingerprint/match/matchFingers.ts'
import { type PreparedFinger, prepareFinger } from './fingerprint/match/prepareFinger.ts'
import { matchIrises, type PreparedIris, prepareIris } from './iris/index.ts'
import type { Site } from './modality.ts'

/** The form that an engine walks in memory; only it knows what is inside. */
export type Prepared = object

/** What a comparison needs to know of one kind of site. Needs `await loadKernels()` first. */
export interface SiteEngine<P extends Prepared = Prepared> {
  /** Stored or travelling bytes to the memory form. */
  prepare(stored: Uint8Array): P
  match(probe: P, reference: P): Evidence
}

const fingers: SiteEngine<PreparedFinger> = { prepare: prepareFinger, match: matchFingers }
const irises: SiteEngine<PreparedIris> = { prepare: prepareIris, match: matchIrises }

/** The engine for a site. What it prepares is only ever given back to itself. */
export function engineFor(site: Site): SiteEngine {
  return (site.startsWith('iris') ? irises : fingers) as SiteEngine
}
