import { Button, Group, Text, TextInput } from '@mantine/core'
import { isPartialDate, type PartialDate } from '@nansen/kernel'
import { useId, useState } from 'react'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { InputProps } from './kindOnScreen.ts'
import { type Reading, readTypedDate } from './typedDate.ts'

interface TypedDateProps extends InputProps<string> {
  /** A key of the labels for the hint below the box. */
  readonly hint: string
  /** Whether the day must be known. */
  readonly whole: boolean
}

/** Typed, because a clerk types a date in two seconds and needs ten to click one. What was understood is said back below the box. */
export function TypedDateInput({ hint, whole, ...props }: TypedDateProps) {
  const words = useWords()
  const helpId = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const reading = readTypedDate(typed ?? '')
  const accept = (date: PartialDate) => {
    setTyped(null)
    props.onProblem?.(null)
    props.onChange(date)
  }
  const type = (text: string) => {
    setTyped(text)
    const read = readTypedDate(text)
    const fits = read.is === 'date' && !(whole && read.date.length < 10)
    props.onProblem?.(
      fits || read.is === 'empty' ? null : words.say(read.is === 'two-ways' ? 'problem.choose-date' : hint),
    )
    props.onChange(fits ? read.date : null)
  }
  const value = props.value !== null && isPartialDate(props.value) ? props.value : null
  return (
    <div>
      <TextInput
        {...frame(props)}
        dir="ltr"
        className="nansen-typed"
        inputMode="numeric"
        placeholder={words.say(whole ? 'ui.date-example' : 'ui.partial-date-example')}
        value={typed ?? value ?? ''}
        aria-describedby={helpId}
        onChange={event => type(event.currentTarget.value)}
      />
      <div id={helpId} aria-live="polite">
        {reading.is === 'two-ways' ? (
          <WhichDate either={reading.either} onChoose={accept} />
        ) : (
          <Text size="sm" c="dimmed" mt={2} mih="1.4em">
            {understood(reading, value, words.date) ?? (reading.is === 'unreadable' ? words.say(hint) : null)}
          </Text>
        )}
      </div>
    </div>
  )
}

const understood = (reading: Reading, value: string | null, say: (date: string) => string): string | null => {
  if (reading.is === 'date') return say(reading.date)
  return reading.is === 'empty' && value !== null ? say(value) : null
}

interface WhichDateProps {
  readonly either: readonly [PartialDate, PartialDate]
  readonly onChoose: (date: PartialDate) => void
}

function WhichDate({ either, onChoose }: WhichDateProps) {
  const words = useWords()
  return (
    <Group gap="xs" mt={6}>
      <Text size="sm" fw={600}>
        {words.say('ui.which-date')}
      </Text>
      {either.map(date => (
        <Button key={date} variant="default" size="compact-md" onClick={() => onChoose(date)}>
          {words.date(date)}
        </Button>
      ))}
    </Group>
  )
}
