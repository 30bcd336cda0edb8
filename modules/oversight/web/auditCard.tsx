import { Text } from '@mantine/core'
import { Bars, Go, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'
import { useState } from 'react'

interface Day {
  readonly acts: readonly { readonly action: string; readonly count: number }[]
  readonly denied: number
  readonly checkpoint: { readonly size: number; readonly at: string; readonly genuine: boolean } | null
}

/** When the reader's day began, in UTC. */
const thisMorning = () => new Date(new Date().setHours(0, 0, 0, 0)).toISOString()

/** On an auditor's home page: today's acts by kind, what was refused, and whether the log is sealed. */
export function AuditCard() {
  const words = useWords()
  const [since] = useState(thisMorning)
  const { data, error, isLoading } = useAsk<Day>('oversight.day', { since })
  return (
    <Surface title={words.say('oversight.day.title')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <>
          <Bars
            bars={[
              ...data.acts.map(({ action, count }) => ({ label: kindOf(action, words), value: count })),
              { label: words.say('oversight.day.denied'), value: data.denied },
            ]}
          />
          <Seal checkpoint={data.checkpoint} />
          <Text mt="sm">
            <Go to="/oversight/audit">{words.say('oversight.day.open')}</Go>
          </Text>
        </>
      )}
    </Surface>
  )
}

const kindOf = (action: string, words: ReturnType<typeof useWords>) =>
  words.has(`oversight.kind.${action}`) ? words.say(`oversight.kind.${action}`) : action

function Seal({ checkpoint }: { readonly checkpoint: Day['checkpoint'] }) {
  const words = useWords()
  if (checkpoint === null)
    return (
      <Text size="sm" c="dimmed" mt="md">
        {words.say('oversight.day.unsealed')}
      </Text>
    )
  const { genuine, size, at } = checkpoint
  return (
    <Text size="sm" mt="md" {...(genuine ? { c: 'dimmed' } : { fw: 600, role: 'alert' })}>
      {words.say(genuine ? 'oversight.day.sealed' : 'oversight.day.broken', {
        lines: words.number(size),
        when: words.ago(at),
      })}
    </Text>
  )
}
