import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'

/** `registration.families`. */
interface FamilyFound {
  readonly id: string
  readonly number: string
  readonly size: number
  readonly office: string
  readonly names: readonly string[]
}

interface FamilyPickerProps {
  /** The family that is not offered. */
  readonly except: string
  readonly onChoose: (id: string, family: FamilyFound) => void
}

/** Another family of the office, looked for by number or name: Enter looks, and each that is found is one touch away. */
export function FamilyPicker({ except, onChoose }: FamilyPickerProps) {
  const { say } = useWords()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const found = useAsk<{ readonly families: readonly FamilyFound[] }>(
    'registration.families',
    { text: asked },
    { enabled: asked !== '' },
  )
  const families = found.data?.families.filter(({ id }) => id !== except) ?? []
  return (
    <Surface>
      <search>
        <form
          onSubmit={event => {
            event.preventDefault()
            setAsked(text.trim())
          }}
        >
          <Group align="end" gap="sm" wrap="nowrap">
            <TextInput
              data-autofocus
              autoFocus
              type="search"
              dir="auto"
              style={{ flex: 1 }}
              label={say('registration.merge.find')}
              value={text}
              maxLength={200}
              autoComplete="off"
              onChange={event => setText(event.currentTarget.value)}
            />
            <Button type="submit" disabled={text.trim() === ''}>
              {say('registration.merge.go')}
            </Button>
          </Group>
        </form>
      </search>
      <div role="status">
        {found.isLoading && asked !== '' && <Slow />}
        {found.data && families.length === 0 && (
          <Text mt="md" c="dimmed">
            {say('registration.merge.nobody')}
          </Text>
        )}
      </div>
      {found.error && <Refused error={found.error} />}
      {families.length > 0 && (
        <Stack gap="sm" mt="md" component="ul" className="nansen-plain" aria-label={say('registration.merge.found')}>
          {families.map(family => (
            <FoundFamily key={family.id} family={family} onChoose={onChoose} />
          ))}
        </Stack>
      )}
    </Surface>
  )
}

interface FoundFamilyProps {
  readonly family: FamilyFound
  readonly onChoose: FamilyPickerProps['onChoose']
}

function FoundFamily({ family, onChoose }: FoundFamilyProps) {
  const { say } = useWords()
  return (
    <Group component="li" justify="space-between" align="start" gap="sm" data-family={family.number}>
      <div>
        <Text fw={600} className="nansen-number" dir="ltr" component="span">
          {family.number}
        </Text>
        <Text size="sm">
          <bdi>{family.names.join(' · ')}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {say('registration.merge.size', { count: family.size })} · <bdi>{family.office}</bdi>
        </Text>
      </div>
      <Button
        variant="default"
        aria-label={`${say('registration.merge.choose')}: ${family.number}`}
        onClick={() => onChoose(family.id, family)}
      >
        {say('registration.merge.choose')}
      </Button>
    </Group>
  )
}
