/**
 * Root filtering of a fingerprint: see src/fingerprint/stages/ridges.ts, whose TypeScript twin says the same slowly.
 * Two real squares share one complex transform. Columns are transformed four at a time; between the two passes the square
 * is transposed, and rows are written where the next pass wants them (bit-reversed), so that nothing is moved twice.
 */

import { evenOut } from './_boxMean'
import { smoothPatches } from './_smooth'
import { prepareWaves, waveAt } from './_wave'

const SIDE: i32 = 64
const HALF: i32 = 32
const LINE: usize = SIDE * 4
const AREA: i32 = SIDE * SIDE
/** Highest harmonic kept is 15 (a wavelength of 4.2 pixels): of the transposed square only columns 0 to 15 and 48 to 63 live. */
const LIVE: i32 = 16

const realA = memory.data(AREA * 4, 16)
const imagA = memory.data(AREA * 4, 16)
const realB = memory.data(AREA * 4, 16)
const imagB = memory.data(AREA * 4, 16)
const gainA = memory.data(AREA * 4, 16)
const gainB = memory.data(AREA * 4, 16)
const band = memory.data(AREA, 16)
const taper = memory.data(LINE, 16)
const cosines = memory.data(HALF * 4, 16)
const sines = memory.data(HALF * 4, 16)
const reversed = memory.data(SIDE, 16)

export function heapBase(): usize {
  return __heap_base
}

/** Fills the tables. Wavelengths in pixels. */
export function prepare(shortest: f32, longest: f32): void {
  prepareWaves()
  for (let i = 0; i < HALF; i++) {
    const angle = (2.0 * Math.PI * <f64>i) / <f64>SIDE
    store<f32>(cosines + (i << 2), <f32>Math.cos(angle))
    store<f32>(sines + (i << 2), <f32>-Math.sin(angle))
  }
  for (let i = 0; i < SIDE; i++) {
    store<f32>(taper + (i << 2), <f32>(0.5 - 0.5 * Math.cos((2.0 * Math.PI * (<f64>i + 0.5)) / <f64>SIDE)))
    let backwards = 0
    for (let bit = 0; bit < 6; bit++) if (i & (1 << bit)) backwards |= 1 << (5 - bit)
    store<u8>(reversed + i, <u8>backwards)
  }
  for (let v = 0; v < SIDE; v++)
    for (let u = 0; u < SIDE; u++) {
      const x = <f32>(u < HALF ? u : u - SIDE)
      const y = <f32>(v < HALF ? v : v - SIDE)
      const wavelength = <f32>SIDE / sqrt<f32>(x * x + y * y)
      store<u8>(band + v * SIDE + u, wavelength >= shortest && wavelength <= longest ? 1 : 0)
    }
}

/**
 * Enhances `width * height` real numbers at `plane` into `result`, with `weights` as room of the same size; both are cleared here.
 * `step` is the distance of squares in pixels, `quiet` a power that keeps zero from being divided; squares of less power than `empty` are left out.
 */
export function enhance(
  plane: usize,
  result: usize,
  weights: usize,
  width: i32,
  height: i32,
  step: i32,
  quiet: f32,
  empty: f32,
): void {
  memory.fill(result, 0, <usize>(width * height) << 2)
  memory.fill(weights, 0, <usize>(width * height) << 2)
  const start = step / 2 - HALF
  let waiting = false
  let firstX = 0
  let firstY = 0
  for (let y = start; y + HALF < height + step / 2; y += step)
    for (let x = start; x + HALF < width + step / 2; x += step) {
      const square = waiting ? imagA : realA
      cut(plane, width, height, x, y, square)
      if (powerOf(square) < empty) continue
      if (!waiting) {
        firstX = x
        firstY = y
        waiting = true
        continue
      }
      waiting = false
      filter(quiet)
      paste(realA, firstX, firstY, result, weights, width, height)
      paste(imagA, x, y, result, weights, width, height)
    }
  if (waiting) {
    memory.fill(imagA, 0, AREA * 4)
    filter(quiet)
    paste(realA, firstX, firstY, result, weights, width, height)
  }
  for (let i = 0; i < width * height; i++) {
    const weight = load<f32>(weights + (i << 2))
    if (weight > 0) store<f32>(result + (i << 2), load<f32>(result + (i << 2)) / weight)
  }
}

