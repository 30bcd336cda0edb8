import { isPartialDate, type PartialDate } from '../partialDate.ts'
import { CALENDARS, type Calendar, type DayRange, daysLater, gregorianRange, mayBeADayOff } from './calendar.ts'
import { monthsNamed } from './monthNames.ts'

/** One way to understand a date as somebody said it. */
export interface SaidDate extends DayRange {
  readonly calendar: Calendar
  readonly year: number
  readonly month: number | null
  readonly day: number | null
  /**
   * The Gregorian date to the precision that is known. A year or month of another calendar lies in two of ours: this is the one that holds
   * more of its days, and `from` and `to` say which days it can be.
   */
  readonly date: PartialDate
  /** Whether `date` says all that is known, or the true day may lie outside it. */
  readonly exact: boolean
}

/** Dates outside are not believed of anybody we meet. Gregorian years. */
const EARLIEST = 1890
const LATEST = 2100

/**
 * Every way to understand a date as typed: `1980`, `Meskerem 1980`, `12 Meskerem 1980`, `1365/7/3`, `3/7/1365`, in the digits of any script.
 * Day before month, except in Gregorian dates of two small numbers, where both orders are given. A calendar is tried when the month's name is
 * one of its own, or when there is none. Empty when nobody could mean a day by it.
 */
export function readSaidDate(typed: string, calendars: readonly Calendar[] = CALENDARS): readonly SaidDate[] {
  const parts = partsOf(typed)
  if (parts === null) return []
  const readings = calendars.flatMap(calendar => waysOf(parts, calendar).flatMap(way => understood(calendar, way)))
  const once = new Map(readings.map(reading => [`${reading.calendar} ${reading.from} ${reading.to}`, reading]))
  return [...once.values()]
}

/** What words of another calendar mean, where that is the date they are kept beside. Null for other words, and for Gregorian ones. */
export const meantBy = (words: string, date: string): SaidDate | null =>
  readSaidDate(words).find(way => way.calendar !== 'gregorian' && way.date === date) ?? null

/** Numbers in the order typed, and the month's name when it was written out. */
interface Parts {
  readonly numbers: readonly string[]
  readonly named: string | null
}

interface Way {
  readonly year: number
  readonly month?: number
  readonly day?: number
}

function partsOf(typed: string): Parts | null {
  const text = asciiDigits(typed.normalize('NFKC')).replace(FIRST, '1').trim()
  const words = text
    .replace(/\d+/g, ' ')
    .replace(/[/.,،\-–−]/g, ' ')
    .replace(/\bdel?\b/giu, ' ')
    .trim()
  const numbers = text.match(/\d+/g) ?? []
  const isNamed = words !== ''
  if (numbers.length === 0 || numbers.length > (isNamed ? 2 : 3)) return null
  if (!isNamed && !/^[\d\s/.\-–−]*\d$/.test(text)) return null
  if (isNamed && monthsNamed(words).length === 0) return null
  return { numbers, named: isNamed ? words : null }
}

/** `1er mars`, `1.º de marzo`: the first of a month is an ordinal in French and Spanish. `º` is `o` after NFKC. */
const FIRST = /\b1(?:er|\.?o|ro)\b/giu

/** Digits of every script as 0-9. */
const asciiDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0)!
    const zero = ZEROS.find(each => code >= each && code < each + 10)
    return zero === undefined ? digit : String(code - zero)
  })
const ZEROS = ['0', '٠', '۰', '०', '၀'].map(zero => zero.codePointAt(0)!)

const isYear = (number: string): boolean => number.length === 4

function waysOf({ numbers, named }: Parts, calendar: Calendar): readonly Way[] {
  const years = numbers.filter(isYear)
  if (years.length !== 1) return []
  const year = Number(years[0])
  const rest = numbers.filter(number => !isYear(number)).map(Number)
  if (named !== null) {
    const month = monthsNamed(named).find(each => each.calendar === calendar)?.month
    return month === undefined ? [] : [{ year, month, ...(rest[0] === undefined ? {} : { day: rest[0] }) }]
  }
  const [first, second] = rest
  if (first === undefined) return [{ year }]
  if (second === undefined) return [{ year, month: first }]
  if (isYear(numbers[0]!)) return [{ year, month: first, day: second }]
  if (isYear(numbers[1] ?? '')) return []
  const dayFirst = { year, month: second, day: first }
  return calendar === 'gregorian' ? [dayFirst, { year, month: first, day: second }] : [dayFirst]
}

function understood(calendar: Calendar, { year, month, day }: Way): readonly SaidDate[] {
  const range = gregorianRange(calendar, year, month, day)
  if (range === null || Number(range.from.slice(0, 4)) < EARLIEST || Number(range.to.slice(0, 4)) > LATEST) return []
  const precision = day !== undefined ? 10 : month !== undefined ? 7 : 4
  const date = likeliest(range, precision)
  const slack = mayBeADayOff(calendar, year) ? 1 : 0
  return [
    {
      calendar,
      year,
      month: month ?? null,
      day: day ?? null,
      from: daysLater(range.from, -slack),
      to: daysLater(range.to, slack),
      date,
      exact: slack === 0 && (precision === 10 || calendar === 'gregorian'),
    },
  ]
}

/** The Gregorian day, month or year that holds most of the range's days: the one its middle lies in. */
function likeliest({ from, to }: DayRange, precision: 4 | 7 | 10): PartialDate {
  const middle = new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString().slice(0, precision)
  if (!isPartialDate(middle)) throw new RangeError('the middle of two days is a day')
  return middle
}

/** Whether a day may stand for "only the year is known": the first of January or July, or of the calendar's year. */
export const mayStandForTheYear = ({ calendar, month, day }: SaidDate): boolean =>
  day === 1 && (month === 1 || (calendar === 'gregorian' && month === 7))
