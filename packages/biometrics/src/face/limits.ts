/** `poor` and the two without a single face are below the limits: take another, or say why it is kept. */
export const FACE_VERDICTS = ['good', 'usable', 'poor', 'no-face', 'several-faces'] as const
export type FaceVerdict = (typeof FACE_VERDICTS)[number]

/** What is measured of a portrait. */
export const FACE_MEASURES = [
  'eyes-apart',
  'head-high',
  'head-wide',
  'centre-across',
  'eyes-down',
  'roll',
  'yaw',
  'pitch',
  'eyes-open',
  'sharpness',
  'brightness',
  'contrast',
  'too-dark',
  'too-bright',
  'evenness',
  'background',
  'colour',
] as const
export type FaceMeasure = (typeof FACE_MEASURES)[number]

export interface Limit {
  readonly unit: 'pixels' | 'share' | 'degrees' | 'ratio' | 'levels' | 'none'
  /** As the standard wants it, both ends included. */
  readonly good: readonly [least: number, most: number]
  /** Worse than this is a poor photo: take another, or say why it is kept. Infinite where it is advice and no more. */
  readonly kept: readonly [least: number, most: number]
  /** Where the numbers come from. */
  readonly source: string
}

const ANY = Number.POSITIVE_INFINITY
const PORTRAIT = 'ISO/IEC 39794-5:2019, portrait; ICAO Doc 9303-3'
const OWN = 'own judgement'

/**
 * Angles are estimated from 68 points of a small network and the shape of a usual face, so they are told apart by more than the five degrees of the standard.
 * Brightness is judged widely: the same good light gives dark skin a mean of 50 and light skin one of 200.
 */
export const FACE_LIMITS: Readonly<Record<FaceMeasure, Limit>> = {
  'eyes-apart': { unit: 'pixels', good: [120, ANY], kept: [90, ANY], source: PORTRAIT },
  'head-high': { unit: 'share', good: [0.6, 0.9], kept: [0.4, 0.98], source: PORTRAIT },
  'head-wide': { unit: 'share', good: [0.5, 0.75], kept: [0.35, 0.9], source: PORTRAIT },
  'centre-across': { unit: 'share', good: [0.45, 0.55], kept: [0.35, 0.65], source: PORTRAIT },
  'eyes-down': { unit: 'share', good: [0.3, 0.5], kept: [0.2, 0.62], source: PORTRAIT },
  roll: { unit: 'degrees', good: [-5, 5], kept: [-12, 12], source: `${PORTRAIT}; kept: ${OWN}` },
  yaw: { unit: 'degrees', good: [-10, 10], kept: [-20, 20], source: `${OWN}; the standard wants 5` },
  pitch: { unit: 'degrees', good: [-15, 15], kept: [-28, 28], source: `${OWN}; the standard wants 5` },
  'eyes-open': {
    unit: 'ratio',
    good: [0.2, ANY],
    kept: [0.12, ANY],
    source: `${OWN}, on the ratio of Soukupová and Čech 2016`,
  },
  sharpness: {
    unit: 'none',
    good: [60, ANY],
    kept: [20, ANY],
    source: `${OWN}, on the variance of the Laplacian of a face of 160 pixels`,
  },
  brightness: { unit: 'levels', good: [50, 210], kept: [30, 235], source: OWN },
  contrast: {
    unit: 'levels',
    good: [50, ANY],
    kept: [25, ANY],
    source: `${OWN}; the standard wants 7 bits in the face`,
  },
  'too-dark': { unit: 'share', good: [0, 0.05], kept: [0, 0.25], source: OWN },
  'too-bright': { unit: 'share', good: [0, 0.05], kept: [0, 0.25], source: OWN },
  evenness: { unit: 'ratio', good: [0.7, 1.4], kept: [0.5, 2], source: OWN },
  background: { unit: 'levels', good: [0, 25], kept: [0, ANY], source: OWN },
  colour: { unit: 'levels', good: [6, ANY], kept: [0, ANY], source: `${PORTRAIT}: in colour` },
}

/** What to do better, in words under `registration.face.advice`. The order is that of telling. */
export const FACE_ADVICE = [
  'nobody',
  'several-people',
  'come-closer',
  'step-back',
  'look-straight',
  'straighten',
  'chin-up',
  'chin-down',
  'move-left',
  'move-right',
  'move-up',
  'move-down',
  'open-eyes',
  'hold-still',
  'more-light',
  'less-light',
  'light-left',
  'light-right',
  'plain-background',
  'in-colour',
] as const
export type FaceAdvice = (typeof FACE_ADVICE)[number]

/** What too little and too much of a measure call for. Left and right are those of the picture. */
export const ADVICE_OF: Readonly<Record<FaceMeasure, readonly [less: FaceAdvice, more: FaceAdvice]>> = {
  'eyes-apart': ['come-closer', 'step-back'],
  'head-high': ['come-closer', 'step-back'],
  'head-wide': ['come-closer', 'step-back'],
  'centre-across': ['move-right', 'move-left'],
  'eyes-down': ['move-down', 'move-up'],
  roll: ['straighten', 'straighten'],
  yaw: ['look-straight', 'look-straight'],
  pitch: ['chin-up', 'chin-down'],
  'eyes-open': ['open-eyes', 'open-eyes'],
  sharpness: ['hold-still', 'hold-still'],
  brightness: ['more-light', 'less-light'],
  contrast: ['more-light', 'more-light'],
  'too-dark': ['more-light', 'more-light'],
  'too-bright': ['less-light', 'less-light'],
  evenness: ['light-left', 'light-right'],
  background: ['plain-background', 'plain-background'],
  colour: ['in-colour', 'in-colour'],
}
