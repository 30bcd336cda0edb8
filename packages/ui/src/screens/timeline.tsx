import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../language/words.ts'

export interface TimelineEntry {
  readonly id: string
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly who: ReactNode
  /** What happened, as a sentence in the reader's language. */
  readonly what: ReactNode
  readonly details?: ReactNode
}

/** What happened to a record, latest first. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const words = useWords()
  if (entries.length === 0) return <Text c="dimmed">{words.say('timeline.nothing')}</Text>
  return (
    <ol className="nansen-timeline">
      {entries.map(entry => (
        <li key={entry.id}>
          <Text size="sm" c="dimmed">
            <time dateTime={entry.at}>{words.instant(entry.at)}</time>
            {entry.who !== null && (
              <>
                {' · '}
                <bdi>{entry.who}</bdi>
              </>
            )}
          </Text>
          <div>{entry.what}</div>
          {entry.details}
        </li>
      ))}
    </ol>
  )
}
