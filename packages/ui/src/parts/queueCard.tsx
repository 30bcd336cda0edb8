import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../language/words.ts'
import { Go } from './go.tsx'
import { Refused } from './refused.tsx'
import { Slow } from './slow.tsx'
import { Surface } from './surface.tsx'

export interface QueueItem {
  readonly id: string
  readonly to: string
  readonly title: ReactNode
  readonly detail?: ReactNode
  /** ISO 8601: since when somebody waits. */
  readonly since?: string
  /** Goes before others: an unaccompanied child, an older person. */
  readonly urgent?: boolean
}

interface QueueCardProps {
  readonly title: string
  /** How many wait in all; may be more than are listed. */
  readonly count: number | null
  readonly items: readonly QueueItem[]
  /** What to say when nobody waits. */
  readonly empty: string
  readonly more?: { readonly to: string; readonly label: string }
  readonly actions?: ReactNode
  readonly loading?: boolean
  readonly error?: unknown
}

/** What waits for this person, oldest and most urgent first, each one touch away. */
export function QueueCard({ title, count, items, empty, more, actions, loading, error }: QueueCardProps) {
  const words = useWords()
  const heading = (
    <Group gap="xs" component="span">
      {title}
      {count !== null && count > 0 && <span className="nansen-count">{words.number(count)}</span>}
    </Group>
  )
  return (
    <Surface title={heading} actions={actions}>
      {loading === true && <Slow />}
      {error != null && <Refused error={error} />}
      {loading !== true && error == null && items.length === 0 && <Text c="dimmed">{empty}</Text>}
      <Stack gap={0} component="ul" className="nansen-queue">
        {items.map(item => (
          <li key={item.id} data-urgent={item.urgent === true}>
            <Go to={item.to} className="nansen-rowlink">
              {item.title}
            </Go>
            {item.detail !== undefined && (
              <Text size="sm" c="dimmed" component="div">
                {item.detail}
              </Text>
            )}
            {item.since !== undefined && (
              <Text size="sm" c="dimmed" display="block" component="time" dateTime={item.since}>
                {words.ago(item.since)}
              </Text>
            )}
          </li>
        ))}
      </Stack>
      {more !== undefined && (
        <Text mt="sm">
          <Go to={more.to}>{more.label}</Go>
        </Text>
      )}
    </Surface>
  )
}
