import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'solutions',
  basis: 'consent',
  retention: 'case-file',
  about: 'subject',
  extract: 'shown',
}
const hanging: ProcessingLine = { ...line, about: null }

/** Kept because the person agreed to take part. Marks and what a partner thinks are told by the partner, not by an extract. */
export const processing: Processing = {
  records: {
    enrolment: line,
    attendance: hanging,
    service: hanging,
    programme: hanging,
    session: hanging,
    ...caseProcessing(line),
  },
  fields: {
    'enrolment.remarks': { extract: 'withheld' },
    'enrolment.accepted_by': { extract: 'withheld' },
    'enrolment.ended_by': { extract: 'withheld' },
    'service.came_of_it': { extract: 'withheld' },
  },
}
