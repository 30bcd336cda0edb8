import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { InputProps, KindOnScreen } from './kindOnScreen.ts'
import { readTypedPhone } from './typedPhone.ts'

function PhoneInput(props: InputProps<string>) {
  const { say } = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput
      {...frame(props)}
      type="tel"
      inputMode="tel"
      dir="ltr"
      className="nansen-typed"
      placeholder="+254 712 345 678"
      description={say('ui.phone-hint')}
      value={typed ?? props.value ?? ''}
      onChange={event => {
        const text = event.currentTarget.value
        const number = readTypedPhone(text)
        setTyped(text)
        props.onProblem?.(text.trim() === '' || number !== null ? null : say('problem.phone'))
        props.onChange(number)
      }}
    />
  )
}

/** A number that can be dialled from any country. Read from the left in every language. */
export const PhoneKind: KindOnScreen<string> = {
  Input: PhoneInput,
  Output: ({ value }) => (
    <bdi dir="ltr" className="nansen-number">
      {value}
    </bdi>
  ),
}
