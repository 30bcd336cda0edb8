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
}
