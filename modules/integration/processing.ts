import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'solutions',
  basis: 'consent',
  retention: 'case-file',
  about: 'subject',
  extract: 'shown',
}

/** Kept because the person wants to stay, or to go on by a way of their own. Who hosts them is another's data. */
export const processing: Processing = {
  records: {
    file: line,
    step: { ...line, about: null },
    support: { ...line, about: null },
    ...caseProcessing(line),
  },
  fields: {
    'file.host': { extract: 'withheld' },
    'file.granted_by': { extract: 'withheld' },
    'file.confirmed_by': { extract: 'withheld' },
    'file.closed_by': { extract: 'withheld' },
  },
}
