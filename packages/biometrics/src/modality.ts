/** ISO/IEC 19794-2 finger positions: 1 to 5 right thumb to little, 6 to 10 left thumb to little. */
export type FingerPosition = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10
/** All of them, in their order. */
export const FINGER_POSITIONS: readonly FingerPosition[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** Which eye, as the person has it: the left one is the left one. */
export type Eye = 'left' | 'right'

/** A place of the body that is captured: `finger-1` … `finger-10`, `iris-left`, `iris-right`. */
export type Site = `finger-${FingerPosition}` | `iris-${Eye}`
/** All places, in the order in which they are captured. */
export const SITES: readonly Site[] = [...FINGER_POSITIONS.map(n => `finger-${n}` as const), 'iris-left', 'iris-right']

/** Advice to the officer while the finger or the eye is still there. Each is a label `advice.CODE`. */
export type AdviceCode =
  | 'good'
  | 'dry'
  | 'wet'
  | 'too-light'
  | 'too-dark'
  | 'partial'
  | 'moved'
  | 'off-centre'
  | 'too-small'
  | 'no-finger'
  | 'wrong-resolution'
  | 'eyelid'
  | 'blur'
  | 'gaze'
  | 'dilation'
  | 'glasses'
  | 'no-eye'

/** Quality of one capture. `score` 0 to 100, higher is better; below `ACCEPTABLE` (see each engine) it is taken again. */
export interface Quality {
  readonly score: number
  readonly acceptable: boolean
  readonly advice: readonly AdviceCode[]
}

/** What leaves the engine for one capture: the stored and the travelling form, both versioned with the extractor's number. */
export interface Extraction {
  readonly site: Site
  /** Full stored form: finger at most 600 bytes, iris at most 4,096. */
  readonly stored: Uint8Array
  /** Form for field sites: finger at most 300 bytes, iris at most 512. */
  readonly travelling: Uint8Array
  readonly quality: Quality
}

/** Stored (or travelling) templates of one person, by site. Nothing here says who it is. */
export type PersonTemplates = Readonly<Partial<Record<Site, Uint8Array>>>