/** Light and pressure taken out: as `evenOut` of `_boxMean.ts`. */
export function even(
  plane: usize,
  mean: usize,
  contrast: usize,
  result: usize,
  room: usize,
  sums: usize,
  width: i32,
  height: i32,
  radius: i32,
  floor: f64,
): void {
  evenOut(plane, mean, contrast, result, room, sums, width, height, radius, floor)
}

/** Smoothed along the ridges: as `smoothPatches` of `_smooth.ts`. */
export function smooth(
  plane: usize,
  stride: i32,
  across: i32,
  down: i32,
  turns: usize,
  offsets: usize,
  weights: usize,
  taps: i32,
  result: usize,
): void {
  smoothPatches(plane, stride, across, down, turns, offsets, weights, taps, result)
}

/** The wave around each of `count` places (x and y, u16, at `places`), 32 bytes each at `out`: as `waveAt` writes them. */
export function waves(plane: usize, width: i32, height: i32, places: usize, count: i32, out: usize): void {
  for (let i = 0; i < count; i++) {
    const at = places + (i << 2)
    waveAt(plane, width, height, <i32>load<u16>(at), <i32>load<u16>(at, 2), out + (i << 5))
  }
}

function filter(quiet: f32): void {
  columns(realA, imagA, SIDE)
  transpose(realA, realB)
  transpose(imagA, imagB)
  columns(realB, imagB, LIVE)
  columns(realB + 48 * 4, imagB + 48 * 4, LIVE)
  sharpen(quiet)
  columns(imagA, realA, LIVE)
  columns(imagA + 48 * 4, realA + 48 * 4, LIVE)
  for (let row = 0; row < SIDE; row++) {
    memory.fill(realA + row * LINE + LIVE * 4, 0, LINE / 2)
    memory.fill(imagA + row * LINE + LIVE * 4, 0, LINE / 2)
  }
  transpose(realA, realB)
  transpose(imagA, imagB)
  columns(imagB, realB, SIDE)
  memory.copy(realA, realB, AREA * 4)
  memory.copy(imagA, imagB, AREA * 4)
}

/** Writes the windowed square, its rows bit-reversed as `columns` wants them. */
function cut(plane: usize, width: i32, height: i32, left: i32, top: i32, into: usize): void {
  memory.fill(into, 0, AREA * 4)
  const from = max(0, -left)
  const to = min(SIDE, width - left)
  for (let row = max(0, -top); row < min(SIDE, height - top); row++) {
    const weight = load<f32>(taper + (row << 2))
    const target = into + <usize>load<u8>(reversed + row) * LINE
    const source = plane + (((top + row) * width + left) << 2)
    for (let column = from; column < to; column++)
      store<f32>(target + (column << 2), load<f32>(source + (column << 2)) * weight * load<f32>(taper + (column << 2)))
  }
}

/** Sum of the squares of what `cut` has written. */
function powerOf(square: usize): f32 {
  let sum = f32x4.splat(0)
  for (let at = square; at < square + AREA * 4; at += 16) {
    const values = v128.load(at)
    sum = f32x4.add(sum, f32x4.mul(values, values))
  }
  const low = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)
  return low + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
}

function paste(square: usize, left: i32, top: i32, result: usize, weights: usize, width: i32, height: i32): void {
  const from = max(0, -left)
  const to = min(SIDE, width - left)
  for (let row = max(0, -top); row < min(SIDE, height - top); row++) {
    const weight = load<f32>(taper + (row << 2))
    const at = ((top + row) * width + left) << 2
    const source = square + row * LINE
    for (let column = from; column < to; column++) {
      const both = weight * load<f32>(taper + (column << 2))
      const to = at + (column << 2)
      store<f32>(result + to, load<f32>(result + to) + both * load<f32>(source + (column << 2)))
      store<f32>(weights + to, load<f32>(weights + to) + both)
    }
  }
}

