import type { Box } from './colour.ts'
import type { Points } from './facePoints.ts'
import { headOf } from './geometry.ts'

/** A portrait is four fifths as wide as high, as a card shows it. */
const WIDE = 0.8
/** What a head fills of a portrait's height: the middle of what ISO/IEC 39794-5 allows. */
const HEAD_HIGH = 0.7
/** How far down the eyes are. */
const EYES_DOWN = 0.45

/** The frame in which a face stands as a portrait wants it, as far as the picture reaches; pixels. */
export function frameFor(points: Points, picture: { readonly width: number; readonly height: number }): Box {
  const { middle, high } = headOf(points)
  const height = Math.min(high / HEAD_HIGH, picture.height, picture.width / WIDE)
  const width = height * WIDE
  const within = (from: number, size: number, whole: number) => Math.max(0, Math.min(from, whole - size))
  return {
    x: within(middle.x - width / 2, width, picture.width),
    y: within(middle.y - height * EYES_DOWN, height, picture.height),
    width,
    height,
  }
}
