import { Text } from '@mantine/core'
import { FieldInput, type InputProps, useWords } from '@nansen/ui'
import { useState } from 'react'
import { ageTyped, yearOfBirth } from './bornByAge.ts'

/** A date of birth, or an age: many know only how old they are. What it makes of the age is said below the box while it is typed. */
export function BornInput(props: InputProps<unknown>) {
  const { say } = useWords()
  const [age, setAge] = useState<number | null>(null)
  const [times, setTimes] = useState(0)
  const typed = (text: string) => {
    const years = ageTyped(text)
    if (years !== null) {
      props.onProblem?.(null)
      props.onChange({ year: yearOfBirth(years, new Date()), isEstimated: true })
    } else if (age !== null) props.onChange({ isEstimated: false })
    setAge(years)
  }
  // The box says what it is typed into first; then the age is told instead, and on leaving it the year stands there.
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only overhears the box inside, which is what people use
    <div
      onInput={event => {
        const { value } = event.target as HTMLInputElement
        queueMicrotask(() => typed(value))
      }}
      onBlur={() => {
        if (age === null) return
        setAge(null)
        setTimes(times + 1)
      }}
    >
      <FieldInput key={times} {...props} />
      {age !== null && (
        <Text size="sm" fw={600} aria-live="polite">
          {say('registration.register.byAge', { year: yearOfBirth(age, new Date()) })}
        </Text>
      )}
    </div>
  )
}
