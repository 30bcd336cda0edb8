/** A ridge ending or fork. */
export interface Minutia {
  readonly type: 'ending' | 'fork'
  /** Pixels at 500 dpi from the left and top edge, whole numbers. */
  readonly x: number
  readonly y: number
  /**
   * Radians in [0, 2π), a multiple of 2π / 256, 0 pointing right, growing counter-clockwise: from an ending into its ridge,
   * from a fork into the valley between its arms, as in ISO/IEC 19794-2.
   */
  readonly angle: number
  /** How surely it is a real one, in sevenths: 0 to 7. */
  readonly quality: number
}

/**
 * How the ridges run over the finger, coarsely: a plane wave for each square of `WAVE_CELL` pixels, counted from the image's top left.
 * Only the box of `columns` by `rows` squares that holds all waves is kept.
 */
export interface RidgeWaves {
  /** Where the box begins, in squares from the left and top of the image. */
  readonly column: number
  readonly row: number
  readonly columns: number
  readonly rows: number
  /** For each square of the box, row by row, its wave: eight times the direction across the ridges, in 32 steps of half a turn clockwise
   * from +x, and the phase in its middle, in 8 steps of a turn from 0 on a ridge; `NO_WAVE` where none was seen. */
  readonly waves: Uint16Array
  /** For each two by two squares of the box, row by row, how long the waves are: in 16 steps from long to short, 0 where there are none. */
  readonly lengths: Uint8Array
}

/** In place of a wave where the finger or its ridges were not seen. */
export const NO_WAVE = 0xffff

/** What is kept of one finger, in pixels at 500 dpi. The image cannot be made again from it to the letter, but nearly: protect it. */
export interface FingerTemplate {
  readonly extractorVersion: number
  readonly width: number
  readonly height: number
  /** Area on which ridges were seen, in cells of `CELL` by `CELL` pixels. */
  readonly area: number
  /** How parallel the ridges run within that area on average, in 255ths: 0 to 255. */
  readonly clarity: number
  /** The surest first, at most `MAX_MINUTIAE`. */
  readonly minutiae: readonly Minutia[]
  /** Null where they were not kept: templates of version 1, and those of other systems. */
  readonly ridges: RidgeWaves | null
}
