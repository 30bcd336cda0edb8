import type { Plane } from '../plane.ts'
import type { Wave } from './waves.ts'

/** As in `engine/_wave.ts`. */
const SIGMA = 8
const REACH = 17
const SLOWEST = (2 * Math.PI) / 18
const FASTEST = (2 * Math.PI) / 4.5

/** The twin of the kernel's `waveAt` in TypeScript, against which it is tested. */
export function waveSlowly({ width, height, values }: Plane, x: number, y: number): Wave {
  const around: { dx: number; dy: number; at: number; weight: number }[] = []
  for (let row = Math.max(1, y - REACH); row <= Math.min(height - 2, y + REACH); row++)
    for (let column = Math.max(1, x - REACH); column <= Math.min(width - 2, x + REACH); column++) {
      const [dx, dy] = [column - x, row - y]
      around.push({ dx, dy, at: row * width + column, weight: Math.exp(-(dx * dx + dy * dy) / (2 * SIGMA * SIGMA)) })
    }
  const sum = (of: (each: (typeof around)[number]) => number) =>
    around.reduce((total, each) => total + each.weight * of(each), 0)
  const slopeX = (at: number) => (values[at + 1]! - values[at - 1]!) / 2
  const slopeY = (at: number) => (values[at + width]! - values[at - width]!) / 2
  const xx = sum(({ at }) => slopeX(at) ** 2)
  const yy = sum(({ at }) => slopeY(at) ** 2)
  const xy = sum(({ at }) => slopeX(at) * slopeY(at))
  const energy = sum(({ at }) => values[at]! ** 2)
  if (!(energy > 0)) return { kx: 0, ky: 0, phase: 0, explained: 0 }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy)
  const speed = Math.min(FASTEST, Math.max(SLOWEST, Math.asin(Math.min(1, Math.sqrt((xx + yy) / energy)))))
  const [kx, ky] = [speed * Math.cos(angle), speed * Math.sin(angle)]
  const re = sum(({ dx, dy, at }) => values[at]! * Math.cos(kx * dx + ky * dy))
  const im = sum(({ dx, dy, at }) => values[at]! * Math.sin(kx * dx + ky * dy))
  const explained = Math.min(1, (2 * (re * re + im * im)) / (sum(() => 1) * energy))
  return { kx, ky, phase: Math.atan2(-im, re), explained }
}
