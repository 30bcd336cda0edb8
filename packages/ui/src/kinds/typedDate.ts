import { isPartialDate, type PartialDate } from '@nansen/kernel'
import { asciiDigits } from './digits.ts'

/** What typed text says about a date. */
export type Reading =
  | { readonly is: 'empty' }
  | { readonly is: 'date'; readonly date: PartialDate }
  /** `5/3/1987` is 5 March to one reader and 3 May to another: a person chooses. Day first comes first. */
  | { readonly is: 'two-ways'; readonly either: readonly [PartialDate, PartialDate] }
  | { readonly is: 'unreadable' }

/**
 * Reads a date as people type it: `1987`, `1987-03`, `3/1987`, `1987-03-05`, `5/3/1987`, `05.03.1987`, with ASCII or native digits.
 * Two-digit years are refused: a person of 37 and a child of the year 37 would look alike.
 */
export function readTypedDate(typed: string): Reading {
  const text = asciiDigits(typed)
    .trim()
    .replace(/\s*[/.\-–−\s]\s*/g, '-')
  if (text === '') return { is: 'empty' }
  const year = /^(\d{4})$/.exec(text)
  if (year !== null) return dated(text)
  const yearMonth = /^(\d{4})-(\d{1,2})$/.exec(text)
  if (yearMonth !== null) return dated(join(yearMonth[1]!, yearMonth[2]!))
  const monthYear = /^(\d{1,2})-(\d{4})$/.exec(text)
  if (monthYear !== null) return dated(join(monthYear[2]!, monthYear[1]!))
  const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (yearFirst !== null) return dated(join(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!))
  const yearLast = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text)
  return yearLast === null ? { is: 'unreadable' } : eitherWay(yearLast[1]!, yearLast[2]!, yearLast[3]!)
}

function eitherWay(first: string, second: string, year: string): Reading {
  const dayFirst = join(year, second, first)
  const monthFirst = join(year, first, second)
  if (!isPartialDate(dayFirst)) return dated(monthFirst)
  if (!isPartialDate(monthFirst) || monthFirst === dayFirst) return { is: 'date', date: dayFirst }
  return { is: 'two-ways', either: [dayFirst, monthFirst] }
}

const join = (...parts: readonly string[]) => parts.map(part => part.padStart(2, '0')).join('-')
const dated = (text: string): Reading => (isPartialDate(text) ? { is: 'date', date: text } : { is: 'unreadable' })
