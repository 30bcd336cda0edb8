import { Button, Group, Slider, Stack, Text, TextInput } from '@mantine/core'
import { Page, Refused, Slow, Surface, useAsk, useParam, useWords } from '@nansen/ui'
import { useState } from 'react'
import type { PersonThen } from '../../timeMachine/frames.ts'
import { type CorrectedDifference, Corrections } from './corrections.tsx'
import { Frame } from './frame.tsx'

/** `registration.asOf`. */
interface AsOf {
  readonly firstDay: string
  readonly toldFrom: string
  readonly days: readonly string[]
  readonly groups: Readonly<Record<string, string>>
  readonly was: readonly PersonThen[]
  readonly believed: readonly PersonThen[]
  readonly differences: readonly CorrectedDifference[]
}

const today = () => new Date().toISOString().slice(0, 10)
const DAY = 86_400_000
const asNumber = (day: string) => Math.round(Date.parse(day) / DAY)
const asDay = (number: number) => new Date(number * DAY).toISOString().slice(0, 10)

/** A family or a person on any past day: as it was, and beside it as it was then believed. */
export function PastScreen() {
  const { say } = useWords()
  const id = useParam('id')
  const record = useParam('record')
  const [day, setDay] = useState(today())
  const { data, error } = useAsk<AsOf>('registration.asOf', { record, id, day })
  const [kept, setKept] = useState<AsOf | null>(null)
  if (data !== undefined && data !== kept) setKept(data)
  const shown = data ?? kept
  return (
    <Page title={say('registration.past.title')}>
      <Stack gap="md">
        {error && <Refused error={error} />}
        {shown === null && !error && <Slow />}
        {shown !== null && <DayChoice past={shown} day={day} onDay={setDay} />}
        {data && <OnDay past={data} day={day} of={id} />}
      </Stack>
    </Page>
  )
}

interface DayChoiceProps {
  readonly past: AsOf
  readonly day: string
  readonly onDay: (day: string) => void
}

/** A day by typing it, by a slider that arrow keys move, or from one change to the next. */
function DayChoice({ past, day, onDay }: DayChoiceProps) {
  const words = useWords()
  const { say } = words
  const [first, last] = [asNumber(past.firstDay), asNumber(today())]
  const before = past.days.findLast(each => each < day)
  const after = past.days.find(each => each > day)
  const [sliding, setSliding] = useState<number | null>(null)
  return (
    <Surface>
      <Group align="end" gap="sm">
        <TextInput
          type="date"
          label={say('registration.past.day')}
          min={past.firstDay}
          max={today()}
          value={day}
          onChange={event => event.currentTarget.value !== '' && onDay(event.currentTarget.value)}
        />
        <Button variant="default" disabled={before === undefined} onClick={() => before !== undefined && onDay(before)}>
          {say('registration.past.earlier')}
        </Button>
        <Button variant="default" disabled={after === undefined} onClick={() => after !== undefined && onDay(after)}>
          {say('registration.past.later')}
        </Button>
      </Group>
      {last > first && (
        <Slider
          mt="md"
          mb="xs"
          thumbLabel={say('registration.past.day')}
          label={value => words.date(asDay(value))}
          min={first}
          max={last}
          value={sliding ?? Math.max(first, Math.min(last, asNumber(day)))}
          onChange={setSliding}
          onChangeEnd={value => {
            setSliding(null)
            onDay(asDay(value))
          }}
        />
      )}
      {day < past.toldFrom && (
        <Text size="sm" mt="xs" role="note">
          {say('registration.past.toldFrom', { day: words.date(past.toldFrom) })}
        </Text>
      )}
    </Surface>
  )
}

interface OnDayProps {
  readonly past: AsOf
  readonly day: string
  readonly of: string
}

function OnDay({ past, day, of }: OnDayProps) {
  const words = useWords()
  const { differences, was, believed, groups } = past
  const same = differences.length === 0
  const on = { day: words.date(day) }
  return (
    <>
      <div role="status">
        <Corrections differences={differences} day={day} people={[...was, ...believed]} groups={groups} />
      </div>
      <div className={same ? '' : 'nansen-columns'}>
        <Surface title={words.say(same ? 'registration.past.wasAndBelieved' : 'registration.past.was', on)}>
          <Frame people={was} groups={groups} day={day} of={of} />
        </Surface>
        {!same && (
          <Surface title={words.say('registration.past.believed', on)}>
            <Frame people={believed} groups={groups} day={day} of={of} />
          </Surface>
        )}
      </div>
    </>
  )
}
