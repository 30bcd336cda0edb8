export { FingerGallery, type FingerHandle } from './fingerGallery.ts'
export { FingerScanner, type FingerScores, NO_FINGER, scanShare } from './fingerScan.ts'
export { type FingersFound, type ProbeFinger, searchFingers } from './fingerSearch.ts'
export { inventedForms } from './inventedForms.ts'
