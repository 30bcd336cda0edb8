export { readCertificate } from './certificate.ts'
export {
  type CaptureAsk,
  type Captured,
  capture,
  deviceInfo,
  findScanners,
  type Provenance,
  preview,
  type Scanner,
} from './client.ts'
export { fromBase64Url, type Trust, verifySigned } from './signed.ts'
export * from './words.ts'
