import { CALENDARS, type FieldProblem, readSaidDate } from '@nansen/kernel'

interface Said {
  readonly born?: unknown
  readonly born_as_said?: unknown
  readonly born_calendar?: unknown
  readonly born_from?: unknown
  readonly born_to?: unknown
}

/** A birth told in another calendar must be the day it is kept as: read again here, whatever the browser made of it. */
export function saidProblems(person: Said, path: string): readonly FieldProblem[] {
  const { born, born_as_said: said, born_calendar: named, born_from: from, born_to: to } = person
  if (from == null && to == null && (named == null || named === 'gregorian')) return []
  const calendar = CALENDARS.find(each => each === named)
  const isMeant =
    calendar !== undefined &&
    typeof said === 'string' &&
    readSaidDate(said, [calendar]).some(way => way.date === born && way.from === from && way.to === to)
  return isMeant ? [] : [{ path: `${path}born`, problem: 'registration.problem.said-otherwise' }]
}
