import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'solutions',
  basis: 'consent',
  retention: 'case-file',
  about: 'subject',
  extract: 'shown',
}
const person: ProcessingLine = { ...line, about: 'individual' }
const hanging: ProcessingLine = { ...line, about: null }

/**
 * Kept because people asked to be helped home. What somebody said alone about who presses them is withheld: an extract may be read by
 * whom they spoke of.
 */
export const processing: Processing = {
  records: {
    file: line,
    counselling: person,
    interview: { ...person, extract: 'withheld' },
    form: hanging,
    signature: person,
    fitness: person,
    clearance: person,
    departure: person,
    help: hanging,
    visit: hanging,
    convoy: hanging,
    ...caseProcessing(line),
  },
  fields: {
    'counselling.interpreter': { extract: 'withheld' },
    'counselling.asked': { extract: 'withheld' },
    'file.counselled_by': { extract: 'withheld' },
    'file.signed_by': { extract: 'withheld' },
    'file.verified_by': { extract: 'withheld' },
    'file.departure_by': { extract: 'withheld' },
    'file.refused_by': { extract: 'withheld' },
    'visit.account': { extract: 'withheld' },
  },
}