/** Transforms `count` columns in place, four at a time. Rows arrive bit-reversed and leave in order. */
function columns(real: usize, imaginary: usize, count: i32): void {
  for (let half = 1; half < SIDE; half <<= 1) {
    const stride = HALF / half
    for (let k = 0; k < half; k++) {
      const cosine = f32x4.splat(load<f32>(cosines + ((k * stride) << 2)))
      const sine = f32x4.splat(load<f32>(sines + ((k * stride) << 2)))
      for (let row = k; row < SIDE; row += half << 1) {
        let a: usize = <usize>row * LINE
        let b: usize = a + <usize>half * LINE
        for (let column = 0; column < count; column += 4) {
          const br = v128.load(real + b)
          const bi = v128.load(imaginary + b)
          const re = f32x4.sub(f32x4.mul(br, cosine), f32x4.mul(bi, sine))
          const im = f32x4.add(f32x4.mul(br, sine), f32x4.mul(bi, cosine))
          const ar = v128.load(real + a)
          const ai = v128.load(imaginary + a)
          v128.store(real + b, f32x4.sub(ar, re))
          v128.store(imaginary + b, f32x4.sub(ai, im))
          v128.store(real + a, f32x4.add(ar, re))
          v128.store(imaginary + a, f32x4.add(ai, im))
          a += 16
          b += 16
        }
      }
    }
  }
}

/** Transposes a square, writing rows bit-reversed. */
function transpose(from: usize, to: usize): void {
  for (let row = 0; row < SIDE; row += 4)
    for (let column = 0; column < SIDE; column += 4) {
      const at = from + row * LINE + (column << 2)
      const a = v128.load(at)
      const b = v128.load(at + LINE)
      const c = v128.load(at + 2 * LINE)
      const d = v128.load(at + 3 * LINE)
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
      const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
      const CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
      const x = to + (row << 2)
      v128.store(x + line(column), v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
      v128.store(x + line(column + 1), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
      v128.store(x + line(column + 2), v128.shuffle<f32>(AB, CD, 0, 1, 4, 5))
      v128.store(x + line(column + 3), v128.shuffle<f32>(AB, CD, 2, 3, 6, 7))
    }
}

@inline
function line(row: i32): usize {
  return <usize>load<u8>(reversed + row) * LINE
}

/** Tells the two squares apart, multiplies each harmonic by its magnitude, and writes them to A, rows bit-reversed. */
function sharpen(quiet: f32): void {
  let powerA: f32 = 0
  let powerB: f32 = 0
  for (let live = 0; live < AREA / 2; live++) {
    const i = place(live)
    if (load<u8>(band + i) == 0) continue
    const j = opposite(i)
    const sumR = at(realB, i) + at(realB, j)
    const difI = at(imagB, i) - at(imagB, j)
    const sumI = at(imagB, i) + at(imagB, j)
    const difR = at(realB, j) - at(realB, i)
    const squareA: f32 = 0.25 * (sumR * sumR + difI * difI)
    const squareB: f32 = 0.25 * (sumI * sumI + difR * difR)
    store<f32>(gainA + (i << 2), sqrt<f32>(squareA))
    store<f32>(gainB + (i << 2), sqrt<f32>(squareB))
    powerA += squareA * squareA
    powerB += squareB * squareB
  }
  const scaleA: f32 = 0.5 / sqrt<f32>(powerA + quiet)
  const scaleB: f32 = 0.5 / sqrt<f32>(powerB + quiet)
  for (let live = 0; live < AREA / 2; live++) {
    const i = place(live)
    const target = line(i >> 6) + <usize>((i & 63) << 2)
    if (load<u8>(band + i) == 0) {
      store<f32>(realA + target, 0)
      store<f32>(imagA + target, 0)
      continue
    }
    const j = opposite(i)
    const a = at(gainA, i) * scaleA
    const b = at(gainB, i) * scaleB
    store<f32>(realA + target, (at(realB, i) + at(realB, j)) * a - (at(realB, j) - at(realB, i)) * b)
    store<f32>(imagA + target, (at(imagB, i) - at(imagB, j)) * a + (at(imagB, i) + at(imagB, j)) * b)
  }
}

/** The places of the live columns, 0 to 15 and 48 to 63 of each row, one after another. */
@inline
function place(live: i32): i32 {
  const column = live & 31
  return ((live >> 5) << 6) | (column < LIVE ? column : column + 32)
}

@inline
function at(array: usize, i: i32): f32 {
  return load<f32>(array + (i << 2))
}

@inline
function opposite(i: i32): i32 {
  return (((SIDE - (i >> 6)) & 63) << 6) | ((SIDE - (i & 63)) & 63)
}
