import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'solutions',
  basis: 'consent',
  retention: 'case-file',
  about: 'subject',
  extract: 'shown',
}
const hanging: ProcessingLine = { ...line, about: null, extract: 'withheld' }
const ofPerson: ProcessingLine = { ...line, about: 'individual', extract: 'shown' }

/** Kept because the person wishes to go and agreed that states are asked. What others of the case said, and how it was examined, is in no extract. */
export const processing: Processing = {
  records: {
    file: line,
    traveller: ofPerson,
    identity_check: { ...ofPerson, extract: 'withheld' },
    integrity_check: hanging,
    statement: ofPerson,
    submission: hanging,
    locked_form: hanging,
    quota: hanging,
    share: hanging,
    ...caseProcessing(line),
  },
  tables: { 'resettlement.setting': hanging, 'resettlement.span': hanging },
  fields: Object.fromEntries(
    [
      'put_forward_by',
      'put_forward_because',
      'need',
      'specific_needs',
      'travels_with',
      'remarks',
      'closed_remarks',
      'hold_because',
      'hold',
      'often_refused',
      'assessed_by',
      'cleared_by',
      'recommended_by',
      'reviewed_by',
      'submitted_by',
      'confirmed_by',
    ].map(name => [`file.${name}`, { extract: 'withheld' } as const]),
  ),
}
