import { ANGLE_STEPS, CELL, SMOOTHING_SIGMA } from '../parameters.ts'
import { emptyPlane, type Plane } from '../plane.ts'
import { angleAt, type Directions } from './directions.ts'
import type { Foreground } from './foreground.ts'

/** Side of the squares that share one direction. Pixels; half a ridge. */
const PATCH = 4

/** Averages along the ridge, so that small breaks and pores close and bridges thin out. Background stays 0. */
export function smoothedAlong(ridges: Plane, directions: Directions, finger: Foreground): Plane {
  const { width, height, values } = ridges
  const result = emptyPlane(width, height)
  const reach = Math.ceil(2 * SMOOTHING_SIGMA)
  const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach)
  const weights = Float32Array.from(steps, step => Math.exp(-(step * step) / (2 * SMOOTHING_SIGMA * SMOOTHING_SIGMA)))
  const offsets = Array.from({ length: ANGLE_STEPS }, (_, i) => {
    const angle = (i * Math.PI) / ANGLE_STEPS
    return {
      x: Int8Array.from(steps, step => Math.round(step * Math.cos(angle))),
      y: Int8Array.from(steps, step => Math.round(-step * Math.sin(angle))),
    }
  })
  const turns = turnsOf(directions, width, height)
  const across = Math.ceil(width / PATCH)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (finger.values[Math.floor(y / CELL) * finger.columns + Math.floor(x / CELL)] === 0) continue
      const offset = offsets[turns[Math.floor(y / PATCH) * across + Math.floor(x / PATCH)]!]!
      let sum = 0
      for (let i = 0; i < weights.length; i++) {
        const px = x + offset.x[i]!
        const py = y + offset.y[i]!
        if (px >= 0 && py >= 0 && px < width && py < height) sum += weights[i]! * values[py * width + px]!
      }
      result.values[y * width + x] = sum
    }
  return result
}

/** Direction in steps of half a turn / `ANGLE_STEPS`, for patches of `PATCH` pixels. */
function turnsOf(directions: Directions, width: number, height: number): Uint8Array {
  const columns = Math.ceil(width / PATCH)
  return Uint8Array.from({ length: columns * Math.ceil(height / PATCH) }, (_, patch) => {
    const x = ((patch % columns) + 0.5) * PATCH - 0.5
    const y = (Math.floor(patch / columns) + 0.5) * PATCH - 0.5
    return (Math.round((angleAt(directions, x, y) / Math.PI) * ANGLE_STEPS) + ANGLE_STEPS) % ANGLE_STEPS
  })
}
