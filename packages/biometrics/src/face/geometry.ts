import type { Box } from './colour.ts'
import type { Point, Points } from './facePoints.ts'
import type { FaceMeasure } from './limits.ts'

/** Of the distance between the eyes: how far the tip of the nose stands before them. Some 38 of 63 mm in grown people. */
const NOSE_BEFORE_EYES = 0.6
/** Where the tip of the nose lies between the eyes' line and the mouth's, of a face that looks straight ahead. */
const NOSE_DOWN = 0.6
/** How the eyes' line divides a head: as far from the crown as from the chin (ISO/IEC 39794-5, annex on the proportions of a head). */
const CROWN_BY_CHIN = 1
const DEGREES = 180 / Math.PI

const RIGHT_EYE = [36, 37, 38, 39, 40, 41] as const
const LEFT_EYE = [42, 43, 44, 45, 46, 47] as const
const [NOSE_TIP, CHIN] = [30, 8]
const [JAW_RIGHT, JAW_LEFT] = [0, 16]
const MOUTH = [48, 54] as const

const mean = (points: Points, of: readonly number[]): Point => ({
  x: of.reduce((sum, at) => sum + points[at]!.x, 0) / of.length,
  y: of.reduce((sum, at) => sum + points[at]!.y, 0) / of.length,
})
const apart = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

/** A head as its points show it: pixels of the picture. */
export interface Head {
  /** Between the eyes. */
  readonly middle: Point
  /** From the middle of one eye to that of the other. */
  readonly eyesApart: number
  readonly high: number
  readonly wide: number
  readonly crown: number
  readonly chin: number
}

export function headOf(points: Points): Head {
  const [right, left] = [mean(points, RIGHT_EYE), mean(points, LEFT_EYE)]
  const middle = { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 }
  const down = apart(middle, points[CHIN]!)
  return {
    middle,
    eyesApart: apart(right, left),
    high: down * (1 + CROWN_BY_CHIN),
    wide: apart(points[JAW_RIGHT]!, points[JAW_LEFT]!),
    crown: middle.y - down * CROWN_BY_CHIN,
    chin: middle.y + down,
  }
}

/**
 * Size, place and pose of the face in a frame.
 * @param scale pixels of the portrait that is kept, for one of the picture
 */
export function shapeOf(points: Points, frame: Box, scale: number): Partial<Record<FaceMeasure, number>> {
  const head = headOf(points)
  return {
    'eyes-apart': head.eyesApart * scale,
    'head-high': head.high / frame.height,
    'head-wide': head.wide / frame.width,
    'centre-across': (head.middle.x - frame.x) / frame.width,
    'eyes-down': (head.middle.y - frame.y) / frame.height,
    'eyes-open': Math.min(openness(points, RIGHT_EYE), openness(points, LEFT_EYE)),
    ...poseOf(points, head),
  }
}

/** Angles in degrees: the head leaning to the picture's right, turned to it, and raised. */
function poseOf(points: Points, { middle, eyesApart }: Head): { roll: number; yaw: number; pitch: number } {
  const [right, left] = [mean(points, RIGHT_EYE), mean(points, LEFT_EYE)]
  const along = { x: (left.x - right.x) / eyesApart, y: (left.y - right.y) / eyesApart }
  const nose = { x: points[NOSE_TIP]!.x - middle.x, y: points[NOSE_TIP]!.y - middle.y }
  const mouth = mean(points, MOUTH)
  const down = apart(mouth, middle)
  const aside = (nose.x * along.x + nose.y * along.y) / eyesApart
  const noseDown = (nose.y * along.x - nose.x * along.y) / down
  const sine = (value: number) => Math.asin(Math.max(-1, Math.min(1, value))) * DEGREES
  return {
    roll: Math.atan2(along.y, along.x) * DEGREES,
    yaw: sine(aside / NOSE_BEFORE_EYES),
    pitch: sine(((NOSE_DOWN - noseDown) * down) / eyesApart / NOSE_BEFORE_EYES),
  }
}

/** How high an eye is open for its width: 0 shut, some 0.3 open (Soukupová and Čech 2016). */
function openness(
  points: Points,
  [outer, upper1, upper2, inner, lower2, lower1]: typeof RIGHT_EYE | typeof LEFT_EYE,
): number {
  const high = apart(points[upper1]!, points[lower1]!) + apart(points[upper2]!, points[lower2]!)
  return high / (2 * apart(points[outer]!, points[inner]!))
}
