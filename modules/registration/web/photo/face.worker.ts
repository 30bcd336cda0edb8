import { loadKernels } from '@nansen/biometrics'
import { type Box, type FaceLook, type FaceModel, faceModel, lookAtFace } from '@nansen/biometrics/face'
import points from '@vladmandic/face-api/model/face_landmark_68_model.bin?url'
import detector from '@vladmandic/face-api/model/tiny_face_detector_model.bin?url'

/** A picture to look at, and the frame that is kept of it; both in pixels of this picture. */
export interface FaceAsk {
  readonly id: number
  readonly width: number
  readonly height: number
  /** Red, green, blue and alpha. */
  readonly pixels: ArrayBuffer
  readonly frame: Box | null
  /** Pixels of the camera's own picture for one of this. */
  readonly scale: number
  /** Pixels that a kept portrait is wide at most. */
  readonly mostWide: number
}
/** Null: this machine cannot look. */
export interface FaceReply {
  readonly id: number
  readonly look: FaceLook | null
}

const scope = self as unknown as Worker

/** Weights come from our own origin, when the first picture does. */
const bytesOf = async (address: string) => {
  const response = await fetch(address)
  if (!response.ok) throw new Error('no weights')
  return new Uint8Array(await response.arrayBuffer())
}
let ready: Promise<FaceModel | null> | null = null
const model = (): Promise<FaceModel | null> => {
  ready ??= Promise.all([bytesOf(detector), bytesOf(points), loadKernels()])
    .then(([forBoxes, forPoints]) => faceModel({ detector: forBoxes, points: forPoints }))
    .catch(() => null)
  return ready
}

scope.onmessage = async ({ data }: MessageEvent<FaceAsk>) => {
  const { id, width, height, pixels, frame, scale, mostWide } = data
  const known = await model()
  const picture = { width, height, pixels: new Uint8ClampedArray(pixels) }
  const look = known && lookAtFace(known, picture, { ...(frame && { frame }), scale, mostWide })
  scope.postMessage({ id, look } satisfies FaceReply)
}
