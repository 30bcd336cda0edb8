/** A point of the image, pixels from its left and top edge. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A circle on the image, its middle in pixels from the left and top edge. */
export interface Circle extends Point {
  /** Pixels. */
  readonly radius: number
}

/**
 * A closed line about a centre. `radii[i]`, in pixels, lies at the angle `2π i / radii.length`: 0 points right, angles grow
 * clockwise on the screen (towards the bottom of the image).
 */
export interface Contour {
  readonly centre: Point
  readonly radii: Float64Array
}

/** Columns of a code: equal steps of the angle about the pupil, as in `Contour`. */
export const COLUMNS = 256
/** Rows of a code, from the pupil (0) outwards. */
export const ROWS = 16
/** Bits of a row and column: real and imaginary sign of the wide filter, then of the narrow one. */
export const PLANES = 4
/** Words of 32 bits in a row of one plane. */
export const ROW_WORDS = COLUMNS / 32
/** Words of 32 bits in a whole code, and in its mask. */
export const CODE_WORDS = (COLUMNS / 32) * ROWS * PLANES

/**
 * The signs of an iris. Bits lie row by row, `(row * PLANES + plane) * 256 + column`, 32 to a word from the lowest bit.
 * A bit whose mask is 0 says nothing and is 0.
 */
export interface IrisCode {
  /** Length `CODE_WORDS`. */
  readonly bits: Uint32Array
  /** Length `CODE_WORDS`: 1 where the bit of the same place may be trusted. */
  readonly mask: Uint32Array
}

/** What is left of the image of one eye. */
export interface IrisTemplate {
  readonly extractorVersion: number
  readonly pupil: Circle
  readonly limbus: Circle
  /** Share of the iris that neither lids, lashes nor reflections hide, 0 to 1. */
  readonly visible: number
  readonly code: IrisCode
}

/** Sees the result of every stage under its name: for tests, for drawing, never for storage. */
export type IrisTrace = (stage: string, result: unknown) => void

/**
 * The circle that the contour is nearest to, to first order: a circle moved by (a, b) is a contour with radius
 * `r + a cos + b sin`.
 */
export function circleOf({ centre, radii }: Contour): Circle {
  const n = radii.length
  let [a, b, sum] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    a += radii[i]! * Math.cos((2 * Math.PI * i) / n)
    b += radii[i]! * Math.sin((2 * Math.PI * i) / n)
    sum += radii[i]!
  }
  return { x: centre.x + (2 * a) / n, y: centre.y + (2 * b) / n, radius: sum / n }
}
