import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'protection',
  basis: 'mandate',
  retention: 'case-file',
  about: 'subject',
  extract: 'shown',
}
const hanging: ProcessingLine = { ...line, about: null, extract: 'withheld' }
const ofSomebody: ProcessingLine = { ...line, about: 'individual', extract: 'withheld' }
const withheld = { extract: 'withheld' } as const

/** The file is shown in an extract; what officers made of it, and what States wrote, is told by the decision. */
export const processing: Processing = {
  records: {
    file: line,
    nationality: ofSomebody,
    examination: hanging,
    enquiry: hanging,
    interview: ofSomebody,
    fact: hanging,
    step: hanging,
    paper: ofSomebody,
    ...caseProcessing(line),
  },
  fields: {
    'file.recommendation': withheld,
    'file.analysis': withheld,
    'file.assessed_by': withheld,
    'file.reviewed_by': withheld,
    'file.decided_by': withheld,
    'file.appeal_decided_by': withheld,
  },
  tables: { 'statelessness.setting': { ...hanging, retention: 'oversight', purpose: 'oversight' } },
}
