import { Group, NumberInput, TextInput } from '@mantine/core'
import type { Money } from '@nansen/model'
import { useState } from 'react'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { InputProps, KindOnScreen } from './kindOnScreen.ts'

/** Digits after the point in a currency: 2 for shillings, 0 for yen, 3 for dinars. */
const fraction = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const isCurrency = (text: string) => /^[A-Z]{3}$/.test(text)

function MoneyInput(props: InputProps<Money>) {
  const { say } = useWords()
  const [currency, setCurrency] = useState(props.value?.currency ?? '')
  const [amount, setAmount] = useState<number | null>(
    props.value === null ? null : props.value.amount / 10 ** fraction(props.value.currency),
  )
  const give = (whole: number | null, code: string) => {
    setAmount(whole)
    setCurrency(code)
    const known = whole !== null && isCurrency(code)
    props.onProblem?.(known || (whole === null && code === '') ? null : say('problem.money'))
    props.onChange(known ? { amount: Math.round(whole * 10 ** fraction(code)), currency: code } : null)
  }
  return (
    <Group align="end" gap="xs" wrap="nowrap">
      <NumberInput
        {...frame(props)}
        hideControls
        inputMode="decimal"
        style={{ flex: 1 }}
        value={amount ?? ''}
        onChange={value => give(typeof value === 'number' ? value : null, currency)}
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
