import type { Candidate } from './decide.ts'
import { believable, type Evidence, together } from './evidence.ts'
import { sitesOf } from './galleryOrder.ts'
import type { Engines } from './galleryPart.ts'
import { engineFor } from './gallerySites.ts'
import type { PersonTemplates } from './modality.ts'

/** What a comparison of two people's templates says. */
export interface Verification {
  /** All shared sites together; 0 where they share none. Judge it with `ONE_TO_ONE`. */
  readonly evidence: Evidence
  readonly sites: Candidate['sites']
}

/** Compares all sites that two people's templates share. Needs `await loadKernels()` first. */
export function verify(probe: PersonTemplates, reference: PersonTemplates, engines: Engines = engineFor): Verification {
  const said = sitesOf(probe).flatMap(site => {
    const [mine, theirs] = [probe[site], reference[site]]
    if (mine === undefined || theirs === undefined) return []
    const { prepare, match } = engines(site)
    return [[site, believable(match(prepare(mine), prepare(theirs)))] as const]
  })
  return { evidence: together(said.map(([, evidence]) => evidence)), sites: Object.fromEntries(said) }
}
