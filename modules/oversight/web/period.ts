import type { ClockRule, Span } from '@nansen/model'
import type { Words } from '@nansen/ui'

/** One period, or one for each answer to a field of the case. */
export type Spans = ClockRule['runs']

/** How long something may take, by module and clock: as the module brings it, and as the country has it. */
export interface Period {
  readonly module: string
  readonly record: string
  readonly clock: string
  readonly own: Spans
  readonly spans: Spans | null
}

export const isMany = (spans: Spans): spans is Extract<Spans, { readonly by: string }> => 'by' in spans

/** `30 days`, `5 working days`, in the reader's language. */
export function spanInWords({ amount, unit }: Span, words: Words): string {
  if (unit === 'working-days') return words.say('case.period.working-days', { count: amount })
  return words.number(amount, { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' })
}

/** What runs: a clock of the module, an answer that is waited for, or an overdue task. */
export const clockName = (module: string, clock: string, words: Words): string =>
  clock === 'referral' || clock === 'escalation'
    ? words.say(`case.period.${clock}`)
    : words.say(`${module}.clock.${clock}`)

export const moduleName = (module: string, words: Words): string =>
  words.has(`${module}.module`) ? words.say(`${module}.module`) : module

/** The record whose field tells the periods of a clock apart. */
export const recordOf = ({ record, clock }: Pick<Period, 'record' | 'clock'>): string =>
  clock === 'referral' ? 'referral' : record
