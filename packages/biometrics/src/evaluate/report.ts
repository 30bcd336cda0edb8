import type { Scores } from './compareAll.ts'
import { type Rates, ratesOf } from './rates.ts'

/** The figures of one set that are averaged. Rates are fractions; times are of one thread. */
export interface Figures extends Rates {
  readonly images: number
  readonly classes: number
  readonly genuine: number
  readonly impostor: number
  /** Images of which no template could be made. */
  readonly failed: number
  /** Mean milliseconds of CPU to extract one image, failures included. */
  readonly extractMs: number
  /** Mean microseconds of CPU to compare two. */
  readonly matchUs: number
  /** Mean size of the form that was compared, in bytes. */
  readonly templateBytes: number
}

/** The figures of one set, under its name. */
export interface SetResult extends Figures {
  readonly name: string
}

/** What `nansen evaluate … --json` prints. */
export interface EvaluationReport {
  readonly sets: readonly SetResult[]
  readonly mean: Figures
}

/** What was measured besides the scores. */
export type Measured = Omit<Figures, keyof Rates | 'classes' | 'genuine' | 'impostor'>

/** All figures of one set. */
export function setResult(name: string, scores: Scores, measured: Measured): SetResult {
  const { images, failed, extractMs, matchUs, templateBytes } = measured
  const counted = {
    images,
    classes: scores.groups,
    genuine: scores.genuine.length,
    impostor: scores.impostor.length,
    failed,
  }
  return { name, ...counted, ...ratesOf(scores.genuine, scores.impostor), extractMs, matchUs, templateBytes }
}

/** The plain mean of every figure over the sets; at least one. */
export function reportOf(sets: readonly SetResult[]): EvaluationReport {
  const mean = (key: keyof Figures) => sets.reduce((sum, set) => sum + set[key], 0) / sets.length
  return {
    sets,
    mean: {
      images: mean('images'),
      classes: mean('classes'),
      genuine: mean('genuine'),
      impostor: mean('impostor'),
      failed: mean('failed'),
      eer: mean('eer'),
      fmr100: mean('fmr100'),
      fmr1000: mean('fmr1000'),
      fmr10000: mean('fmr10000'),
      zeroFmr: mean('zeroFmr'),
      extractMs: mean('extractMs'),
      matchUs: mean('matchUs'),
      templateBytes: mean('templateBytes'),
    },
  }
}
