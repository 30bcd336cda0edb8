// What the engine throws, for programs that have it without the rest of the house.
export { Refusal, type RefusalCode } from '@nansen/kernel'
export * from './decide.ts'
export { ratesApart } from './evaluate/apart.ts'
export * from './evaluate/index.ts'
export { type TwoEyes, twoEyes } from './evaluate/twoEyes.ts'
export * from './evidence.ts'
export { extract, extractorVersion } from './extract.ts'
export { writeAnsiFinger } from './fingerprint/ansi378.ts'
export { decodeFinger, encodeFinger } from './fingerprint/encoding.ts'
export { extractFinger, type Trace } from './fingerprint/extractFinger.ts'
export { ACCEPTABLE_FINGER, fingerQuality } from './fingerprint/fingerQuality.ts'
export { readFingerRecord } from './fingerprint/fingerRecord.ts'
export * from './fingerprint/gallery/index.ts'
export { type IsoFinger, readIsoFingers, writeIsoFinger } from './fingerprint/iso19794.ts'
export { writeIsoFingerOf2011 } from './fingerprint/iso19794of2011.ts'
export { matchedMinutiae } from './fingerprint/match/matchedMinutiae.ts'
export { matchFingers } from './fingerprint/match/matchFingers.ts'
export { type PreparedFinger, prepareFinger } from './fingerprint/match/prepareFinger.ts'
export { SLAPS, type Slap } from './fingerprint/slap/hand.ts'
export { type SegmentedSlap, type SlapProblem, segmentSlap } from './fingerprint/slap/segment.ts'
export type { FingerTemplate, Minutia } from './fingerprint/template.ts'
export { Gallery } from './gallery.ts'
export { type FingerFilter, plainFilter } from './galleryFingers.ts'
export { type Answers, GalleryPart, type Missing, MOST_KEPT, type Question, type Readiness } from './galleryPart.ts'
export {
  askingReadiness,
  type IdentifyOptions,
  identifying,
  identifyingSitting,
  preparing,
  type Search,
  type SittingCandidate,
} from './gallerySearch.ts'
export { engineFor, type Prepared, type SiteEngine } from './gallerySites.ts'
export { decodeCapture, decodeImage } from './image/decode.ts'
export * from './image/grey.ts'
export {
  type IsoImage,
  isIsoImage,
  readIsoImage,
  readIsoImages,
  type Shown,
  SLAP_POSITIONS,
  writeIsoImage,
} from './image/isoImage.ts'
export { isJpeg2000 } from './image/jpeg2000/boxes.ts'
export { isNistTransaction } from './image/nistRecords.ts'
export { type NistImage, readNistTransaction } from './image/nistTransaction.ts'
export { encodePng } from './image/pngWrite.ts'
export * from './iris/index.ts'
export { type Kernel, kernel, loadKernels, reserve } from './loadKernels.ts'
export * from './modality.ts'
export { PARTS, type Part, type PartsSaid, partsSaid, repeatedSites } from './sittingParts.ts'
export * from './synthetic/index.ts'
export { type Verification, verify } from './verify.ts'
