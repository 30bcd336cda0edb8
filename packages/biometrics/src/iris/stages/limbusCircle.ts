import type { GreyImage } from '../../image/grey.ts'
import * as p from '../parameters.ts'
import type { Circle } from '../template.ts'
import { outwardContrast, unrolled } from './polar.ts'

/** The circle that fits the limbus best, and how clearly it was seen. */
export interface LimbusCircle extends Circle {
  /** Strength of the edge on both sides, 0 to 1. */
  readonly strength: number
}

/**
 * The circle between iris and white of the eye, looked for on both sides only, where lids seldom reach. In logarithmic polar
 * coordinates about the pupil a circle of any size whose centre is off by a share of its own radius has one and the same shape:
 * each shape is slid along the radii.
 */
export function limbusCircle(image: GreyImage, pupil: Circle): LimbusCircle {
  const radii = limbusRadii(image, pupil)
  const count = radii.length
  const map = unrolled(image, pupil, radii, p.CONTOUR_ANGLES)
  const edges = outwardContrast(map, p.LIMBUS_HALF_BAND, 2).map(contrast =>
    contrast > 0 ? contrast / (contrast + p.LIMBUS_SOFT_CONTRAST) : 0,
  )
  let best: LimbusCircle = { x: pupil.x, y: pupil.y, radius: pupil.radius * p.LIMBUS_USUAL, strength: 0 }
  let highest = Number.NEGATIVE_INFINITY
  const unusuals = radii.map(radius => Math.log(radius / pupil.radius / p.LIMBUS_USUAL))
  for (const shape of SHAPES) {
    const strengths = strengthsOf(edges, count, shape)
    let nearer = 0
    for (let i = p.LIMBUS_HALF_BAND; i < count - p.LIMBUS_HALF_BAND; i++) {
      const strength = strengths[i]!
      if (i >= NEARER_STEPS + p.LIMBUS_HALF_BAND) nearer = Math.max(nearer, strengths[i - NEARER_STEPS]!)
      const unusual = unusuals[i]!
      const score = strength - p.LIMBUS_NEARER_COST * nearer - p.LIMBUS_UNUSUAL_COST * unusual * unusual
      if (score <= highest) continue
      highest = score
      const radius = radii[i]! / Math.sqrt(p.LIMBUS_STEP)
      best = { x: pupil.x + shape.dx * radius, y: pupil.y + shape.dy * radius, radius, strength }
    }
  }
  return best
}

/** For every radius: the edge must be there on both sides, the geometric mean of the two. */
function strengthsOf(edges: Float32Array, count: number, shape: Shape): Float64Array {
  const [right, left] = [along(edges, count, shape.right), along(edges, count, shape.left)]
  return right.map((strength, i) => Math.sqrt(strength * left[i]!))
}

/** Edges nearer than this many steps are the same edge. */
const NEARER_STEPS = Math.round(Math.log(p.LIMBUS_NEARER) / Math.log(p.LIMBUS_STEP))

/** Radii tried: from just outside the pupil to the largest circle that can still have a side in the image. */
function limbusRadii(image: GreyImage, pupil: Circle): Float64Array {
  const first = pupil.radius * p.LIMBUS_LEAST
  const last = Math.min(pupil.radius * p.LIMBUS_MOST, image.width * 0.6)
  const count = Math.max(3 * p.LIMBUS_HALF_BAND, Math.floor(Math.log(last / first) / Math.log(p.LIMBUS_STEP)))
  return Float64Array.from({ length: count }, (_, i) => first * p.LIMBUS_STEP ** i)
}

/** One side of a shape: for each angle seen, how many steps of the radius it lies farther out than the circle's own radius. */
interface Side {
  readonly angles: Int32Array
  readonly steps: Int32Array
}

/** A circle whose centre is off by (dx, dy) of its own radius. */
interface Shape {
  readonly dx: number
  readonly dy: number
  readonly left: Side
  readonly right: Side
}

const SHAPES = shapes()

function shapes(): Shape[] {
  const found: Shape[] = []
  const reach = Math.round(p.LIMBUS_SHIFT_MOST / p.LIMBUS_SHIFT_STEP)
  for (let v = -reach; v <= reach; v++) {
    for (let u = -reach; u <= reach; u++) {
      if (u * u + v * v > reach * reach) continue
      const [dx, dy] = [u * p.LIMBUS_SHIFT_STEP, v * p.LIMBUS_SHIFT_STEP]
      found.push({ dx, dy, left: side(dx, dy, true), right: side(dx, dy, false) })
    }
  }
  return found
}

function side(dx: number, dy: number, left: boolean): Side {
  const angles: number[] = []
  const steps: number[] = []
  for (let angle = 0; angle < p.CONTOUR_ANGLES; angle++) {
    const theta = (2 * Math.PI * angle) / p.CONTOUR_ANGLES
    if (isSide(theta, left)) {
      const along = dx * Math.cos(theta) + dy * Math.sin(theta)
      const across = dx * Math.sin(theta) - dy * Math.cos(theta)
      angles.push(angle)
      steps.push(Math.round(Math.log(along + Math.sqrt(1 - across * across)) / Math.log(p.LIMBUS_STEP)))
    }
  }
  return { angles: Int32Array.from(angles), steps: Int32Array.from(steps) }
}

/** Whether an angle (0 right, clockwise on the screen) looks to the given side of the eye. */
function isSide(theta: number, left: boolean): boolean {
  const turned = left ? Math.PI - theta : theta
  const fromHorizontal = Math.atan2(Math.sin(turned), Math.cos(turned))
  return fromHorizontal >= -p.SIDE_ABOVE && fromHorizontal <= p.SIDE_BELOW
}

/** The mean edge along one side, for every radius: angle by angle, as the edges of one angle lie beside each other. */
function along(edges: Float32Array, count: number, { angles, steps }: Side): Float64Array {
  const sums = new Float64Array(count)
  for (let i = 0; i < angles.length; i++) {
    const step = steps[i]!
    const base = angles[i]! * count + step
    const end = Math.min(count, count - step)
    for (let at = Math.max(0, -step); at < end; at++) sums[at]! += edges[base + at]!
  }
  for (let at = 0; at < count; at++) sums[at]! /= angles.length
  return sums
}
