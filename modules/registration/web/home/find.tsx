import { Button, Group, Text, TextInput } from '@mantine/core'
import { Surface, useGo, useWords } from '@nansen/ui'
import { useState } from 'react'

/** Where a day at the desk begins: whoever stands there may be known already. */
export function FindCard() {
  const { say } = useWords()
  const go = useGo()
  const [text, setText] = useState('')
  return (
    <Surface title={say('registration.search.title')}>
      <search>
        <form
          onSubmit={event => {
            event.preventDefault()
            go(`/registration/search?q=${encodeURIComponent(text.trim())}`)
          }}
        >
          <Text c="dimmed" mb="xs">
            {say('registration.search.intro')}
          </Text>
          <Group align="end" gap="sm">
            <TextInput
              flex={1}
              miw="12rem"
              dir="auto"
              label={say('registration.search.label')}
              value={text}
              onChange={event => setText(event.currentTarget.value)}
            />
            <Button type="submit" disabled={text.trim() === ''}>
              {say('registration.search.go')}
            </Button>
          </Group>
        </form>
      </search>
    </Surface>
  )
}
