import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'protection',
  basis: 'vital-or-best-interests',
  retention: 'case-file',
  about: 'subject',
  extract: 'withheld',
}

/** Withheld from extracts: an account names who is accused and who told of it, and would tell them of each other. */
export const processing: Processing = {
  records: {
    incident: line,
    accused: { ...line, about: null },
    intervention: { ...line, about: null },
    ...caseProcessing(line),
  },
}
