import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

/** About nobody: no column leads to a person, so that no extract, erasure or register can find somebody's incident. */
const line: ProcessingLine = {
  purpose: 'protection',
  basis: 'consent',
  retention: 'case-file',
  about: null,
  extract: 'withheld',
}

/** The platform's records too: their references to people are refused by the tables (migrations/0002). */
const hanging = Object.fromEntries(Object.keys(caseProcessing(line, false)).map(record => [record, line]))

export const processing: Processing = {
  records: { incident: line, perpetrator: line, consent: line, service: line, part: line, attempt: line, ...hanging },
  tables: { 'gbv.smallest_shown': line },
}
