import type { ProcessingLine } from '@nansen/model'
import type { CASE_RECORDS } from './records.ts'

/** The lines of the platform's own records in a module's register of processing: kept as long and for the same reason as the case. */
export function caseProcessing(
  line: ProcessingLine,
  people = true,
): Readonly<Partial<Record<(typeof CASE_RECORDS)[number], ProcessingLine>>> {
  const kept = { ...line, about: null, extract: 'withheld' } as const
  return {
    ...(people ? { member: { ...line, about: 'individual' } } : {}),
    task: { ...kept, about: 'about' },
    note: { ...kept, about: 'about' },
    referral: { ...kept, about: 'about' },
    handover: kept,
    appointment: { ...kept, about: 'individual' },
    transcript: kept,
    approval: kept,
    watcher: kept,
    link: kept,
    clock: kept,
    stage: kept,
  }
}
