import { customaryMonth, type SaidDate } from '@nansen/kernel'
import type { Words } from '../language/words.ts'

/** `12 Meskerem 1980, Ethiopian`: a date in the calendar it was said in. */
export function dateInCalendar({ calendar, year, month, day }: SaidDate, words: Words): string {
  const script = words.direction === 'rtl' ? 'Arab' : 'Latn'
  const named = month === null ? null : customaryMonth(calendar, month, script)
  const bare = { useGrouping: false }
  const date = [day === null ? null : words.number(day), named, words.number(year, bare)].filter(part => part !== null)
  return words.say('ui.date-of-calendar', { date: date.join(' '), calendar: words.say(`ui.calendar.${calendar}`) })
}

/** The Gregorian day, or the days between which it lies. */
export function daysMeant(
  { from, to }: { readonly from: string; readonly to: string },
  date: string,
  words: Words,
): string {
  if (date.length === 10 || from === to) return words.date(date)
  return words.say('ui.days-meant', { from: words.date(from), to: words.date(to) })
}
