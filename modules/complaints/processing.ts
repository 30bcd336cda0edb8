import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'oversight',
  basis: 'mandate',
  retention: 'case-file',
  about: 'subject',
  extract: 'withheld',
}
const hanging: ProcessingLine = { ...line, about: null }

/** Withheld from extracts: what was found names others. Whoever complained is told what came of it by a person. */
export const processing: Processing = {
  records: { complaint: line, step: hanging, ...caseProcessing(line) },
  tables: { 'complaints.investigator': hanging, 'complaints.circle': hanging },
}
