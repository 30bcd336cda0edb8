import { Alert, Text } from '@mantine/core'
import { useWords } from '@nansen/ui'

/** A finger or eye that was taken for one, and is on record as another. */
export interface Crossed {
  readonly taken: string
  readonly is: string
}

/** What is on the record at another place, and what to do about it. People look at hands; nothing is exchanged. */
export function Crosswise({ all }: { readonly all: readonly Crossed[] }) {
  const words = useWords()
  if (all.length === 0) return null
  const name = (site: string) => words.option('identity', 'capture', 'site', site)
  return (
    <Alert
      color="orange"
      role="status"
      data-crosswise={all.map(({ taken, is }) => `${taken}>${is}`).join(' ')}
      title={words.say('identity.crosswise.title')}
    >
      <ul className="nansen-advice">
        {all.map(({ taken, is }) => (
          <li key={taken}>{words.say('identity.crosswise.line', { taken: name(taken), is: name(is) })}</li>
        ))}
      </ul>
      <Text size="sm">{words.say('identity.crosswise.do')}</Text>
    </Alert>
  )
}
