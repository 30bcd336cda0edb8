import { seededRandom } from '@nansen/kernel'
import type { GreyImage } from '../image/grey.ts'

/** What to draw; every length in pixels. */
export interface EyeDrawing {
  readonly width: number
  readonly height: number
  readonly x: number
  readonly y: number
  readonly pupil: number
  readonly limbus: number
  /** Turn of the eye clockwise on the screen. Radians. */
  readonly turn: number
  /** Height of the upper lid's edge, or 0 for none. */
  readonly lid: number
  /** Whether a lamp is seen in the pupil. */
  readonly lamp: boolean
}

const USUAL: EyeDrawing = {
  width: 320,
  height: 240,
  x: 160,
  y: 120,
  pupil: 32,
  limbus: 84,
  turn: 0,
  lid: 0,
  lamp: true,
}
const WAVES = 80

/**
 * A plain eye for tests, so plain that its pupil and limbus are known: a black disc, a ring with a texture that belongs to the seed
 * and moves with the pupil, white around it, and a straight lid.
 */
export function drawnEye(seed: string, drawing: Partial<EyeDrawing> = {}): GreyImage {
  const eye = { ...USUAL, ...drawing }
  const texture = textureOf(seed)
  const pixels = new Uint8Array(eye.width * eye.height)
  for (let y = 0; y < eye.height; y++)
    for (let x = 0; x < eye.width; x++) pixels[y * eye.width + x] = Math.round(greyOf(eye, texture, x, y))
  return { width: eye.width, height: eye.height, dpi: null, pixels }
}

function greyOf(eye: EyeDrawing, texture: (angle: number, depth: number) => number, x: number, y: number): number {
  const light = (30 * x) / eye.width + (20 * y) / eye.height
  if (y < eye.lid) return 190 + light
  if (eye.lamp && Math.hypot(x - eye.x - 6, y - eye.y - 6) < 4) return 255
  const radius = Math.hypot(x - eye.x, y - eye.y)
  if (radius > eye.limbus + 2) return 155 + light
  if (radius < eye.pupil - 1) return 25
  const angle = Math.atan2(y - eye.y, x - eye.x) - eye.turn
  const iris = 100 + light + 22 * texture(angle, (radius - eye.pupil) / (eye.limbus - eye.pupil))
  return blend(blend(25, iris, radius - eye.pupil), 155 + light, (radius - eye.limbus) / 2)
}

/** From one grey to another over two steps about 0. */
function blend(before: number, after: number, at: number): number {
  const share = Math.min(1, Math.max(0, (at + 1) / 2))
  return before + share * (after - before)
}

/** -1 to 1 for each angle (radians) and depth (0 at the pupil, 1 at the limbus). */
function textureOf(seed: string): (angle: number, depth: number) => number {
  const random = seededRandom(`drawn eye ${seed}`)
  const waves = Array.from({ length: WAVES }, () => ({
    around: 4 + random.below(50),
    outwards: 60 * (random.next() - 0.5),
    phase: 2 * Math.PI * random.next(),
  }))
  return (angle, depth) => {
    let sum = 0
    for (const { around, outwards, phase } of waves) sum += Math.cos(around * angle + outwards * depth + phase)
    return Math.max(-1, Math.min(1, sum / Math.sqrt(WAVES)))
  }
}
