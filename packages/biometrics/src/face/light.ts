import { luma } from '../image/luma.ts'
import type { Box, Colour } from './colour.ts'
import type { Points } from './facePoints.ts'
import { headOf } from './geometry.ts'
import type { FaceMeasure } from './limits.ts'

/** A pixel this dark or this bright holds no more detail. Of 255. */
const [BLACK, WHITE] = [5, 250]
/** The inner face, without hair and scarf: half axes as parts of the head's width, and of the way from brows to chin. */
const [INNER_WIDE, INNER_HIGH] = [0.36, 0.5]
/** Side of the square that sharpness is judged in: every face is made as large. Pixels. */
const SHARP_SIDE = 160
/** Where a frame shows what is behind, whatever the hair: parts of its width and height. */
const CORNER = { wide: 0.08, high: 0.2 } as const
/** Every so many-th pixel of the background is looked at. */
const STEP = 3

/** Light, sharpness, colour and background of the face in a frame. */
export function lightOf(picture: Colour, points: Points, frame: Box): Partial<Record<FaceMeasure, number>> {
  const inner = innerFace(points)
  const histogram = new Uint32Array(256)
  const halves = [0, 0, 0, 0]
  let [count, colour] = [0, 0]
  eachIn(picture, inner, (x, y, at) => {
    const [across, down] = [(x - inner.middle) / inner.halfWide, (y - inner.y) / inner.halfHigh - 1]
    if (across * across + down * down > 1) return
    const [red, green, blue] = [picture.pixels[at]!, picture.pixels[at + 1]!, picture.pixels[at + 2]!]
    const level = luma(red, green, blue)
    histogram[level]!++
    halves[across < 0 ? 0 : 1]! += level
    halves[across < 0 ? 2 : 3]! += 1
    colour += Math.max(red, green, blue) - Math.min(red, green, blue)
    count++
  })
  if (count === 0) return {}
  const sharesBelow = (level: number) => histogram.subarray(0, level + 1).reduce((sum, n) => sum + n, 0) / count
  const mean = histogram.reduce((sum, n, level) => sum + n * level, 0) / count
  return {
    sharpness: sharpnessOf(picture, points),
    brightness: mean,
    contrast: quantile(histogram, count, 0.98) - quantile(histogram, count, 0.02),
    'too-dark': sharesBelow(BLACK),
    'too-bright': 1 - sharesBelow(WHITE - 1),
    evenness: halves[0]! / Math.max(1, halves[2]!) / Math.max(1, halves[1]! / Math.max(1, halves[3]!)),
    background: backgroundOf(picture, frame),
    colour: colour / count,
  }
}

function innerFace(
  points: Points,
): Box & { readonly middle: number; readonly halfWide: number; readonly halfHigh: number } {
  const { middle, wide, chin } = headOf(points)
  const brows = points.slice(17, 27).reduce((least, { y }) => Math.min(least, y), middle.y)
  const [halfWide, halfHigh] = [wide * INNER_WIDE, (chin - brows) * INNER_HIGH]
  return {
    x: middle.x - halfWide,
    y: brows,
    width: 2 * halfWide,
    height: 2 * halfHigh,
    middle: middle.x,
    halfWide,
    halfHigh,
  }
}

function eachIn({ width, height }: Colour, box: Box, seen: (x: number, y: number, at: number) => void, step = 1): void {
  const [right, low] = [Math.min(width, box.x + box.width), Math.min(height, box.y + box.height)]
  for (let y = Math.max(0, Math.floor(box.y)); y < low; y += step)
    for (let x = Math.max(0, Math.floor(box.x)); x < right; x += step) seen(x, y, (y * width + x) * 4)
}

function quantile(histogram: Uint32Array, count: number, share: number): number {
  let passed = 0
  for (const [level, n] of histogram.entries()) {
    passed += n
    if (passed >= count * share) return level
  }
  return 255
}

/** Variance of the Laplacian of the face, made `SHARP_SIDE` wide: a blurred face has none, however large it is. */
function sharpnessOf({ width, height, pixels }: Colour, points: Points): number {
  const { middle, wide, chin, crown } = headOf(points)
  const step = wide / SHARP_SIDE
  const rows = Math.max(3, Math.round((chin - crown) / 2 / step))
  const grey = new Float32Array(SHARP_SIDE * rows)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < SHARP_SIDE; x++)
      grey[y * SHARP_SIDE + x] = meanAt(
        pixels,
        width,
        height,
        middle.x + (x - SHARP_SIDE / 2) * step,
        (crown + chin) / 2 + (y - rows / 4) * step,
        step,
      )
  let [sum, squares, count] = [0, 0, 0]
  for (let y = 1; y < rows - 1; y++) {
    for (let x = 1; x < SHARP_SIDE - 1; x++) {
      const at = y * SHARP_SIDE + x
      const bend = grey[at - 1]! + grey[at + 1]! + grey[at - SHARP_SIDE]! + grey[at + SHARP_SIDE]! - 4 * grey[at]!
      sum += bend
      squares += bend * bend
      count++
    }
  }
  return squares / count - (sum / count) ** 2
}

/** The mean level of the pixels in a square, at least one. */
function meanAt(
  pixels: Colour['pixels'],
  width: number,
  height: number,
  left: number,
  top: number,
  size: number,
): number {
  const [x0, y0] = [
    Math.max(0, Math.min(width - 1, Math.floor(left))),
    Math.max(0, Math.min(height - 1, Math.floor(top))),
  ]
  const [x1, y1] = [
    Math.max(x0 + 1, Math.min(width, Math.floor(left + size))),
    Math.max(y0 + 1, Math.min(height, Math.floor(top + size))),
  ]
  let sum = 0
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      const at = (y * width + x) * 4
      sum += luma(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)
    }
  return sum / ((x1 - x0) * (y1 - y0))
}

/** How much the levels in the two upper corners of a frame differ: standard deviation. Hair and scarves reach elsewhere. */
function backgroundOf(picture: Colour, frame: Box): number {
  let [sum, squares, count] = [0, 0, 0]
  const corner = { ...frame, width: frame.width * CORNER.wide, height: frame.height * CORNER.high }
  for (const x of [frame.x, frame.x + frame.width - corner.width]) {
    eachIn(
      picture,
      { ...corner, x },
      (_x, _y, at) => {
        const level = luma(picture.pixels[at]!, picture.pixels[at + 1]!, picture.pixels[at + 2]!)
        sum += level
        squares += level * level
        count++
      },
      STEP,
    )
  }
  return count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
}
