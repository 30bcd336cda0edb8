export { checkErrf, validateErrf } from './check.ts'
export { ERRF_NAMESPACE, type ErrfCase, type ErrfDocument, type Row, rowsOf } from './document.ts'
export type { Finding, Severity } from './finding.ts'
export { type BlockName, type Generation, INDICATORS } from './layout.ts'
export { type Gap, type MadeForm, makeErrf } from './make.ts'
export { type ErrfReading, readErrf } from './read.ts'
export type {
  Submission,
  SubmittedAddress,
  SubmittedLanguage,
  SubmittedMember,
  SubmittedName,
  SubmittedRelative,
} from './submission.ts'
export { errfCountryOf, isErrfCode, isoCountryOf, type TableName } from './tables/tables.ts'
export { writeErrf } from './write.ts'
export { XML_LIMITS, type XmlLimits } from './xml/limits.ts'
