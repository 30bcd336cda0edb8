import { CALENDARS, type Calendar, calendarOfCountry } from '@nansen/kernel'
import { type SaidAnswer, SaidDatesContext, type Told, type Values } from '@nansen/ui'
import { type ReactNode, useMemo } from 'react'

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** The calendar of where these answers say the person comes from. */
const offeredTo = (values: Values): Calendar =>
  calendarOfCountry(text(values.country_of_origin) ?? text(values.nationality))

/** What the answers keep of a birth told in another calendar. */
export function toldIn(values: Values): Told | null {
  const [asSaid, from, to] = [text(values.born_as_said), text(values.born_from), text(values.born_to)]
  const calendar = CALENDARS.find(each => each === values.born_calendar)
  return asSaid === null || from === null || to === null || calendar === undefined
    ? null
    : { asSaid, calendar, from, to }
}

/** Dates below are offered the person's own calendar, and their birth is kept as it was said. */
export function SaidBirths({ values, children }: { readonly values: Values; readonly children: ReactNode }) {
  const offered = offeredTo(values)
  const told = toldIn(values)
  const dates = useMemo(() => ({ offered, kept: { born: told }, quiet: [] }), [offered, told])
  return <SaidDatesContext.Provider value={dates}>{children}</SaidDatesContext.Provider>
}

/** A birth answers five questions: the date, whether it is known exactly, and what was said, in which calendar, meaning which days. */
export function withSaid(values: Values, field: string, { date, told, exact }: SaidAnswer): Values {
  const was = toldIn(values)
  return {
    ...values,
    [field]: date,
    born_as_said: told === null ? (was === null ? (values.born_as_said ?? null) : null) : told.asSaid,
    born_calendar: told?.calendar ?? null,
    born_from: told?.from ?? null,
    born_to: told?.to ?? null,
    born_estimated: exact ? (was === null ? (values.born_estimated ?? null) : null) : true,
  }
}
