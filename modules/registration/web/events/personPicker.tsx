import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { PersonCard, Refused, Slow, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'
import { type Card, cardProps } from '../cards.ts'

interface PersonPickerProps {
  readonly label: string
  readonly value: Card | null
  readonly onChange: (card: Card | null) => void
}

/** Somebody of any family, looked for by number or name. */
export function PersonPicker({ label, value, onChange }: PersonPickerProps) {
  const words = useWords()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const found = useAsk<{ readonly people: readonly { readonly card: Card }[] }>(
    'registration.search',
    { text: asked, limit: 8 },
    { enabled: asked !== '' },
  )
  if (value !== null)
    return (
      <fieldset className="nansen-plain-fieldset">
        <Text component="legend" fw={600} size="sm">
          {label}
        </Text>
        <Group justify="space-between" align="start">
          <PersonCard {...cardProps(value, words)} />
          <Button variant="subtle" onClick={() => onChange(null)}>
            {words.say('registration.happened.another')}
          </Button>
        </Group>
      </fieldset>
    )
  const look = () => setAsked(text.trim())
  return (
    <div>
      <Group align="end" gap="sm" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          type="search"
          dir="auto"
          autoComplete="off"
          maxLength={200}
          label={label}
          description={words.say('registration.happened.findHint')}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            look()
          }}
        />
        <Button variant="default" disabled={text.trim() === ''} onClick={look}>
          {words.say('registration.happened.find')}
        </Button>
      </Group>
      <div role="status">
        {found.isLoading && asked !== '' && <Slow />}
        {found.data?.people.length === 0 && <Text c="dimmed">{words.say('registration.happened.nobodyFound')}</Text>}
      </div>
      {found.error && <Refused error={found.error} />}
      <Stack gap="xs" mt="xs" component="ul" className="nansen-plain">
        {(asked === '' ? [] : (found.data?.people ?? [])).map(({ card }) => (
          <Group key={card.id} component="li" justify="space-between" align="start" data-found={card.number}>
            <PersonCard {...cardProps(card, words)} />
            <Button
              variant="default"
              aria-label={`${words.say('registration.happened.thisOne')}: ${card.number}`}
              onClick={() => onChange(card)}
            >
              {words.say('registration.happened.thisOne')}
            </Button>
          </Group>
        ))}
      </Stack>
    </div>
  )
}
