import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'protection',
  basis: 'mandate',
  retention: 'case-file',
  about: 'subject',
  extract: 'withheld',
}
const hanging: ProcessingLine = { ...line, about: null }

/**
 * Kept to decide who is a refugee. Somebody may have a copy of what they said and handed in, and of the reasons of the decision: the
 * application is in an extract, the reasons are in their letter. The rest names others, or shows how it was examined.
 */
export const processing: Processing = {
  records: {
    file: line,
    application: { ...line, about: 'individual', extract: 'shown' },
    claim: { ...line, about: 'individual' },
    interview: { ...line, about: 'individual' },
    fact: hanging,
    citation: hanging,
    comment: hanging,
    movement: hanging,
    ruling: hanging,
    ...caseProcessing(line),
  },
}
