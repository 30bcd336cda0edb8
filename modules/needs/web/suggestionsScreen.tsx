import { Button, Group, Text } from '@mantine/core'
import { Page, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'
import { type Suggested, SuggestedLines } from './suggested.tsx'

interface Answer {
  readonly suggestions: readonly Suggested[]
  readonly next: string | null
}

/** What people of the office may need by what is already written down, who was registered last first. */
export function SuggestionsScreen() {
  const words = useWords()
  const [pages, setPages] = useState<readonly string[]>([])
  const before = pages.at(-1) ?? null
  const { data, error, isLoading, refetch } = useAsk<Answer>('needs.suggestions', { before })
  return (
    <Page title={words.say('needs.suggestions.title')} subtitle={words.say('needs.suggestions.why')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} onAgain={() => void refetch()} />}
      {data && (
        <Surface>
          {data.suggestions.length === 0 && <Text c="dimmed">{words.say('needs.suggestions.none')}</Text>}
          <SuggestedLines lines={data.suggestions} named />
        </Surface>
      )}
      {data && (pages.length > 0 || data.next !== null) && (
        <Group justify="center" mt="md">
          <Button variant="default" disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
            {words.say('needs.suggestions.back')}
          </Button>
          <Button
            variant="default"
            disabled={data.next === null}
            onClick={() => data.next !== null && setPages([...pages, data.next])}
          >
            {words.say('needs.suggestions.further')}
          </Button>
        </Group>
      )}
    </Page>
  )
}
