import type { GreyImage } from '../../image/grey.ts'
import { CANDIDATES, PUPIL_LEAST, PUPIL_MOST, PUPIL_SOFT_EDGE, PUPIL_STEP, SEARCH_WIDTH } from '../parameters.ts'
import type { Circle } from '../template.ts'
import { reduced } from './reduced.ts'

/** A place that may be the pupil. */
export interface Candidate extends Circle {
  /** Roundness of its edge and darkness of its inside, each 0 to 1, added. */
  readonly score: number
}

const DIRECTIONS = 24
const RING = Array.from({ length: DIRECTIONS }, (_, i) => {
  const angle = (2 * Math.PI * (i + 0.5)) / DIRECTIONS
  return { cos: Math.cos(angle), sin: Math.sin(angle) }
})

/**
 * The likeliest pupils, best first: dark discs whose edge points outwards all round (an idea of OSIRIS 4.1: Othman, Dorizzi and Garcia-Salicetti 2016), each
 * apart from the others. Searched on a reduced image; radii are good to `PUPIL_STEP`.
 */
export function pupilCandidates(image: GreyImage): Candidate[] {
  const factor = Math.max(1, image.width / SEARCH_WIDTH)
  const small = reduced(image, factor)
  const best = bestAtEachPlace(small)
  const found: Candidate[] = []
  while (found.length < CANDIDATES) {
    let top = -1
    for (let i = 0; i < best.score.length; i++) if (best.score[i]! > (top < 0 ? 0 : best.score[top]!)) top = i
    if (top < 0) break
    const [x, y, radius] = [top % small.width, Math.floor(top / small.width), best.radius[top]!]
    found.push({
      x: (x + 0.5) * factor - 0.5,
      y: (y + 0.5) * factor - 0.5,
      radius: radius * factor,
      score: best.score[top]!,
    })
    forget(best.score, small.width, x, y, Math.max(2, radius * 0.6))
  }
  return found
}

function forget(score: Float32Array, width: number, x: number, y: number, reach: number): void {
  for (let i = 0; i < score.length; i++) {
    if (Math.hypot((i % width) - x, Math.floor(i / width) - y) <= reach) score[i] = 0
  }
}

/** For every pixel the score and radius of the best disc centred there. */
function bestAtEachPlace(image: GreyImage): { score: Float32Array; radius: Float32Array } {
  const { width, height } = image
  const { gx, gy } = softDirections(image)
  const dark = darkness(image)
  const score = new Float32Array(width * height)
  const radius = new Float32Array(width * height)
  for (let r = Math.max(2, PUPIL_LEAST * width); r <= PUPIL_MOST * width; r *= PUPIL_STEP) {
    const offsets = RING.map(({ cos, sin }) => Math.round(r * sin) * width + Math.round(r * cos))
    const reach = Math.ceil(r) + 1
    const inner = Math.max(1, Math.floor(r * 0.65))
    for (let y = reach; y < height - reach; y++) {
      for (let x = reach; x < width - reach; x++) {
        const at = y * width + x
        let edge = 0
        for (let i = 0; i < DIRECTIONS; i++) {
          const to = at + offsets[i]!
          edge += gx[to]! * RING[i]!.cos + gy[to]! * RING[i]!.sin
        }
        const total = edge / DIRECTIONS + dark(x, y, inner)
        if (total <= score[at]!) continue
        score[at] = total
        radius[at] = r
      }
    }
  }
  return { score, radius }
}

/** The gradient, its length squeezed to below 1 so that the strongest edge does not outshout the roundest. */
function softDirections({ width, height, pixels }: GreyImage): { gx: Float32Array; gy: Float32Array } {
  const gx = new Float32Array(pixels.length)
  const gy = new Float32Array(pixels.length)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const dx = (pixels[at + 1]! - pixels[at - 1]!) / 2
      const dy = (pixels[at + width]! - pixels[at - width]!) / 2
      const length = Math.hypot(dx, dy) + PUPIL_SOFT_EDGE
      gx[at] = dx / length
      gy[at] = dy / length
    }
  }
  return { gx, gy }
}

/** Darkness of the square of `2 * half + 1` about a pixel: 1 as dark as the image's darkest part, 0 as its middle grey or brighter. */
function darkness({ width, height, pixels }: GreyImage): (x: number, y: number, half: number) => number {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + 1) * (width + 1) + x + 1
      sums[at] = pixels[y * width + x]! + sums[at - 1]! + sums[at - width - 1]! - sums[at - width - 2]!
    }
  }
  const sorted = pixels.slice().sort()
  const darkest = sorted[Math.floor(sorted.length * 0.01)]!
  const middle = Math.max(darkest + 1, sorted[Math.floor(sorted.length * 0.5)]!)
  return (x, y, half) => {
    const [left, top, right, bottom] = [x - half, y - half, x + half + 1, y + half + 1]
    const stride = width + 1
    const sum =
      sums[bottom * stride + right]! -
      sums[bottom * stride + left]! -
      sums[top * stride + right]! +
      sums[top * stride + left]!
    const mean = sum / (right - left) / (bottom - top)
    return Math.min(1, Math.max(0, (middle - mean) / (middle - darkest)))
  }
}
