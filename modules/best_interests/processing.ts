import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'protection',
  basis: 'vital-or-best-interests',
  retention: 'case-file',
  about: 'subject',
  extract: 'withheld',
}
const hanging: ProcessingLine = { ...line, about: null }
/** How many must sit on a panel: about nobody. */
const rule: ProcessingLine = { ...hanging, purpose: 'oversight', basis: 'mandate', retention: 'oversight' }

/** Withheld from extracts: what a child, each parent and a carer said stands beside each other. A copy is given by the caseworker. */
export const processing: Processing = {
  records: {
    file: line,
    assessment: hanging,
    action: hanging,
    visit: hanging,
    source: hanging,
    option: hanging,
    panelist: hanging,
    ruling: hanging,
    ...caseProcessing(line),
  },
  tables: { 'best_interests.quorum': rule },
}
