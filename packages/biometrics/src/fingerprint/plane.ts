/** Real numbers on the pixels of an image, row by row from the top left. Length `width * height`. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** One value for each square of `side` pixels, row by row from the top left; squares at the right and bottom may hang over. */
export interface CellMap<Values extends Float32Array | Uint8Array> {
  readonly columns: number
  readonly rows: number
  /** Pixels at 500 dpi. */
  readonly side: number
  readonly values: Values
}

export const emptyPlane = (width: number, height: number): Plane => ({
  width,
  height,
  values: new Float32Array(width * height),
})

/** How many squares of `side` pixels cover `width` by `height`. */
export function cellsOver(width: number, height: number, side: number): { columns: number; rows: number } {
  return { columns: Math.ceil(width / side), rows: Math.ceil(height / side) }
}
