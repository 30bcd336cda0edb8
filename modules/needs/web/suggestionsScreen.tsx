import { Button, Group, Select, Text } from '@mantine/core'
import { entryLabel, Page, Refused, Slow, Surface, useAsk, useCodes, useWords } from '@nansen/ui'
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
  const [rule, setRule] = useState<string | null>(null)
  const before = pages.at(-1) ?? null
  const { entries } = useCodes('need_suggestion')
  const { data, error, isLoading, refetch } = useAsk<Answer>('needs.suggestions', { before, rule })
  return (
    <Page title={words.say('needs.suggestions.title')} subtitle={words.say('needs.suggestions.why')}>
      <Select
        mb="md"
        label={words.field('needs', 'suggestion', 'rule')}
        placeholder={words.say('needs.suggestions.any')}
        clearable
        clearButtonProps={{ 'aria-label': words.say('ui.clear') }}
        data={entries.map(entry => ({ value: entry.code, label: entryLabel(entry, words) }))}
        value={rule}
        onChange={value => {
          setRule(value)
          setPages([])
        }}
      />
      {isLoading && <Slow atOnce />}
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
