import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { InputProps, KindOnScreen } from './kindOnScreen.ts'
import { readTypedNumber } from './typedNumber.ts'

function NumberBox({ decimals, ...props }: InputProps<number> & { readonly decimals: boolean }) {
  const { say } = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const type = (text: string) => {
    const value = readTypedNumber(text, decimals)
    setTyped(text)
    const wrong = decimals ? 'problem.not-a-number' : 'problem.not-a-whole-number'
    props.onProblem?.(value === null && text.trim() !== '' ? say(wrong) : null)
    props.onChange(value)
  }
  return (
    <TextInput
      {...frame(props)}
      inputMode={decimals ? 'decimal' : 'numeric'}
      value={typed ?? props.value ?? ''}
      onChange={event => type(event.currentTarget.value)}
      onBlur={() => props.value !== null && setTyped(null)}
    />
  )
}

function NumberText({ value }: { readonly value: number }) {
  // From five digits on: a year is a whole number too, and nobody writes 1,987.
  return <span className="nansen-number">{useWords().number(value, { useGrouping: 'min2' })}</span>
}

/** A whole number. */
export const IntegerKind: KindOnScreen<number> = {
  Input: props => <NumberBox {...props} decimals={false} />,
  Output: ({ value }) => <NumberText value={value} />,
}

/** A number with a fraction. */
export const DecimalKind: KindOnScreen<number> = {
  Input: props => <NumberBox {...props} decimals />,
  Output: ({ value }) => <NumberText value={value} />,
}
