import { gaussianBlur } from '../blur.ts'
import { CELL, DIRECTION_BLUR } from '../parameters.ts'
import { cellsOver, type Plane } from '../plane.ts'

/** Direction of the ridges in each cell of `CELL` pixels, as doubled-angle vectors that can be averaged. */
export interface Directions {
  readonly columns: number
  readonly rows: number
  /** Cosine and sine of twice the angle, radians, 0 along +x, growing from +x towards -y (counter-clockwise as seen). */
  readonly cosine: Float32Array
  readonly sine: Float32Array
  /** 0 where there is no common direction, 1 where all ridges are parallel. */
  readonly coherence: Float32Array
}

/** Directions from the averaged gradient tensor (Kass and Witkin 1987), blurred over neighbouring cells. */
export function ridgeDirections(ridges: Plane): Directions {
  const { width, height, values } = ridges
  const { columns, rows } = cellsOver(width, height, CELL)
  const difference = new Float32Array(columns * rows)
  const product = new Float32Array(columns * rows)
  const energy = new Float32Array(columns * rows)
  for (let y = 1; y < height - 1; y++) {
    const first = Math.floor(y / CELL) * columns
    for (let column = 0; column < columns; column++) {
      const end = Math.min(width - 1, (column + 1) * CELL)
      let across = 0
      let along = 0
      let both = 0
      for (let at = y * width + Math.max(1, column * CELL); at < y * width + end; at++) {
        const dx = values[at + 1]! - values[at - 1]!
        const dy = values[at - width]! - values[at + width]!
        across += dx * dx
        along += dy * dy
        both += dx * dy
      }
      const cell = first + column
      difference[cell] = difference[cell]! + along - across
      product[cell] = product[cell]! - 2 * both
      energy[cell] = energy[cell]! + across + along
    }
  }
  const cosine = gaussianBlur(difference, columns, rows, DIRECTION_BLUR)
  const sine = gaussianBlur(product, columns, rows, DIRECTION_BLUR)
  const total = gaussianBlur(energy, columns, rows, DIRECTION_BLUR)
  const coherence = new Float32Array(columns * rows)
  for (let cell = 0; cell < coherence.length; cell++) {
    const length = Math.hypot(cosine[cell]!, sine[cell]!)
    coherence[cell] = total[cell]! > 0 ? length / total[cell]! : 0
    cosine[cell] = length > 0 ? cosine[cell]! / length : 1
    sine[cell] = length > 0 ? sine[cell]! / length : 0
  }
  return { columns, rows, cosine, sine, coherence }
}

/** Ridge angle at a pixel, radians in (-π/2, π/2], between the four nearest cells. */
export function angleAt(directions: Directions, x: number, y: number): number {
  const { columns, rows, cosine, sine } = directions
  const u = Math.min(columns - 1, Math.max(0, (x + 0.5) / CELL - 0.5))
  const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / CELL - 0.5))
  const left = Math.min(Math.floor(u), Math.max(0, columns - 2))
  const top = Math.min(Math.floor(v), Math.max(0, rows - 2))
  const right = Math.min(left + 1, columns - 1)
  const down = Math.min(top + 1, rows - 1)
  const fu = u - left
  const fv = v - top
  const a = (1 - fu) * (1 - fv)
  const b = fu * (1 - fv)
  const c = (1 - fu) * fv
  const d = fu * fv
  const at = (values: Float32Array) =>
    a * values[top * columns + left]! +
    b * values[top * columns + right]! +
    c * values[down * columns + left]! +
    d * values[down * columns + right]!
  return 0.5 * Math.atan2(at(sine), at(cosine))
}
