import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Id } from '@nansen/kernel'
import {
  api,
  Go,
  gathering,
  type InputProps,
  type OutputProps,
  type ReferenceOnScreen,
  useAsk,
  useWords,
} from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Card } from './cards.ts'

/** Pause in typing before people are looked for, ms. */
const QUIET = 300

interface Found {
  readonly people: readonly { readonly card: Card }[]
}

const lineOf = (card: Card) => [card.display_name_native ?? card.display_name, card.number].join(' · ')

/** A person is chosen by looking for them, by name or number, as everywhere. */
function PersonInput(props: InputProps<Id<string>>) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Card | null>(null)
  const [asked] = useDebouncedValue(typed.trim(), QUIET)
  const { card: answered } = useCard(props.value)
  const current = chosen ?? answered
  const isChoice = current !== null && asked === lineOf(current)
  const found = useAsk<Found>('registration.search', { text: asked }, { enabled: asked.length > 1 && !isChoice })
  const cards = [...(current === null ? [] : [current]), ...(found.data?.people ?? []).map(({ card }) => card)]
  const known = [...new Map(cards.map(card => [card.id, card])).values()]
  const nothing = asked.length > 1 && found.isSuccess ? 'ui.nothing-found' : 'ui.type-to-find'
  return (
    <Select
      id={props.id}
      label={props.label}
      error={props.problem}
      withAsterisk={!props.field.optional}
      disabled={props.disabled ?? false}
      data={known.map(card => ({ value: card.id, label: lineOf(card) }))}
      value={props.value}
      searchable
      clearable={props.field.optional}
      clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
      searchValue={typed}
      onSearchChange={setTyped}
      placeholder={words.say('shell.search-hint')}
      filter={({ options }) =>
        options.length > 0 ? options : [{ value: '', label: words.say(nothing), disabled: true }]
      }
      onChange={id => {
        setChosen(known.find(card => card.id === id) ?? null)
        props.onChange(id as Id<string> | null)
      }}
    />
  )
}

/** People that `registration.cards` takes at once. */
const AT_ONCE = 50
/** Names seldom change while a screen is read; ms. */
const FRESH = 60_000

const cardOf = gathering(AT_ONCE, async ids => {
  const { cards } = await api.query<{ readonly cards: readonly Card[] }>('registration.cards', { ids })
  return new Map(cards.map(card => [card.id, card]))
})

/** One line, asked for together with the others of the screen: it opens nobody's case. */
export function useCard(id: string | null): { readonly card: Card | null; readonly pending: boolean } {
  const found = useQuery({ queryKey: ['card', id], queryFn: () => cardOf(id!), staleTime: FRESH, enabled: id !== null })
  return { card: found.data ?? null, pending: found.isPending }
}

function PersonLine({ value }: { readonly value: string }) {
  const words = useWords()
  const { card, pending } = useCard(value)
  if (card !== null) return <bdi>{lineOf(card)}</bdi>
  return pending ? '…' : words.say('ui.not-shown')
}

function PersonOutput({ value }: OutputProps<Id<string>>) {
  const { card } = useCard(value)
  const line = <PersonLine value={value} />
  return card === null ? line : <Go to={`/registration/individual/${card.id}`}>{line}</Go>
}

export const personReference: ReferenceOnScreen = { Input: PersonInput, Output: PersonOutput, Line: PersonLine }
