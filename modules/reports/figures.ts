/** How many have which answer; null: hidden, because it or one beside it is small. */
export interface Told {
  readonly value: string
  readonly count: number | null
}
/** How long cases stayed in a state that they left in the quarter, in days: half of them less, one in ten more than `slowest`. */
export interface Stayed {
  readonly state: string
  readonly stays: number
  readonly half: number
  readonly slowest: number
}
/** One kind of cases in one quarter. */
export interface Figures {
  readonly module: string
  readonly record: string
  readonly open: number | null
  readonly waiting: number | null
  readonly opened: number | null
  readonly closed: number | null
  readonly states: readonly Told[]
  readonly outcomes: readonly Told[]
  /** The field of the case that says what came of it. */
  readonly told_by: string | null
  readonly times: readonly Stayed[]
}

export const TOTALS = ['open', 'waiting', 'opened', 'closed'] as const
/** Quarters one may look back. */
const OFFERED = 8

/** The quarters that are over, the latest first: two periods that differ by a day would tell of one person. */
export function quartersBefore(today: Date): readonly { readonly year: number; readonly quarter: number }[] {
  const now = today.getUTCFullYear() * 4 + Math.floor(today.getUTCMonth() / 3)
  return Array.from({ length: OFFERED }, (_, back) => now - 1 - back).map(each => ({
    year: Math.floor(each / 4),
    quarter: (each % 4) + 1,
  }))
}

/** A table for other programs: `module,measure,value,count`; what is hidden has no number. Every cell is a code of ours or a number. */
export function csvOf(all: readonly Figures[]): string {
  const lines = all.flatMap(({ module, states, outcomes, times, ...totals }) => [
    ...TOTALS.map(name => [module, name, '', totals[name]]),
    ...states.map(({ value, count }) => [module, 'state', value, count]),
    ...outcomes.map(({ value, count }) => [module, 'outcome', value, count]),
    ...times.flatMap(({ state, half, slowest }) => [
      [module, 'days-half', state, half],
      [module, 'days-slowest', state, slowest],
    ]),
  ])
  return [['module', 'measure', 'value', 'count'], ...lines].map(cells => `${cells.join(',')}\r\n`).join('')
}
