export type { Box, Colour } from './colour.ts'
export { type FaceLook, lookAtFace } from './lookAtFace.ts'
export { type FaceModel, faceModel } from './model.ts'
