/**
 * Root filtering of a fingerprint: see src/fingerprint/stages/ridges.ts, whose TypeScript twin says the same slowly.
 * Two real squares share one complex transform (`_transform.ts`); between its two passes the square is transposed, and rows are written
 * where the next pass wants them (bit-reversed), so that nothing is moved twice.
 */

import { evenOut } from './_boxMean'
import { smoothPatches } from './_smooth'
import { backward, forward, LINE, line, LIVE, prepareTransform, SIDE, transpose } from './_transform'
import { prepareWaves, waveAt } from './_wave'

const HALF: i32 = 32
const AREA: i32 = SIDE * SIDE

const realA = memory.data(AREA * 4, 16)
const imagA = memory.data(AREA * 4, 16)
const realB = memory.data(AREA * 4, 16)
const imagB = memory.data(AREA * 4, 16)
const gainA = memory.data(AREA * 4, 16)
const gainB = memory.data(AREA * 4, 16)
/** Harmonics that can be ridges, and the opposite of each: where they lie in B, and where they go in A, whose rows lie bit-reversed (u16). */
const band = memory.data(AREA * 8, 16)
let harmonics: i32 = 0
const taper = memory.data(256, 16)

export function heapBase(): usize {
  return __heap_base
}

/** Fills the tables. Wavelengths in pixels. */
export function prepare(shortest: f32, longest: f32): void {
  prepareWaves()
  prepareTransform()
  for (let i = 0; i < SIDE; i++)
    store<f32>(taper + (i << 2), <f32>(0.5 - 0.5 * Math.cos((2.0 * Math.PI * (<f64>i + 0.5)) / <f64>SIDE)))
  harmonics = 0
  for (let i = 0; i < AREA; i++) {
    const v = i >> 6
    const u = i & 63
    const x = <f32>(u < HALF ? u : u - SIDE)
    const y = <f32>(v < HALF ? v : v - SIDE)
    const wavelength = <f32>SIDE / sqrt<f32>(x * x + y * y)
    if (wavelength < shortest || wavelength > longest) continue
    const entry = band + (harmonics++ << 3)
    store<u16>(entry, <u16>(i << 2))
    store<u16>(entry, <u16>(opposite(i) << 2), 2)
    store<u16>(entry, <u16>(line(v) + (u << 2)), 4)
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
      paste(realB, firstX, firstY, result, weights, width, height)
      paste(imagB, x, y, result, weights, width, height)
    }
  if (waiting) {
    memory.fill(imagA, 0, AREA * 4)
    filter(quiet)
    paste(realB, firstX, firstY, result, weights, width, height)
  }
  for (let i = 0; i < width * height; i++) {
    const weight = load<f32>(weights + (i << 2))
    store<f32>(result + (i << 2), weight > 0 ? load<f32>(result + (i << 2)) / weight : 0)
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

/** Transforms the squares in A, makes their ridges stand out, and leaves them in B, rows in order. */
function filter(quiet: f32): void {
  forward(realA, imagA, SIDE)
  for (let row = 0; row < SIDE; row += 48) {
    transpose(realA, realB, row, row + LIVE, 0, SIDE)
    transpose(imagA, imagB, row, row + LIVE, 0, SIDE)
    forward(realB + (row << 2), imagB + (row << 2), LIVE)
  }
  sharpen(quiet)
  for (let column = 0; column < SIDE; column += 48) {
    backward(imagA + (column << 2), realA + (column << 2), LIVE)
    transpose(realA, realB, 0, SIDE, column, column + LIVE)
    transpose(imagA, imagB, 0, SIDE, column, column + LIVE)
  }
  backward(imagB, realB, SIDE)
}

/** Writes the windowed square, its rows bit-reversed as `forward` wants them. */
function cut(plane: usize, width: i32, height: i32, left: i32, top: i32, into: usize): void {
  const from = max(0, -left)
  const to = min(SIDE, width - left)
  if (from > 0 || to < SIDE || top < 0 || top + SIDE > height) memory.fill(into, 0, AREA * 4)
  for (let row = max(0, -top); row < min(SIDE, height - top); row++) {
    const weight = load<f32>(taper + (row << 2))
    const target = into + line(row)
    const source = plane + (((top + row) * width + left) << 2)
    let column = from << 2
    for (; column + 16 <= to << 2; column += 16) {
      const weighed = f32x4.mul(v128.load(source + column), f32x4.splat(weight))
      v128.store(target + column, f32x4.mul(weighed, v128.load(taper + column)))
    }
    for (; column < to << 2; column += 4)
      store<f32>(target + column, load<f32>(source + column) * weight * load<f32>(taper + column))
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
    let column = from << 2
    for (; column + 16 <= to << 2; column += 16) {
      const both = f32x4.mul(f32x4.splat(weight), v128.load(taper + column))
      const to = at + column
      v128.store(result + to, f32x4.add(v128.load(result + to), f32x4.mul(both, v128.load(source + column))))
      v128.store(weights + to, f32x4.add(v128.load(weights + to), both))
    }
    for (; column < to << 2; column += 4) {
      const both = weight * load<f32>(taper + column)
      const to = at + column
      store<f32>(result + to, load<f32>(result + to) + both * load<f32>(source + column))
      store<f32>(weights + to, load<f32>(weights + to) + both)
    }
  }
}

/** Tells the two squares apart, multiplies each harmonic by its magnitude, and writes them to A, rows bit-reversed. */
function sharpen(quiet: f32): void {
  let powerA: f32 = 0
  let powerB: f32 = 0
  const end = band + (harmonics << 3)
  for (let entry = band; entry < end; entry += 8) {
    const i = <usize>load<u16>(entry)
    const j = <usize>load<u16>(entry, 2)
    const sumR = load<f32>(realB + i) + load<f32>(realB + j)
    const difI = load<f32>(imagB + i) - load<f32>(imagB + j)
    const sumI = load<f32>(imagB + i) + load<f32>(imagB + j)
    const difR = load<f32>(realB + j) - load<f32>(realB + i)
    const squareA: f32 = 0.25 * (sumR * sumR + difI * difI)
    const squareB: f32 = 0.25 * (sumI * sumI + difR * difR)
    store<f32>(gainA + i, sqrt<f32>(squareA))
    store<f32>(gainB + i, sqrt<f32>(squareB))
    powerA += squareA * squareA
    powerB += squareB * squareB
  }
  const scaleA: f32 = 0.5 / sqrt<f32>(powerA + quiet)
  const scaleB: f32 = 0.5 / sqrt<f32>(powerB + quiet)
  memory.fill(realA, 0, AREA * 4)
  memory.fill(imagA, 0, AREA * 4)
  for (let entry = band; entry < end; entry += 8) {
    const i = <usize>load<u16>(entry)
    const j = <usize>load<u16>(entry, 2)
    const target = <usize>load<u16>(entry, 4)
    const a = load<f32>(gainA + i) * scaleA
    const b = load<f32>(gainB + i) * scaleB
    const re = load<f32>(realB + i)
    const im = load<f32>(imagB + i)
    const reAway = load<f32>(realB + j)
    const imAway = load<f32>(imagB + j)
    store<f32>(realA + target, (re + reAway) * a - (reAway - re) * b)
    store<f32>(imagA + target, (im - imAway) * a + (im + imAway) * b)
  }
}

@inline
function opposite(i: i32): i32 {
  return (((SIDE - (i >> 6)) & 63) << 6) | ((SIDE - (i & 63)) & 63)
}
