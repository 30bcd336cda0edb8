import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'quality',
  basis: 'mandate',
  retention: 'case-file',
  about: 'subject',
  extract: 'withheld',
}
const hanging: ProcessingLine = { ...line, about: null }

/** Withheld from extracts: it would reveal an investigation and who told of it. The person concerned is told by the notice and the decision. */
export const processing: Processing = {
  records: {
    inquiry: line,
    report: hanging,
    evidence: hanging,
    hearing: { ...line, about: 'individual' },
    measure: { ...line, about: 'individual' },
    ...caseProcessing(line),
  },
  tables: { 'fraud.setting': { ...line, about: null, retention: 'oversight', purpose: 'oversight' } },
}
