import type { SeededRandom } from '@nansen/kernel'
import { directionAt, type RidgeFlow, type RidgePattern, ridgeFlow } from '../../synthetic/ridgeFlow.ts'
import { encodeFinger } from '../encoding.ts'
import { EXTRACTOR_VERSION } from '../parameters.ts'
import type { Minutia } from '../template.ts'

/** A finger that never was, as a template, and the pattern of its ridges. */
export interface InventedFinger {
  readonly pattern: RidgePattern
  readonly stored: Uint8Array
}

/** Pixels at 500 dpi, with the middle of the finger at 160, 200. */
const WIDTH = 320
const HEIGHT = 400
/** Half of what touches the glass, and by how much that differs from finger to finger: spread of its logarithm. */
const HALF_WIDTH = 92
const HALF_HEIGHT = 140
const SIZES = 0.3
/** Of the development sets 5, 50 and 95 of a hundred images have 18, 33 and 52 minutiae at most. Counts. */
const MINUTIAE = { mean: 33, spread: 10, least: 10 }
/** Pixels. */
const LEAST_APART = 9
/** Radians. */
const UNSTEADY = 0.07
/**
 * Where ridges part, new ones begin, and where they meet, some end: so many of the minutiae point as that asks, the others either way. With half of them at
 * random everywhere, as in `syntheticTemplates`, real fingers find hardly anything of theirs.
 */
const ASKED_FOR = { mean: 1, spread: 0.3 }
/** Over which ridges are seen to part. Pixels. */
const NEAR = 6

/** Minutiae as real fingers have them, as far as a quick comparison sees: many enough of them, where they lie, and where they point. */
export function inventedFinger(random: SeededRandom): InventedFinger {
  const flow = ridgeFlow(random)
  const size = Math.exp(SIZES * random.normal())
  const [width, height] = [HALF_WIDTH * size, HALF_HEIGHT * size]
  const wanted = Math.max(MINUTIAE.least, Math.round(MINUTIAE.mean + MINUTIAE.spread * random.normal()))
  const askedFor = ASKED_FOR.mean + ASKED_FOR.spread * random.normal()
  const minutiae: Minutia[] = []
  for (let tries = 0; minutiae.length < wanted && tries < 1_000; tries++) {
    const [x, y] = [(2 * random.next() - 1) * width, (2 * random.next() - 1) * height]
    const place = { x: Math.round(WIDTH / 2 + x), y: Math.round(HEIGHT / 2 - y) }
    if ((x / width) ** 2 + (y / height) ** 2 > 1) continue
    if (place.x < 0 || place.x >= WIDTH || place.y < 0 || place.y >= HEIGHT) continue
    if (minutiae.some(other => Math.hypot(other.x - place.x, other.y - place.y) < LEAST_APART)) continue
    const isTurned = random.next() < askedFor ? partingAt(flow, x, y) < 0 : random.chance(0.5)
    const angle = directionAt(flow, x, y) + (isTurned ? Math.PI : 0) + UNSTEADY * random.normal()
    minutiae.push({ ...place, angle: inTurn(angle), type: 'ending', quality: 2 + random.below(6) })
  }
  const surestFirst = minutiae.sort((a, b) => b.quality - a.quality)
  const area = Math.round((Math.PI * width * height) / 64)
  const whole = { width: WIDTH, height: HEIGHT, area, clarity: 190, minutiae: surestFirst, ridges: null }
  return { pattern: flow.pattern, stored: encodeFinger({ extractorVersion: EXTRACTOR_VERSION, ...whole }, 'stored') }
}

/** How much ridges part along their direction: the divergence of its unit vector, in a pixel; below 0 where they meet. */
function partingAt(flow: RidgeFlow, x: number, y: number): number {
  const angle = directionAt(flow, x, y)
  const across = alike(directionAt(flow, x + NEAR, y) - directionAt(flow, x - NEAR, y))
  const along = alike(directionAt(flow, x, y + NEAR) - directionAt(flow, x, y - NEAR))
  return (Math.cos(angle) * along - Math.sin(angle) * across) / (2 * NEAR)
}

/** The smaller of the differences of two lines, which have no front. */
const alike = (difference: number): number => difference - Math.PI * Math.round(difference / Math.PI)

const inTurn = (angle: number): number => angle - 2 * Math.PI * Math.floor(angle / (2 * Math.PI))
