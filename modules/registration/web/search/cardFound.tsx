import { Alert, Group, Stack } from '@mantine/core'
import { GoButton, PersonCard, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { type Card, cardProps } from '../cards.ts'

interface Answer {
  readonly outcome: 'genuine' | 'forged' | 'unknown-key' | 'unreadable'
  readonly expired: boolean
  readonly document: string | null
  readonly person: Card | null
}

/** A scanned certificate: whether it is ours, whose it is, and the way to compare a finger. */
export function CardFound({ text }: { readonly text: string }) {
  const words = useWords()
  const { say } = words
  const may = useMay()
  const { data, error, isLoading } = useAsk<Answer>('registration.card', { text })
  if (isLoading) return <Slow />
  if (error) return <Refused error={error} />
  if (!data) return null
  const good = data.outcome === 'genuine' && !data.expired
  const key = data.outcome === 'genuine' && data.expired ? 'expired' : data.outcome
  return (
    <Stack gap="md">
      <Alert
        color={good ? 'green' : 'orange'}
        role="status"
        data-card={key}
        title={say(`registration.card.${key}`, { document: data.document ?? '' })}
      />
      {data.person && (
        <Surface>
          <Group justify="space-between" align="start">
            <PersonCard {...cardProps(data.person, words)} />
            {may('identity', 'create') && (
              <GoButton to={`/identity/verify/${data.person.id}`}>{say('registration.card.verify')}</GoButton>
            )}
          </Group>
        </Surface>
      )}
    </Stack>
  )
}
