import type { AdviceCode, Site } from '@nansen/biometrics'
import type { Provenance } from '@nansen/scanner'
import type { MeasureReply } from './engine.worker.ts'

/** Tries of one finger or eye before the best of them is accepted as it is. */
export const MOST_TRIES = 3

/** One finger or eye while the person sits at the desk. */
export interface Taken {
  readonly file: Uint8Array
  readonly dpi: number | null
  readonly score: number
  readonly acceptable: boolean
  readonly advice: readonly AdviceCode[]
  readonly template: Uint8Array
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
  /** The scanner that signed it; none of a file. */
  readonly device?: Provenance
}
/** Why nothing of an image could be used, and the words for it. */
export const WHY_FAILED = {
  'too-poor': 'identity.capture.advice.too-poor',
  unreadable: 'identity.capture.unreadable',
  fault: 'identity.capture.fault',
} as const
export type SiteState =
  | { readonly is: 'empty'; readonly tries: number }
  | { readonly is: 'measuring'; readonly tries: number }
  | { readonly is: 'needs-dpi'; readonly tries: number; readonly file: Uint8Array }
  | { readonly is: 'failed'; readonly tries: number; readonly why: keyof typeof WHY_FAILED }
  | { readonly is: 'taken'; readonly tries: number; readonly best: Taken }
  | { readonly is: 'excepted'; readonly tries: number; readonly reason: string }

export type Sitting = Readonly<Partial<Record<Site, SiteState>>>

export const stateOf = (sitting: Sitting, site: Site): SiteState => sitting[site] ?? { is: 'empty', tries: 0 }

/** Whether the officer may go on: good enough, or tried as often as is fair, or excepted. */
export function isDone(state: SiteState): boolean {
  if (state.is === 'excepted') return true
  return state.is === 'taken' && (state.best.acceptable || state.tries >= MOST_TRIES)
}

/** The better of what was there and what came: a worse second try never replaces a good first. */
export function afterTry(before: SiteState, taken: Taken): SiteState {
  const tries = before.tries + 1
  const best = before.is === 'taken' && before.best.score >= taken.score ? before.best : taken
  return { is: 'taken', tries, best }
}

/** What an image made of its place. @param reply of the engine; `fault`: it failed, and the image may be a good one */
export function afterReply(
  before: SiteState,
  reply: MeasureReply | { readonly outcome: 'fault' },
  image: Pick<Taken, 'file' | 'dpi' | 'device'>,
): SiteState {
  const { tries } = before
  switch (reply.outcome) {
    case 'needs-dpi':
      return { is: 'needs-dpi', tries, file: image.file }
    case 'unreadable':
      return { is: 'failed', tries, why: 'unreadable' }
    case 'fault':
      return before.is === 'taken' ? before : { is: 'failed', tries, why: 'fault' }
    case 'too-poor':
      return before.is === 'taken'
        ? { ...before, tries: tries + 1 }
        : { is: 'failed', tries: tries + 1, why: 'too-poor' }
    case 'measured': {
      const { quality, template, width, height, pixels } = reply
      return afterTry(before, { ...image, ...quality, template, width, height, pixels })
    }
  }
}

/** How unlikely by chance, as a round number: evidence 6.3 is one in 2,000,000. */
export function oddsOf(evidence: number): number {
  const odds = 10 ** Math.min(15, Math.max(0, evidence))
  const magnitude = 10 ** Math.floor(Math.log10(odds))
  return Math.round(odds / magnitude) * magnitude
}
