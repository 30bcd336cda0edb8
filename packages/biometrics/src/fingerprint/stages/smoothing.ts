import { kernel, reserve } from '../../loadKernels.ts'
import { ANGLE_STEPS, CELL, SMOOTHING_SIGMA } from '../parameters.ts'
import type { Plane } from '../plane.ts'
import { angleAt, type Directions } from './directions.ts'
import type { Foreground } from './foreground.ts'

/** Side of the squares that share one direction. Pixels; half a ridge. */
const PATCH = 4
/** How far along a ridge is summed, each way. Pixels. */
const REACH = Math.ceil(2 * SMOOTHING_SIGMA)
const TAPS = 2 * REACH + 1
/** In place of a direction where there is no finger. */
const NONE = 255
const WORD = 4

const STEPS = Array.from({ length: TAPS }, (_, i) => i - REACH)
export const WEIGHTS = Float32Array.from(STEPS, step =>
  Math.exp(-(step * step) / (2 * SMOOTHING_SIGMA * SMOOTHING_SIGMA)),
)

/** For each direction the pixels that are summed. */
export const OFFSETS = Array.from({ length: ANGLE_STEPS }, (_, i) => {
  const angle = (i * Math.PI) / ANGLE_STEPS
  return STEPS.map(step => ({ x: Math.round(step * Math.cos(angle)), y: Math.round(-step * Math.sin(angle)) }))
})

/** The function of `engine/fingerRidges.ts`; addresses in bytes, lengths in pixels and patches. */
type Smooth = (
  plane: number,
  stride: number,
  across: number,
  down: number,
  turns: number,
  offsets: number,
  weights: number,
  taps: number,
  result: number,
) => void

/** Averages along the ridge, so that small breaks and pores close and bridges thin out. Background stays 0. */
export function smoothedAlong(ridges: Plane, directions: Directions, finger: Foreground): Plane {
  const { width, height, values } = ridges
  const across = Math.ceil(width / PATCH)
  const down = Math.ceil(height / PATCH)
  const stride = across * PATCH + 2 * REACH
  const padded = stride * (down * PATCH + 2 * REACH)
  const running = kernel('fingerRidges')
  const plane = running.heapBase
  const result = plane + padded * WORD
  const offsets = result + padded * WORD
  const weights = offsets + ANGLE_STEPS * TAPS * WORD
  const turns = weights + TAPS * WORD
  reserve(running, turns + across * down)
  const { buffer } = running.memory
  const numbers = new Float32Array(buffer, plane, 2 * padded).fill(0)
  const first = REACH * stride + REACH
  for (let y = 0; y < height; y++) numbers.set(values.subarray(y * width, (y + 1) * width), first + y * stride)
  new Int32Array(buffer, offsets, ANGLE_STEPS * TAPS).set(OFFSETS.flat().map(({ x, y }) => (y * stride + x) * WORD))
  new Float32Array(buffer, weights, TAPS).set(WEIGHTS)
  new Uint8Array(buffer, turns, across * down).set(turnsOf(directions, finger, across, down))
  const smooth = running.exports.smooth as Smooth
  const start = first * WORD
  smooth(plane + start, stride, across, down, turns, offsets, weights, TAPS, result + start)
  const smoothed = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const line = padded + first + y * stride
    smoothed.set(numbers.subarray(line, line + width), y * width)
  }
  return { width, height, values: smoothed }
}

/** Direction in steps of half a turn / `ANGLE_STEPS`, for patches of `PATCH` pixels; `NONE` outside the finger. */
export function turnsOf(directions: Directions, finger: Foreground, across: number, down: number): Uint8Array {
  return Uint8Array.from({ length: across * down }, (_, patch) => {
    const left = (patch % across) * PATCH
    const top = Math.floor(patch / across) * PATCH
    if (finger.values[Math.floor(top / CELL) * finger.columns + Math.floor(left / CELL)] === 0) return NONE
    const angle = angleAt(directions, left + PATCH / 2 - 0.5, top + PATCH / 2 - 0.5)
    return (Math.round((angle / Math.PI) * ANGLE_STEPS) + ANGLE_STEPS) % ANGLE_STEPS
  })
}
