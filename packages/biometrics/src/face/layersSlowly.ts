/** What the kernel `engine/faceNet.ts` must do, slowly and plainly: tests hold it to this, to the last bit. Single precision throughout. */
export interface Picture {
  readonly height: number
  readonly width: number
  readonly channels: number
  /** Row by row, channels last. */
  readonly values: Float32Array
}

/** What a layer does with its sums. */
export const ACTS = { none: 0, leaky: 1, relu: 2 } as const
export type Act = keyof typeof ACTS

const f = Math.fround
const acted = (value: number, act: Act) =>
  act === 'none' ? value : act === 'relu' ? Math.max(value, 0) : Math.max(value, f(value * f(0.1)))

/** Rows or columns that a picture is widened by before its first, and how many come out. */
export interface Fit {
  readonly before: number
  readonly out: number
}

/** `same` keeps the size (divided by the stride, rounded up); `valid` takes no pixel from outside. Of 3 taps. */
export function fitOf(size: number, stride: number, padding: 'same' | 'valid'): Fit {
  if (padding === 'valid') return { before: 0, out: Math.floor((size - 3) / stride) + 1 }
  const out = Math.ceil(size / stride)
  return { before: Math.max(0, Math.floor(((out - 1) * stride + 3 - size) / 2)), out }
}

export function convSlowly(
  from: Picture,
  weights: Float32Array,
  bias: Float32Array,
  stride: number,
  padding: 'same' | 'valid',
  act: Act,
): Picture {
  const [rows, columns] = [fitOf(from.height, stride, padding), fitOf(from.width, stride, padding)]
  const filters = bias.length
  const values = new Float32Array(rows.out * columns.out * filters)
  for (let at = 0; at < values.length; at++) {
    const [filter, pixel] = [at % filters, Math.floor(at / filters)]
    let total = bias[filter]!
    for (let tap = 0; tap < 9; tap++) {
      const corner = pixelAt(from, pixel, tap, columns, rows, stride)
      if (corner === null) continue
      for (let c = 0; c < from.channels; c++)
        total = f(total + f(from.values[corner + c]! * weights[(tap * from.channels + c) * filters + filter]!))
    }
    values[at] = acted(total, act)
  }
  return { height: rows.out, width: columns.out, channels: filters, values }
}

export function depthwiseSlowly(
  from: Picture,
  weights: Float32Array,
  stride: number,
  padding: 'same' | 'valid',
): Picture {
  const [rows, columns] = [fitOf(from.height, stride, padding), fitOf(from.width, stride, padding)]
  const { channels } = from
  const values = new Float32Array(rows.out * columns.out * channels)
  for (let at = 0; at < values.length; at++) {
    const [c, pixel] = [at % channels, Math.floor(at / channels)]
    let total = 0
    for (let tap = 0; tap < 9; tap++) {
      const corner = pixelAt(from, pixel, tap, columns, rows, stride)
      if (corner !== null) total = f(total + f(from.values[corner + c]! * weights[tap * channels + c]!))
    }
    values[at] = total
  }
  return { height: rows.out, width: columns.out, channels, values }
}

/** Index of the first channel of the pixel under a tap, or null outside. */
function pixelAt(from: Picture, pixel: number, tap: number, columns: Fit, rows: Fit, stride: number): number | null {
  const row = Math.floor(pixel / columns.out) * stride - rows.before + Math.floor(tap / 3)
  const column = (pixel % columns.out) * stride - columns.before + (tap % 3)
  if (row < 0 || row >= from.height || column < 0 || column >= from.width) return null
  return (row * from.width + column) * from.channels
}

export function pointwiseSlowly(from: Picture, weights: Float32Array, bias: Float32Array, act: Act): Picture {
  const filters = bias.length
  const values = new Float32Array(from.height * from.width * filters)
  for (let at = 0; at < values.length; at++) {
    const [filter, corner] = [at % filters, Math.floor(at / filters) * from.channels]
    let total = bias[filter]!
    for (let c = 0; c < from.channels; c++)
      total = f(total + f(from.values[corner + c]! * weights[c * filters + filter]!))
    values[at] = acted(total, act)
  }
  return { ...from, channels: filters, values }
}

export function greatestSlowly(from: Picture, stride: number): Picture {
  const [height, width] = [Math.ceil(from.height / stride), Math.ceil(from.width / stride)]
  const values = new Float32Array(height * width * from.channels)
  for (let at = 0; at < values.length; at++) {
    const [c, pixel] = [at % from.channels, Math.floor(at / from.channels)]
    const [row, column] = [Math.floor(pixel / width) * stride, (pixel % width) * stride]
    let most = Number.NEGATIVE_INFINITY
    for (let y = row; y < Math.min(row + 2, from.height); y++)
      for (let x = column; x < Math.min(column + 2, from.width); x++)
        most = Math.max(most, from.values[(y * from.width + x) * from.channels + c]!)
    values[at] = most
  }
  return { height, width, channels: from.channels, values }
}
