import type { GreyImage } from '../image/grey.ts'
import type { AdviceCode, Quality } from '../modality.ts'
import { hullOf, within } from './match/hull.ts'
import { CELL, WAVE_CELL, WAVE_DIRECTIONS, WAVE_PHASES, WORKING_DPI } from './parameters.ts'
import { type FingerTemplate, NO_WAVE, type RidgeWaves } from './template.ts'

/** Below this a capture is taken again. Points of 100. One in twenty of the development sets: see ADR 0140. */
export const ACCEPTABLE_FINGER = 22

/** A little finger that is clear all over has at least so much, and gets no better by another try. Points of 100: see ADR 0140. */
const LITTLE_FINGER = 15

/** Neighbouring squares of `WAVE_CELL` whose ridges run on, of a whole finger on a large glass. Count: see ADR 0140. */
const WHOLE_FINGER = 250
/** Fewer minutiae than this say less the fewer they are. Count: half of what prints of the development sets have. */
const ENOUGH_MINUTIAE = 12

/** Clarity of a template at which ridges hardly show, and from which on nothing is missing; what is left of the score where they hardly show. See ADR 0010. */
const UNCLEAR = 90
const CLEAR = 200
const LEFT_UNCLEAR = 0.4

/** Smaller than this is a part of a finger. Pixels squared at 500 dpi. */
const SMALL_AREA = 28_000
/** Mean grey level within the finger above which it is dry or lightly pressed, below which it is wet or heavily pressed. */
const BRIGHT = 190
const DARK = 80
/** Difference of grey levels, standard deviation, below which ridges hardly show. */
const FAINT = 25
/** A side of the image is touched where at least so many squares beside it show ridges, and this share of the print's extent along it. */
const TOUCHING = { squares: 3, share: 0.5 }
/** Farther from the middle of the image than this share of its side is off-centre. */
const OFF_CENTRE = 0.22

/**
 * How well the print will be recognised, 0 to 100, and what the officer can do about it while the finger is still there.
 * The score grows with the area over which ridges run on smoothly from place to place, and with how clearly they show; it predicts failure to
 * match, no more. A small finger scores little and is not taken again for it.
 */
export function fingerQuality(image: GreyImage, template: FingerTemplate): Quality {
  const many = Math.min(1, template.minutiae.length / ENOUGH_MINUTIAE)
  const clear = Math.min(1, Math.max(0, (template.clarity - UNCLEAR) / (CLEAR - UNCLEAR)))
  const runs = (many * runningOn(template.ridges)) / WHOLE_FINGER
  const score = Math.round(100 * Math.min(1, runs * (LEFT_UNCLEAR + (1 - LEFT_UNCLEAR) * clear)))
  const advice = adviceFor(image, template)
  const asGoodAsItGets = clear === 1 && many === 1 && advice.length === 0 && score >= LITTLE_FINGER
  const acceptable = score >= ACCEPTABLE_FINGER || asGoodAsItGets
  return { score, acceptable, advice: advice.length > 0 ? advice : [acceptable ? 'good' : 'moved'] }
}

/**
 * Pairs of neighbouring squares that both show ridges, each counted by the cosine of twice the angle by which the ridges turn between
 * them: noise turns any way and adds nothing, an even print twice the number of its squares.
 */
function runningOn(ridges: RidgeWaves | null): number {
  if (ridges === null) return 0
  const { columns, rows, waves } = ridges
  let sum = 0
  waves.forEach((wave, at) => {
    if (at % columns < columns - 1) sum += alike(wave, waves[at + 1]!)
    if (at < columns * (rows - 1)) sum += alike(wave, waves[at + columns]!)
  })
  return sum
}

function alike(a: number, b: number): number {
  if (a === NO_WAVE || b === NO_WAVE) return 0
  const steps = Math.floor(a / WAVE_PHASES) - Math.floor(b / WAVE_PHASES)
  return Math.cos((2 * Math.PI * steps) / WAVE_DIRECTIONS)
}

function adviceFor(image: GreyImage, template: FingerTemplate): AdviceCode[] {
  const advice: AdviceCode[] = []
  const { mean, deviation } = levels(image, template)
  if (template.area * CELL * CELL < SMALL_AREA) advice.push(isCut(template) ? 'partial' : 'too-small')
  if (mean > BRIGHT) advice.push(deviation < FAINT ? 'too-light' : 'dry')
  if (mean < DARK) advice.push(deviation < FAINT ? 'too-dark' : 'wet')
  const place = centre(template)
  const away = Math.max(Math.abs(place.x / template.width - 0.5), Math.abs(place.y / template.height - 0.5))
  if (away > OFF_CENTRE) advice.push('off-centre')
  return advice
}

/** Whether the print runs out of the image: a small one that does is a part of a larger finger. */
function isCut({ width, height, ridges }: FingerTemplate): boolean {
  if (ridges === null) return false
  const { column, row, columns, rows, waves } = ridges
  /** The last square whose middle lies in the image. */
  const last = (length: number) => Math.ceil(length / WAVE_CELL - 0.5) - 1
  const seen = { left: 0, right: 0, top: 0, bottom: 0 }
  waves.forEach((wave, at) => {
    if (wave === NO_WAVE) return
    const x = column + (at % columns)
    const y = row + Math.floor(at / columns)
    if (x === 0) seen.left++
    if (x === last(width)) seen.right++
    if (y === 0) seen.top++
    if (y === last(height)) seen.bottom++
  })
  const touched = (squares: number, extent: number) => squares >= Math.max(TOUCHING.squares, TOUCHING.share * extent)
  return touched(Math.max(seen.left, seen.right), rows) || touched(Math.max(seen.top, seen.bottom), columns)
}

/** Mean and deviation of the grey levels between the minutiae: certainly finger, whatever lies around. */
function levels(image: GreyImage, template: FingerTemplate): { mean: number; deviation: number } {
  const scale = (image.dpi ?? WORKING_DPI) / WORKING_DPI
  const hull = hullOf(template.minutiae)
  let count = 0
  let sum = 0
  let squares = 0
  for (let y = 0; y < template.height; y += 2)
    for (let x = 0; x < template.width; x += 2) {
      if (!within(hull, x, y, 0)) continue
      const column = Math.min(image.width - 1, Math.round(x * scale))
      const level = image.pixels[Math.min(image.height - 1, Math.round(y * scale)) * image.width + column]!
      count++
      sum += level
      squares += level * level
    }
  const mean = count > 0 ? sum / count : 255
  return { mean, deviation: count > 0 ? Math.sqrt(Math.max(0, squares / count - mean * mean)) : 0 }
}

function centre({ minutiae }: FingerTemplate): { x: number; y: number } {
  const count = Math.max(1, minutiae.length)
  return {
    x: minutiae.reduce((sum, minutia) => sum + minutia.x, 0) / count,
    y: minutiae.reduce((sum, minutia) => sum + minutia.y, 0) / count,
  }
}
