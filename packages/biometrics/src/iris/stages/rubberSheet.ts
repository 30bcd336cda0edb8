import type { GreyImage } from '../../image/grey.ts'
import { SHEET_COLUMNS, SHEET_ROWS } from '../parameters.ts'
import type { Contour, Point } from '../template.ts'
import { greyAt } from './polar.ts'

/**
 * The iris stretched to a rectangle, as Daugman's rubber sheet: row 0 at the pupil, the last at the limbus; columns are angles
 * about the pupil's centre. Length of each `SHEET_ROWS * SHEET_COLUMNS`, row by row.
 */
export interface RubberSheet {
  /** Grey levels; 0 where unseen. */
  readonly greys: Float32Array
  /** 1 where the iris was seen, 0 where a reflection or the image's end took it. */
  readonly seen: Uint8Array
}

/** Stretches the ring between the two outlines. Both are taken by the angle about the pupil's centre. */
export function rubberSheet(image: GreyImage, glints: Uint8Array, pupil: Contour, limbus: Contour): RubberSheet {
  const greys = new Float32Array(SHEET_ROWS * SHEET_COLUMNS)
  const seen = new Uint8Array(SHEET_ROWS * SHEET_COLUMNS)
  for (let column = 0; column < SHEET_COLUMNS; column++) {
    const angle = (2 * Math.PI * column) / SHEET_COLUMNS
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    const inner = radiusAt(pupil, angle)
    const outer = distanceTo(limbus, pupil.centre, cos, sin)
    for (let row = 0; row < SHEET_ROWS; row++) {
      const radius = inner + ((row + 0.5) / SHEET_ROWS) * (outer - inner)
      const [x, y] = [pupil.centre.x + radius * cos, pupil.centre.y + radius * sin]
      const grey = greyAt(image, x, y)
      if (Number.isNaN(grey) || glints[Math.round(y) * image.width + Math.round(x)]) continue
      greys[row * SHEET_COLUMNS + column] = grey
      seen[row * SHEET_COLUMNS + column] = 1
    }
  }
  return { greys, seen }
}

/** Radius of a contour at any angle, between its own angles linearly. Pixels. */
export function radiusAt({ radii }: Contour, angle: number): number {
  const turns = angle / (2 * Math.PI)
  const at = (turns - Math.floor(turns)) * radii.length
  const low = Math.floor(at) % radii.length
  const high = (low + 1) % radii.length
  return radii[low]! + (at - Math.floor(at)) * (radii[high]! - radii[low]!)
}

/** How far a contour is from a point inside it, along a ray. Found by moving to the contour's radius a few times; each step gains a digit. */
export function distanceTo(contour: Contour, from: Point, cos: number, sin: number): number {
  const dx = from.x - contour.centre.x
  const dy = from.y - contour.centre.y
  const along = dx * cos + dy * sin
  const acrossSquared = dx * dx + dy * dy - along * along
  let distance = contour.radii[0]!
  for (let step = 0; step < 5; step++) {
    const radius = radiusAt(contour, Math.atan2(dy + distance * sin, dx + distance * cos))
    distance = Math.sqrt(Math.max(0, radius * radius - acrossSquared)) - along
  }
  return distance
}
