import type { GreyImage } from '../../image/grey.ts'
import * as p from '../parameters.ts'
import { type Circle, type Contour, circleOf } from '../template.ts'
import { closedPath } from './closedPath.ts'
import { smoothed } from './harmonics.ts'
import { evenRadii, outwardContrast, unrolled } from './polar.ts'

/** The outline of the pupil and how clearly it was seen. */
export interface PupilContour extends Contour {
  /** Mean strength of the edge, 0 to 1. */
  readonly strength: number
}

const RADII = 64

/** The exact outline of the pupil, from a circle that is roughly it: first about the given centre, then about the one found. */
export function pupilContour(image: GreyImage, roughly: Circle): PupilContour {
  const rough = outline(image, roughly, 0.5, 1.7, 2)
  return outline(image, circleOf(rough), 0.7, 1.35, p.PUPIL_HARMONICS)
}

function outline(image: GreyImage, about: Circle, least: number, most: number, harmonics: number): PupilContour {
  const map = unrolled(image, about, evenRadii(about.radius * least, about.radius * most, RADII), p.CONTOUR_ANGLES)
  const gain = outwardContrast(map, 4, 1).map(contrast =>
    contrast > 0 ? contrast / (contrast + p.PUPIL_SOFT_CONTRAST) : 0,
  )
  const path = closedPath(gain, p.CONTOUR_ANGLES, RADII)
  const edges = Float64Array.from(path, (at, angle) => gain[angle * RADII + at]!)
  const radii = Float64Array.from(path, at => (map.radii[at]! + map.radii[at - 1 < 0 ? 0 : at - 1]!) / 2)
  return {
    centre: { x: about.x, y: about.y },
    radii: smoothed(radii, trusted(radii, edges), harmonics, 0.5),
    strength: edges.reduce((sum, edge) => sum + edge, 0) / edges.length,
  }
}

/** The weights of those edges that lie near the circle through most of them; of the others almost nothing. */
function trusted(radii: Float64Array, weights: Float64Array): Float64Array {
  let kept = weights
  for (let round = 0; round < 3; round++) {
    const circle = smoothed(radii, kept, 1, 0)
    kept = weights.map((weight, i) => (Math.abs(radii[i]! / circle[i]! - 1) > p.PUPIL_UNROUND ? weight * 0.02 : weight))
  }
  return kept
}
