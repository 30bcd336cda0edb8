import type { Box, Colour } from './colour.ts'
import type { Points } from './facePoints.ts'
import { frameFor } from './frame.ts'
import { shapeOf } from './geometry.ts'
import { lightOf } from './light.ts'
import {
  ADVICE_OF,
  FACE_ADVICE,
  FACE_LIMITS,
  FACE_MEASURES,
  type FaceAdvice,
  type FaceMeasure,
  type FaceVerdict,
} from './limits.ts'
import type { FaceModel, Found } from './model.ts'

/** What a look at a picture says. */
export interface FaceLook {
  readonly verdict: FaceVerdict
  /** How many faces of nearly the size of the largest. */
  readonly faces: number
  /** The part of the picture that a portrait would keep; pixels of the picture. Null without a face. */
  readonly frame: Box | null
  /** Of the largest face, or null. */
  readonly points: Points | null
  readonly measures: Partial<Record<FaceMeasure, number>>
  /** What to do better, the most important first. */
  readonly advice: readonly FaceAdvice[]
}

export interface LookOptions {
  /** The frame that is kept; the proposed one when it is left out. Pixels. */
  readonly frame?: Box
  /** Pixels of the camera's own picture for one of this, where it was made smaller to be looked at. Default 1. */
  readonly scale?: number
  /** Width that a portrait has at most; a larger one is made smaller. Default: never. Pixels. */
  readonly mostWide?: number
}

/** A second face counts when it is as wide as this part of the largest, and as sure as this. People in the background do not. */
const [SECOND_WIDE, SECOND_SURE] = [0.5, 0.65]

/** Whether a picture is a portrait: one face, large, straight, sharp and well lit, by `FACE_LIMITS`. */
export function lookAtFace(model: FaceModel, picture: Colour, options: LookOptions = {}): FaceLook {
  const found = model.faces(picture).toSorted((a, b) => b.width * b.height - a.width * a.height)
  const [largest] = found
  if (largest === undefined)
    return { verdict: 'no-face', faces: 0, frame: null, points: null, measures: {}, advice: ['nobody'] }
  const faces = 1 + found.slice(1).filter(other => counts(other, largest)).length
  const points = model.points(picture, largest)
  const frame = options.frame ?? frameFor(points, picture)
  const scale = Math.min(options.scale ?? 1, (options.mostWide ?? Number.POSITIVE_INFINITY) / frame.width)
  const measures = { ...shapeOf(points, frame, scale), ...lightOf(picture, points, frame) }
  const advice = adviceFor(measures, faces)
  return { verdict: verdictOf(measures, faces), faces, frame, points, measures, advice }
}

const counts = (other: Found, largest: Found) =>
  other.score >= SECOND_SURE && other.width >= largest.width * SECOND_WIDE

const within = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most

function verdictOf(measures: FaceLook['measures'], faces: number): FaceVerdict {
  if (faces > 1) return 'several-faces'
  const all = (of: 'good' | 'kept') =>
    FACE_MEASURES.every(name => measures[name] === undefined || within(measures[name], FACE_LIMITS[name][of]))
  return all('good') ? 'good' : all('kept') ? 'usable' : 'poor'
}

function adviceFor(measures: FaceLook['measures'], faces: number): readonly FaceAdvice[] {
  const said = new Set<FaceAdvice>(faces > 1 ? ['several-people'] : [])
  for (const name of FACE_MEASURES) {
    const value = measures[name]
    if (value === undefined || within(value, FACE_LIMITS[name].good)) continue
    said.add(ADVICE_OF[name][value < FACE_LIMITS[name].good[0] ? 0 : 1])
  }
  return FACE_ADVICE.filter(each => said.has(each))
}
