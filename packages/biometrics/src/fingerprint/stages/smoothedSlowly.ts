import { emptyPlane, type Plane } from '../plane.ts'
import type { Directions } from './directions.ts'
import type { Foreground } from './foreground.ts'
import { OFFSETS, turnsOf, WEIGHTS } from './smoothing.ts'

const PATCH = 4

/** The twin of `smoothedAlong` in TypeScript, against which the kernel is tested. */
export function smoothedSlowly(ridges: Plane, directions: Directions, finger: Foreground): Plane {
  const { width, height, values } = ridges
  const result = emptyPlane(width, height)
  const across = Math.ceil(width / PATCH)
  const turns = turnsOf(directions, finger, across, Math.ceil(height / PATCH))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const offsets = OFFSETS[turns[Math.floor(y / PATCH) * across + Math.floor(x / PATCH)]!]
      if (offsets === undefined) continue
      let sum = 0
      offsets.forEach((offset, i) => {
        const px = x + offset.x
        const py = y + offset.y
        if (px >= 0 && py >= 0 && px < width && py < height)
          sum = Math.fround(sum + Math.fround(WEIGHTS[i]! * values[py * width + px]!))
      })
      result.values[y * width + x] = sum
    }
  return result
}
