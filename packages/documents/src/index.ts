export { type Card, type CardVerdict, cardKeyId, signCard, verifyCard } from './card.ts'
export { type Documents, openDocuments, type RenderedDocument, type Template } from './documents.ts'
export { type Letter, letterTemplate } from './letter.ts'
export { qrSvg } from './qr.ts'
export {
  answerInWords,
  type Labels,
  type PaperRow,
  type PrintedRecord,
  recordPaper,
  recordTemplate,
} from './recordPaper.ts'
export { type RevokedList, type RevokedPaper, readRevoked, signRevoked } from './revoked.ts'
