import type { GreyImage } from '../../image/grey.ts'
import * as p from '../parameters.ts'
import type { Circle, Contour } from '../template.ts'
import { closedPath } from './closedPath.ts'
import { smoothed } from './harmonics.ts'
import { evenRadii, outwardContrast, unrolled } from './polar.ts'

const RADII = 48
/** How far the limbus may be from its circle. Share of the radius. */
const REACH = 0.15

/** The outline of the limbus near its circle: it follows the edge where it is seen and the circle where lids hide it. */
export function limbusContour(image: GreyImage, circle: Circle): Contour {
  const map = unrolled(
    image,
    circle,
    evenRadii(circle.radius * (1 - REACH), circle.radius * (1 + REACH), RADII),
    p.CONTOUR_ANGLES,
  )
  const gain = outwardContrast(map, 8, 2).map(contrast =>
    contrast > 0 ? contrast / (contrast + p.LIMBUS_SOFT_CONTRAST) : 0,
  )
  for (let angle = 0; angle < p.CONTOUR_ANGLES; angle++) {
    const weight = sideWeight((2 * Math.PI * angle) / p.CONTOUR_ANGLES)
    for (let i = 0; i < RADII; i++) gain[angle * RADII + i]! *= weight
  }
  const path = closedPath(gain, p.CONTOUR_ANGLES, RADII)
  const weights = Float64Array.from(path, (at, angle) => gain[angle * RADII + at]!)
  const radii = Float64Array.from(path, at => (map.radii[at]! + map.radii[Math.max(0, at - 1)]!) / 2)
  return { centre: { x: circle.x, y: circle.y }, radii: smoothed(radii, weights, p.LIMBUS_HARMONICS, 2) }
}

/** 1 at the sides, 0 at the top, a little below: how far an edge at this angle may be the limbus rather than a lid. */
function sideWeight(theta: number): number {
  const sin = Math.sin(theta)
  return sin < 0 ? Math.max(0, 1 + sin / Math.sin(1)) : 1 - 0.8 * sin * sin
}
