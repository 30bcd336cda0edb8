import pointsManifest from '@vladmandic/face-api/model/face_landmark_68_model-weights_manifest.json' with {
  type: 'json',
}
import detectorManifest from '@vladmandic/face-api/model/tiny_face_detector_model-weights_manifest.json' with {
  type: 'json',
}
import type { Box, Colour } from './colour.ts'
import { faceDetector } from './detector.ts'
import { facePoints, type Points } from './facePoints.ts'
import { Layers } from './layers.ts'
import { weightsOf } from './weights.ts'

/** The bytes of the two weight files of the package `@vladmandic/face-api`, as they are. */
export interface FaceWeights {
  /** `model/tiny_face_detector_model.bin` */
  readonly detector: Uint8Array
  /** `model/face_landmark_68_model.bin` */
  readonly points: Uint8Array
}

/** Finds faces, and the points of one. */
export interface FaceModel {
  /** Boxes in pixels of the picture, surest first; one a face. */
  readonly faces: (picture: Colour) => readonly Found[]
  /** The 68 points of the face in a box. */
  readonly points: (picture: Colour, box: Box) => Points
}

/** A face and how sure the finder is, 0 to 1. */
export interface Found extends Box {
  readonly score: number
}

/**
 * Makes the two networks ready, once: the kernel's memory belongs to them. Needs `loadKernels`.
 * @throws Error when the bytes are not those of the package's manifests.
 */
export function faceModel({ detector, points }: FaceWeights): FaceModel {
  const layers = new Layers()
  return {
    faces: faceDetector(layers, weightsOf(detectorManifest, detector)),
    points: facePoints(layers, weightsOf(pointsManifest, points)),
  }
}
