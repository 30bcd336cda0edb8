import type { Evidence } from './evidence.ts'
import type { Site } from './modality.ts'

/** Somebody of the gallery who is like the probe. */
export interface Candidate {
  /** Opaque: whoever keeps the gallery knows whose it is. */
  readonly ref: string
  /** All shared sites together. */
  readonly evidence: Evidence
  /** What each site said. */
  readonly sites: Readonly<Partial<Record<Site, Evidence>>>
}

/** What an officer is told. */
export type Identification =
  | { readonly outcome: 'nobody-known' }
  | { readonly outcome: 'this-person'; readonly candidate: Candidate }
  /** Close, or more than one: a trained person looks at the images side by side. Best first. */
  | { readonly outcome: 'look'; readonly candidates: readonly Candidate[] }

/** From which evidence on somebody is looked at, and named. */
export interface Thresholds {
  /** Below this, chance explains the likeness. */
  readonly look: Evidence
  /** At or above this, and alone, we say who it is. */
  readonly sure: Evidence
}

/** Searches of new people that may wrongly call for a look: one in a hundred. */
const LOOK_RATE = 2
/** Searches of new people that may wrongly name somebody: one in a hundred thousand. -log10, as is `LOOK_RATE`. */
const SURE_RATE = 5

/**
 * A smaller gallery is judged as if it held this many people. Evidence is calibrated over five sets of scanners; on a single one strangers
 * may be more alike than promised (0.31 % of pairs at evidence 3 where 0.1 % is meant: decision 0010), and in a young gallery nothing
 * else stands between such a likeness and a person.
 */
const SMALLEST_GALLERY = 1_000

/**
 * Thresholds of a search among so many people. Each of them is another chance of an accident, so evidence must grow by
 * log10 of their number: `look` keeps false looks at 1 % of searches, `sure` false names at 0.001 %, whatever the number of
 * sites compared. Evidence above what an engine was measured at is extrapolated; see the accuracy statement.
 */
export function thresholdsFor(people: number): Thresholds {
  const size = Math.log10(Math.max(SMALLEST_GALLERY, people))
  return { look: size + LOOK_RATE, sure: size + SURE_RATE }
}

/** Thresholds of a comparison with one claimed person: a false match in ten thousand is looked at, in a million is believed. */
export const ONE_TO_ONE: Thresholds = { look: 4, sure: 6 }

/**
 * What to tell the officer after a search of the whole gallery. A machine's word is never the last on a person's identity:
 * `this-person` pre-fills the screen, and still waits for the officer to agree.
 */
export function decide(found: readonly Candidate[], { look, sure }: Thresholds): Identification {
  const candidates = found.filter(candidate => candidate.evidence >= look).sort((a, b) => b.evidence - a.evidence)
  const [best, second] = candidates
  if (best === undefined) return { outcome: 'nobody-known' }
  if (best.evidence >= sure && second === undefined) return { outcome: 'this-person', candidate: best }
  return { outcome: 'look', candidates }
}
