import { SITES, type Site, SLAPS } from '@nansen/biometrics'
import { type BioType, type CaptureAsk, SUB_IDS, subTypeOf } from '@nansen/scanner'

/** What is put on the glass or before the camera at once: four fingers, four fingers, two thumbs, two eyes; or one finger. */
export type StepName = 'left-four' | 'right-four' | 'thumbs' | 'eyes' | Site

/** In the order in which a sitting goes (4-4-2, then eyes). */
export const STEPS = ['left-four', 'right-four', 'thumbs', 'eyes'] as const satisfies readonly StepName[]
export const SINGLE_FINGERS: readonly Site[] = SITES.filter(site => site.startsWith('finger-'))

const SUB_ID: Readonly<Partial<Record<StepName, number>>> = {
  'left-four': SUB_IDS.left,
  'right-four': SUB_IDS.right,
  thumbs: SUB_IDS.both,
  eyes: SUB_IDS.both,
}
/** A single finger: the standard leaves other sensors to the maker. */
const ONE = 0

/** The device's own quality at which it stops waiting: ours is measured afterwards. Of 100. */
const ENOUGH = 60
/** How long a person may take. Milliseconds. */
const TIMEOUT = 15_000

export const typeOf = (step: StepName): BioType => (step === 'eyes' || step.startsWith('iris') ? 'Iris' : 'Finger')

/** The fingers or eyes of a step, from the left of the picture to its right. */
export function sitesOf(step: StepName): readonly Site[] {
  if (step === 'eyes') return ['iris-right', 'iris-left']
  if (step in SLAPS) return SLAPS[step as keyof typeof SLAPS].map(finger => `finger-${finger}` as const)
  return [step as Site]
}

/** @param without fingers and eyes that cannot be taken; null when nothing of the step is left */
export function askOf(
  step: StepName,
  without: (site: Site) => boolean,
): (CaptureAsk & { readonly sites: readonly Site[] }) | null {
  const sites = sitesOf(step).filter(site => !without(site))
  if (sites.length === 0) return null
  return {
    sites,
    type: typeOf(step),
    count: sites.length,
    subId: SUB_ID[step] ?? ONE,
    wanted: sites.map(subTypeOf),
    exception: sitesOf(step).filter(without).map(subTypeOf),
    score: ENOUGH,
    timeout: TIMEOUT,
  }
}
