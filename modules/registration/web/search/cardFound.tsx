import { Alert, Group, Stack } from '@mantine/core'
import { GoButton, PersonCard, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { type Card, cardProps } from '../cards.ts'

interface Answer {
  readonly outcome: 'genuine' | 'forged' | 'unknown-key' | 'unreadable'
  readonly expired: boolean
  readonly ended: string | null
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
  if (error) return <Refused error={error} says={{ 'not-found': 'registration.card.nobody' }} />
  if (!data) return null
  const standing = standingOf(data)
  const ended = data.ended === null ? '' : say(`registration.code.paper_end.ended.${data.ended}`)
  return (
    <Stack gap="md">
      <Alert
        color={standing === 'genuine' ? 'green' : 'orange'}
        role="status"
        data-card={standing}
        title={say(`registration.card.${standing}`, { document: data.document ?? '', ended })}
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

/** What ended it comes before its last day: whoever shows a card that was replaced has another one. */
function standingOf({ outcome, ended, expired }: Answer): string {
  if (outcome !== 'genuine') return outcome
  if (ended !== null) return 'ended'
  return expired ? 'expired' : 'genuine'
}
