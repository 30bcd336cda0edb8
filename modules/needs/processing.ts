import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'protection',
  basis: 'vital-or-best-interests',
  retention: 'case-file',
  about: 'subject',
  extract: 'shown',
}

/** Needs are kept to protect. What colleagues wrote to one another of a case is told by who works on it, not by an extract. */
export const processing: Processing = {
  records: {
    need: line,
    step: { ...line, about: null },
    suggestion: { ...line, about: 'individual' },
    ...caseProcessing(line),
  },
  fields: {
    'need.remarks': { extract: 'withheld' },
    'need.outcome_remarks': { extract: 'withheld' },
    'need.assessed_by': { extract: 'withheld' },
    'suggestion.because': { extract: 'withheld' },
    'need.resolved_by': { extract: 'withheld' },
  },
}
