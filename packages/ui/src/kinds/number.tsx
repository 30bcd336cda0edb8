import { NumberInput } from '@mantine/core'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { InputProps, KindOnScreen } from './kindOnScreen.ts'

function NumberBox({ decimals, ...props }: InputProps<number> & { readonly decimals: boolean }) {
  return (
    <NumberInput
      {...frame(props)}
      allowDecimal={decimals}
      hideControls
      inputMode={decimals ? 'decimal' : 'numeric'}
      value={props.value ?? ''}
      onChange={value => props.onChange(typeof value === 'number' ? value : null)}
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
