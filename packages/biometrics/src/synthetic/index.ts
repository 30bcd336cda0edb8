export { drawnFace, type FaceTraits } from './drawnFace.ts'
export { syntheticIris } from './eyeImage.ts'
export { impressionOf, syntheticFinger, syntheticSkin } from './fingerImpression.ts'
export type { FingerSkin } from './ridgePattern.ts'
