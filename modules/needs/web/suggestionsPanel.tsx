import { Text } from '@mantine/core'
import { Surface, useAsk, useWords } from '@nansen/ui'
import { type Suggested, SuggestedLines } from './suggested.tsx'

/** On the person's page, where something is suggested: what they may need, for who assesses it. */
export function SuggestionsPanel({ id }: { readonly id: string }) {
  const words = useWords()
  const { data } = useAsk<{ readonly suggestions: readonly Suggested[] }>('needs.suggestions', { personId: id })
  if (data === undefined || data.suggestions.length === 0) return null
  return (
    <Surface title={words.say('needs.suggestions.title')} mt="md">
      <Text size="sm" c="dimmed" mb="xs">
        {words.say('needs.suggestions.why')}
      </Text>
      <SuggestedLines lines={data.suggestions} />
    </Surface>
  )
}
