import type { Calendar } from '@nansen/kernel'
import { FieldInput, isSaidAnswer, SaidDatesContext, type Told, useWords } from '@nansen/ui'
import { useMemo, useState } from 'react'
import { registration } from '../../index.ts'

/** A day as it was told: Gregorian, empty while it cannot be read, and what was said where that was of another calendar. */
export interface DayAnswer {
  readonly happenedOn: string
  readonly told: Told | null
}

/** What a command is given of it beside the Gregorian day. */
export const saidOf = ({ told }: Pick<DayAnswer, 'told'>) =>
  told === null ? {} : { happenedAsSaid: told.asSaid, happenedCalendar: told.calendar }

interface DayToldProps extends DayAnswer {
  readonly id: string
  readonly label: string
  /** The calendar of the people it happened to: offered first. */
  readonly offered: Calendar
  readonly onChange: (answer: DayAnswer) => void
}

const FIELD = registration.records.life_event.fields.happened_on

/** When something happened, as exactly as it is known and as people say it: `1980`, `5/3/1987`, `12 Meskerem 2016`. */
export function DayTold({ id, label, offered, happenedOn, told, onChange }: DayToldProps) {
  const { say } = useWords()
  const [isWide, setWide] = useState(false)
  const dates = useMemo(() => ({ offered, kept: { happened_on: told }, quiet: [] }), [offered, told])
  return (
    <SaidDatesContext.Provider value={dates}>
      <FieldInput
        module="registration"
        record="life_event"
        name="happened_on"
        field={FIELD}
        id={id}
        label={label}
        value={happenedOn === '' ? null : happenedOn}
        problem={isWide ? say('problem.whole-day-of-calendar') : null}
        onChange={answer => {
          const said = isSaidAnswer(answer) ? answer : { date: null, told: null, exact: true }
          setWide(!said.exact)
          // a year of another calendar is days of two of ours: the event would stand in the wrong one
          onChange(said.exact ? { happenedOn: said.date ?? '', told: said.told } : { happenedOn: '', told: null })
        }}
      />
    </SaidDatesContext.Provider>
  )
}
