import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const fileOf = (name: string) => fileURLToPath(import.meta.resolve(`@vladmandic/face-api/${name}`))

/** The weights as Node reads them from the package. */
export const faceWeights = () => ({
  detector: new Uint8Array(readFileSync(fileOf('model/tiny_face_detector_model.bin'))),
  points: new Uint8Array(readFileSync(fileOf('model/face_landmark_68_model.bin'))),
})
