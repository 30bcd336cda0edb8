import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import {
  CALENDARS,
  type Calendar,
  isPartialDate,
  mayStandForTheYear,
  type PartialDate,
  type SaidDate,
} from '@nansen/kernel'
import { useContext, useId, useState } from 'react'
import { useWords, type Words } from '../language/words.ts'
import { type CalendarReading, readInCalendars } from './calendarReading.ts'
import { frame } from './frame.ts'
import type { InputProps } from './kindOnScreen.ts'
import { type SaidAnswer, SaidDatesContext, type Told, toldOf } from './saidDates.ts'
import { dateInCalendar, daysMeant } from './saidInWords.ts'

interface TypedDateProps extends InputProps<string> {
  /** A key of the labels for the hint below the box. */
  readonly hint: string
  /** Whether the day must be known. */
  readonly whole: boolean
}

/** Typed, because a clerk types a date in two seconds and needs ten to click one. What was understood is said back below the box. */
export function TypedDateInput(props: TypedDateProps) {
  const { hint, whole } = props
  const words = useWords()
  const helpId = useId()
  const { typed, reading, said, told, offered, asks, chosen, ...act } = useTypedDate(props)
  const value = props.value !== null && isPartialDate(props.value) ? props.value : null
  const shown = typed ?? told?.asSaid ?? value ?? ''
  const isOpen = reading.is === 'choice' && said === null
  return (
    <div>
      <TextInput
        {...frame(props)}
        dir="auto"
        className="nansen-typed"
        inputMode={offered === 'gregorian' ? 'numeric' : 'text'}
        placeholder={words.say(whole ? 'ui.date-example' : 'ui.partial-date-example')}
        value={shown}
        aria-describedby={helpId}
        onChange={event => act.take(event.currentTarget.value, chosen)}
      />
      {(offered !== 'gregorian' || asks) && (
        <ChooseCalendar
          calendar={chosen ?? said?.calendar ?? told?.calendar ?? offered}
          onChoose={calendar => act.take(shown, calendar)}
        />
      )}
      <div id={helpId} aria-live="polite">
        {isOpen && <WhichDate ways={reading.ways} onChoose={act.settle} />}
        {!isOpen && (
          <Understood
            said={said}
            told={typed === null ? told : null}
            value={value}
            hint={reading.is === 'unreadable' ? hint : null}
          />
        )}
        {said !== null && !whole && mayStandForTheYear(said) && (
          <OnlyYear said={said} onYear={() => act.take(String(said.year), said.calendar)} />
        )}
      </div>
    </div>
  )
}

/** What is being typed, how it is understood, and whom it is told. */
function useTypedDate({ hint, whole, ...props }: TypedDateProps) {
  const { say } = useWords()
  const { offered, kept, quiet } = useContext(SaidDatesContext)
  const [typed, setTyped] = useState<string | null>(null)
  const [chosen, setChosen] = useState<Calendar | null>(null)
  const [settled, setSettled] = useState<SaidDate | null>(null)
  const keeps = Object.hasOwn(kept, props.name)
  const reading = readInCalendars(typed ?? '', offered, chosen)
  const tell = (read: CalendarReading, text: string) => {
    const problem = problemOf(read, whole, keeps)
    const said = read.is === 'date' && problem === null ? read.said : null
    props.onProblem?.(problem === null ? null : say(problem === 'hint' ? hint : problem))
    props.onChange(keeps ? (answerOf(said, text) as unknown as string) : (said?.date ?? null))
  }
  return {
    typed,
    chosen,
    reading,
    offered,
    asks: keeps && (!quiet.includes(props.name) || kept[props.name] != null),
    told: kept[props.name] ?? null,
    said: settled ?? (reading.is === 'date' ? reading.said : null),
    take: (text: string, calendar: Calendar | null) => {
      setTyped(text)
      setChosen(calendar)
      setSettled(null)
      tell(readInCalendars(text, offered, calendar), text)
    },
    settle: (said: SaidDate) => {
      setSettled(said)
      tell({ is: 'date', said }, typed ?? '')
    },
  }
}

/** A year of another calendar is days of two of ours: only a record that keeps what was said can hold it. */
function problemOf(read: CalendarReading, whole: boolean, keeps: boolean): string | null {
  if (read.is === 'choice') return 'problem.choose-date'
  if (read.is === 'unreadable') return 'hint'
  if (read.is === 'empty') return null
  if (whole && read.said.date.length < 10) return 'hint'
  return !keeps && !read.said.exact && read.said.day === null ? 'problem.whole-day-of-calendar' : null
}

const answerOf = (said: SaidDate | null, typed: string): SaidAnswer => ({
  date: said?.date ?? null,
  told: said === null ? null : toldOf(said, typed),
  exact: said === null || said.exact || said.day !== null,
})

interface ChooseCalendarProps {
  readonly calendar: Calendar
  readonly onChoose: (calendar: Calendar) => void
}

function ChooseCalendar({ calendar, onChoose }: ChooseCalendarProps) {
  const { say } = useWords()
  return (
    <NativeSelect
      size="xs"
      mt={4}
      maw="14rem"
      aria-label={say('ui.calendar')}
      data={CALENDARS.map(each => ({ value: each, label: say(`ui.calendar.${each}`) }))}
      value={calendar}
      onChange={event => onChoose(CALENDARS.find(each => each === event.currentTarget.value) ?? 'gregorian')}
    />
  )
}

interface UnderstoodProps {
  readonly said: SaidDate | null
  readonly told: Told | null
  readonly value: PartialDate | null
  readonly hint: string | null
}

/** What it was in the calendar it was said in, and the Gregorian date. */
function Understood({ said, told, value, hint }: UnderstoodProps) {
  const words = useWords()
  const text =
    said !== null
      ? inBoth(said, words)
      : value === null
        ? null
        : told === null
          ? words.date(value)
          : daysMeant(told, value, words)
  return (
    <>
      <Text size="sm" c="dimmed" mt={2} mih="1.4em">
        {text ?? (hint === null ? null : words.say(hint))}
      </Text>
      {said?.calendar === 'hijri' && (
        <Text size="sm" c="dimmed">
          {words.say('ui.moon')}
        </Text>
      )}
    </>
  )
}

const inBoth = (said: SaidDate, words: Words): string =>
  said.calendar === 'gregorian'
    ? words.date(said.date)
    : `${dateInCalendar(said, words)} · ${daysMeant(said, said.date, words)}`

/** A choice is read whole, in a narrow column too. */
const WRAPPED = { label: { whiteSpace: 'normal', textAlign: 'start' } } as const

interface WhichDateProps {
  readonly ways: readonly SaidDate[]
  readonly onChoose: (said: SaidDate) => void
}

function WhichDate({ ways, onChoose }: WhichDateProps) {
  const words = useWords()
  return (
    <Group gap="xs" mt={6}>
      <Text size="sm" fw={600}>
        {words.say('ui.which-date')}
      </Text>
      {ways.map(said => (
        <Button
          key={`${said.calendar} ${said.from}`}
          variant="default"
          size="compact-md"
          h="auto"
          py={4}
          styles={WRAPPED}
          onClick={() => onChoose(said)}
        >
          {inBoth(said, words)}
        </Button>
      ))}
    </Group>
  )
}

/** The first of January may be all that somebody knows, or a day: whoever types it says which. */
function OnlyYear({ said, onYear }: { readonly said: SaidDate; readonly onYear: () => void }) {
  const { say } = useWords()
  return (
    <Button variant="subtle" size="compact-sm" onClick={onYear}>
      {say('ui.only-year', { year: String(said.year) })}
    </Button>
  )
}
