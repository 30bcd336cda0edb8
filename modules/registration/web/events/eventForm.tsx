import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { Calendar } from '@nansen/kernel'
import { ConsequencesDialog, Surface, toast, useGo, useWords } from '@nansen/ui'
import { useState } from 'react'
import { DayTold } from './dayTold.tsx'
import {
  type Answers,
  ASKED,
  commandOf,
  type EventName,
  eventInput,
  leaderOf,
  leavers,
  type Somebody,
} from './eventForms.ts'
import { LookedNewcomer } from './lookedNewcomer.tsx'
import { Question } from './questions.tsx'
import { useRelationshipInWords } from './relationshipInWords.ts'
import { Successor } from './successor.tsx'

interface EventFormProps {
  readonly event: EventName
  /** Null for who is in no family. */
  readonly groupId: string | null
  readonly present: readonly Somebody[]
  readonly gone: readonly Somebody[]
  readonly calendar: Calendar
  readonly answers: Answers
  /** Where to go when it is saved. */
  readonly after: string
  readonly onChange: (part: Partial<Answers>) => void
}

/** The short form of one event, and what will follow. */
export function EventForm({ event, groupId, present, gone, calendar, answers, after, onChange }: EventFormProps) {
  const words = useWords()
  const { say } = words
  const [looking, setLooking] = useState(false)
  const input = eventInput(event, groupId, answers)
  const leaving = leavers(event, answers)
  const staying = present.filter(({ card }) => !leaving.includes(card.id))
  const leaves = staying.length > 1 && leaving.includes(leaderOf(present)?.card.id ?? '')
  const ready = input !== null && !(leaves && answers.successor === null)
  return (
    <Surface title={words.option('registration', 'life_event', 'kind', event)}>
      <form
        onSubmit={submitted => {
          submitted.preventDefault()
          if (ready) setLooking(true)
        }}
      >
        <Stack gap="md" maw="44rem">
          {ASKED[event].map(asked => (
            <Question key={asked} {...{ asked, event, groupId, present, gone, answers, onChange }} />
          ))}
          {leaves && <Successor staying={staying} answers={answers} onChange={onChange} />}
          <Told event={event} calendar={calendar} answers={answers} onChange={onChange} />
          <Group justify="end" align="center">
            {!ready && (
              <Text size="sm" c="dimmed">
                {say('registration.happened.answerFirst')}
              </Text>
            )}
            <Button type="submit" disabled={!ready}>
              {say('registration.act.next')}
            </Button>
          </Group>
        </Stack>
      </form>
      {looking && input !== null && (
        <Looking event={event} input={input} after={after} onCancel={() => setLooking(false)} />
      )}
    </Surface>
  )
}

/** When, where, who says so, which paper: asked of everything that happens. */
function Told({
  event: happening,
  calendar,
  answers,
  onChange,
}: Pick<EventFormProps, 'event' | 'calendar' | 'answers' | 'onChange'>) {
  const words = useWords()
  const field = (name: string) => words.field('registration', 'life_event', name)
  return (
    <>
      <DayTold
        id="answer-happened-on"
        label={field('happened_on')}
        offered={calendar}
        happenedOn={answers.happenedOn}
        told={answers.told}
        onChange={onChange}
      />
      {happening !== 'move' && (
        <TextInput
          label={field('place_as_said')}
          dir="auto"
          maxLength={200}
          value={answers.place}
          onChange={event => onChange({ place: event.currentTarget.value })}
        />
      )}
      <Textarea
        label={field('source')}
        withAsterisk
        autosize
        dir="auto"
        maxLength={10_000}
        value={answers.source}
        onChange={event => onChange({ source: event.currentTarget.value })}
      />
      <TextInput
        label={field('document')}
        dir="auto"
        maxLength={200}
        value={answers.document}
        onChange={event => onChange({ document: event.currentTarget.value })}
      />
    </>
  )
}

interface LookingProps {
  readonly event: EventName
  readonly input: Readonly<Record<string, unknown>>
  readonly after: string
  readonly onCancel: () => void
}

/** What will follow; of who is registered newly, also who looks like them. */
function Looking({ event, input, after, onCancel }: LookingProps) {
  const words = useWords()
  const go = useGo()
  const inWords = useRelationshipInWords()
  const done = () => {
    toast(words.say('registration.act.done'))
    go(after)
  }
  if ('person' in input) return <LookedNewcomer event={event} input={input} onDone={done} onCancel={onCancel} />
  return (
    <ConsequencesDialog
      command={commandOf(event)}
      input={input}
      title={words.option('registration', 'life_event', 'kind', event)}
      confirm={words.say('ui.save')}
      onCancel={onCancel}
      inWords={inWords}
      onDone={done}
    />
  )
}
