import * as p from '../parameters.ts'
import { CODE_WORDS, COLUMNS, type IrisCode, PLANES, ROWS } from '../template.ts'

/**
 * The signs of two complex Gabor filters, along the angle, at 16 rows and 256 columns (filters after open-iris 1.11, see
 * `parameters.ts`). Hidden parts of the sheet take part with the mean of their row, that is with nothing; bits that saw too little, or
 * whose response is too near zero to be the same next time, are masked.
 *
 * @param flat the sheet with the mean of each row taken away. @param visible 1 where the sheet shows iris.
 */
export function gaborCode(flat: Float32Array, visible: Uint8Array): IrisCode {
  const rows = radially(flat, visible)
  const code = { bits: new Uint32Array(CODE_WORDS), mask: new Uint32Array(CODE_WORDS) }
  p.FILTERS.forEach((filter, number) => {
    const { real, imaginary, support } = responses(rows, filter)
    setPlane(code, 2 * number, real, support)
    setPlane(code, 2 * number + 1, imaginary, support)
  })
  return code
}

/** `values` and the share of them that was visible, both weighted along the radius about each row of the code. */
interface Rows {
  readonly values: Float32Array
  readonly visible: Float32Array
}

function radially(flat: Float32Array, visible: Uint8Array): Rows {
  const width = p.SHEET_COLUMNS
  const out = { values: new Float32Array(ROWS * width), visible: new Float32Array(ROWS * width) }
  for (let row = 0; row < ROWS; row++) {
    const centre = (p.FIRST_ROW + ((p.LAST_ROW - p.FIRST_ROW) * row) / (ROWS - 1)) * p.SHEET_ROWS - 0.5
    const first = Math.max(0, Math.ceil(centre - 3 * p.RADIAL_SPREAD))
    const last = Math.min(p.SHEET_ROWS - 1, Math.floor(centre + 3 * p.RADIAL_SPREAD))
    let total = 0
    for (let from = first; from <= last; from++) total += gauss(from - centre, p.RADIAL_SPREAD)
    for (let from = first; from <= last; from++) {
      const weight = gauss(from - centre, p.RADIAL_SPREAD) / total
      for (let column = 0; column < width; column++) {
        if (!visible[from * width + column]) continue
        out.values[row * width + column]! += weight * flat[from * width + column]!
        out.visible[row * width + column]! += weight
      }
    }
  }
  return out
}

interface Responses {
  /** Length `ROWS * COLUMNS`. */
  readonly real: Float32Array
  readonly imaginary: Float32Array
  /** Share of the filter's weight that fell on visible iris. */
  readonly support: Float32Array
}

function responses(rows: Rows, { wavelength, spread }: { wavelength: number; spread: number }): Responses {
  const reach = Math.round(3 * spread)
  const taps = complexTaps(reach, wavelength, spread)
  const real = new Float32Array(ROWS * COLUMNS)
  const imaginary = new Float32Array(ROWS * COLUMNS)
  const support = new Float32Array(ROWS * COLUMNS)
  const step = p.SHEET_COLUMNS / COLUMNS
  const width = p.SHEET_COLUMNS
  for (let row = 0; row < ROWS; row++) {
    const base = row * width
    for (let column = 0; column < COLUMNS; column++) {
      let [re, im, seen] = [0, 0, 0]
      for (let tap = -reach; tap <= reach; tap++) {
        const from = base + ((column * step + tap + width) % width)
        const value = rows.values[from]!
        re += value * taps.real[tap + reach]!
        im += value * taps.imaginary[tap + reach]!
        seen += rows.visible[from]! * taps.weight[tap + reach]!
      }
      real[row * COLUMNS + column] = re
      imaginary[row * COLUMNS + column] = im
      support[row * COLUMNS + column] = seen
    }
  }
  return { real, imaginary, support }
}

/** The filter along the angle: its even part is freed from its mean, so that brightness does not count. */
function complexTaps(reach: number, wavelength: number, spread: number) {
  const at = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach)
  const weight = at.map(x => gauss(x, spread))
  const total = weight.reduce((sum, value) => sum + value, 0)
  const real = at.map((x, i) => weight[i]! * Math.cos((2 * Math.PI * x) / wavelength))
  const mean = real.reduce((sum, value) => sum + value, 0) / total
  return {
    real: Float64Array.from(real, (value, i) => value - mean * weight[i]!),
    imaginary: Float64Array.from(at, (x, i) => weight[i]! * Math.sin((2 * Math.PI * x) / wavelength)),
    weight: Float64Array.from(weight, value => value / total),
  }
}

function setPlane(code: IrisCode, plane: number, response: Float32Array, support: Float32Array): void {
  let [sum, count] = [0, 0]
  for (let i = 0; i < response.length; i++) {
    if (support[i]! < p.VISIBLE_SUPPORT) continue
    sum += Math.abs(response[i]!)
    count++
  }
  const weakest = (p.FRAGILE_SHARE * sum) / Math.max(1, count)
  for (let i = 0; i < response.length; i++) {
    if (support[i]! < p.VISIBLE_SUPPORT || Math.abs(response[i]!) <= weakest) continue
    const bit = (Math.floor(i / COLUMNS) * PLANES + plane) * COLUMNS + (i % COLUMNS)
    code.mask[bit >> 5]! |= 1 << (bit & 31)
    if (response[i]! > 0) code.bits[bit >> 5]! |= 1 << (bit & 31)
  }
}

function gauss(x: number, spread: number): number {
  return Math.exp(-(x * x) / (2 * spread * spread))
}
