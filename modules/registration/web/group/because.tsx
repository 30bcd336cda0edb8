import { Textarea } from '@mantine/core'
import { useWords } from '@nansen/ui'

interface BecauseProps {
  readonly value: string
  /** Whether an absent answer is a problem already. */
  readonly missing: boolean
  readonly onChange: (because: string) => void
}

/** Why something is done: it stays in the history, and somebody will ask. */
export function Because({ value, missing, onChange }: BecauseProps) {
  const { say } = useWords()
  return (
    <Textarea
      id="answer-because"
      label={say('registration.act.because')}
      withAsterisk
      autosize
      minRows={2}
      maxLength={10_000}
      value={value}
      error={missing && value.trim() === '' ? say('problem.required') : null}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
