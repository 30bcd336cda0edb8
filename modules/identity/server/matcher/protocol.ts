import type { Candidate, PersonTemplates, Thresholds } from '@nansen/biometrics'
import type { Refusal } from '@nansen/kernel'
import type { TemplateKeys } from './sealedTemplate.ts'

/** What the matcher's thread needs to live; none of it is known to the rest of the server. */
export interface MatcherConfig {
  /** As `nansen_matcher`: templates and jobs. */
  readonly matcherUrl: string
  /** As `nansen_images`: sealed images. */
  readonly imagesUrl: string
  /** X25519, 32 bytes: opens what browsers sealed. */
  readonly imageKey: Uint8Array
  /** Open and seal templates. */
  readonly templateKeys: TemplateKeys
}

export type Ask =
  | { readonly is: 'identify'; readonly probe: PersonTemplates }
  | { readonly is: 'verify'; readonly probe: PersonTemplates; readonly aliases: readonly string[] }
  /** Opens one image for the person whose session token this is; the database judges and audits. */
  | { readonly is: 'open-image'; readonly token: string; readonly image: string; readonly reason: string }

/** Best first; `people` is how many were searched. */
export interface Identified {
  readonly is: 'identified'
  readonly candidates: readonly Candidate[]
  readonly people: number
  readonly thresholds: Thresholds
}
export interface Verified {
  readonly is: 'verified'
  readonly evidence: number
  readonly sites: Candidate['sites']
  readonly compared: number
}
/** Grey pixels, row by row. */
export interface OpenedImage {
  readonly is: 'image'
  readonly width: number
  readonly height: number
  readonly dpi: number | null
  readonly pixels: Uint8Array
}
export type Reply = Identified | Verified | OpenedImage

export type ToMatcher = { readonly id: number; readonly ask: Ask } | { readonly stop: true }
export type FromMatcher =
  | { readonly ready: true }
  | { readonly id: number; readonly reply: Reply }
  | { readonly id: number; readonly refusal: Pick<Refusal, 'code' | 'message' | 'details'> }
