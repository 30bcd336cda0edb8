import type { CellMap } from './plane.ts'

/** A ridge ending or fork. */
export interface Minutia {
  readonly type: 'ending' | 'fork'
  /** Pixels at 500 dpi from the left and top edge, whole numbers. */
  readonly x: number
  readonly y: number
  /**
   * Radians in [0, 2π), 0 pointing right, growing counter-clockwise: from an ending into its ridge, from a fork into the valley
   * between its arms, as in ISO/IEC 19794-2.
   */
  readonly angle: number
  /** How surely it is a real one, 0 to 1. */
  readonly quality: number
}

/** What is kept of one finger, in pixels at 500 dpi. */
export interface FingerTemplate {
  readonly extractorVersion: number
  readonly width: number
  readonly height: number
  /** The surest first. */
  readonly minutiae: readonly Minutia[]
  /** Ridge direction by cells of `FLOW_CELL` pixels: half turns divided into `FLOW_STEPS`, or `NO_FLOW` where there is no finger. */
  readonly flow: CellMap<Uint8Array>
}
