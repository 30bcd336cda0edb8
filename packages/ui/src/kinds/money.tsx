import { Group, TextInput } from '@mantine/core'
import type { Money } from '@nansen/model'
import { useState } from 'react'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { InputProps, KindOnScreen } from './kindOnScreen.ts'
import { readTypedNumber } from './typedNumber.ts'

/** Digits after the point in a currency: 2 for shillings, 0 for yen, 3 for dinars. */
const fraction = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const isCurrency = (text: string) => /^[A-Z]{3}$/.test(text)

function MoneyInput(props: InputProps<Money>) {
  const { say } = useWords()
  const [currency, setCurrency] = useState(props.value?.currency ?? '')
  const [amount, setAmount] = useState(
    props.value === null ? '' : String(props.value.amount / 10 ** fraction(props.value.currency)),
  )
  const give = (typed: string, code: string) => {
    setAmount(typed)
    setCurrency(code)
    const whole = readTypedNumber(typed, true)
    const known = whole !== null && isCurrency(code)
    props.onProblem?.(known || (typed.trim() === '' && code === '') ? null : say('problem.money'))
    props.onChange(known ? { amount: Math.round(whole * 10 ** fraction(code)), currency: code } : null)
  }
  return (
    <Group align="end" gap="xs" wrap="nowrap">
      <TextInput
        {...frame(props)}
        inputMode="decimal"
        style={{ flex: 1 }}
        value={amount}
        onChange={event => give(event.currentTarget.value, currency)}
      />
      <TextInput
        aria-label={say('ui.currency')}
        placeholder="KES"
        dir="ltr"
        w="6rem"
        maxLength={3}
        value={currency}
        onChange={event => give(amount, event.currentTarget.value.toUpperCase())}
      />
    </Group>
  )
}

/** An amount in a currency. */
export const MoneyKind: KindOnScreen<Money> = {
  Input: MoneyInput,
  Output({ value }) {
    const words = useWords()
    return (
      <span className="nansen-number">
        {words.number(value.amount / 10 ** fraction(value.currency), { style: 'currency', currency: value.currency })}
      </span>
    )
  },
}
