import type { GreyImage } from '../image/grey.ts'
import type { AdviceCode, Quality } from '../modality.ts'
import { hullOf, within } from './match/hull.ts'
import { CELL, WORKING_DPI } from './parameters.ts'
import type { FingerTemplate } from './template.ts'

/** Below this a capture is taken again. Points of 100. Chosen on the development sets: see ADR 0010. */
export const ACCEPTABLE_FINGER = 35

/** Minutiae, area and clarity at which each says half of what it can. Chosen on the development sets: see ADR 0010. */
const HALF_MINUTIAE = 14
const HALF_AREA = 22_000
const CLEAR = 200
const UNCLEAR = 90
/** Brings the best prints, of which each share says about four fifths, to 100. */
const FULL = 1.6

/** Smaller than this is a part of a finger. Pixels squared at 500 dpi. */
const SMALL_AREA = 28_000
/** Mean grey level within the finger above which it is dry or lightly pressed, below which it is wet or heavily pressed. */
const BRIGHT = 190
const DARK = 80
/** Difference of grey levels, standard deviation, below which ridges hardly show. */
const FAINT = 25
/** Farther from the middle of the image than this share of its side is off-centre. */
const OFF_CENTRE = 0.22

/**
 * How well the print will be recognised, 0 to 100, and what the officer can do about it while the finger is still there.
 * The score grows with the number of minutiae, the area and the clarity of the ridges; it predicts failure to match, no more.
 */
export function fingerQuality(image: GreyImage, template: FingerTemplate): Quality {
  const area = template.area * CELL * CELL
  const many = template.minutiae.length / (template.minutiae.length + HALF_MINUTIAE)
  const wide = area / (area + HALF_AREA)
  const clear = Math.min(1, Math.max(0, (template.clarity - UNCLEAR) / (CLEAR - UNCLEAR)))
  const score = Math.round(100 * Math.min(1, FULL * many * wide * (0.4 + 0.6 * clear)))
  const acceptable = score >= ACCEPTABLE_FINGER
  const advice = adviceFor(image, template, area)
  return { score, acceptable, advice: advice.length > 0 ? advice : [acceptable ? 'good' : 'moved'] }
}

function adviceFor(image: GreyImage, template: FingerTemplate, area: number): AdviceCode[] {
  const advice: AdviceCode[] = []
  const { mean, deviation } = levels(image, template)
  if (area < SMALL_AREA) advice.push('too-small')
  if (mean > BRIGHT) advice.push(deviation < FAINT ? 'too-light' : 'dry')
  if (mean < DARK) advice.push(deviation < FAINT ? 'too-dark' : 'wet')
  const place = centre(template)
  const away = Math.max(Math.abs(place.x / template.width - 0.5), Math.abs(place.y / template.height - 0.5))
  if (away > OFF_CENTRE) advice.push('off-centre')
  return advice
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
