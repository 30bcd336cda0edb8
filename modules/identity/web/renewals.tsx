import { Group, Stack, Text } from '@mantine/core'
import { GoButton, Page, QueueCard, Refused, Slow, StateBadge, Surface, useAsk, useWords } from '@nansen/ui'
import { identity } from '../index.ts'
import { CardOf, type SummaryCard } from './foundPeople.tsx'

interface WaitingSitting {
  readonly id: string
  readonly state: string
  readonly capturedAt: string
  readonly card: SummaryCard | null
}
const useWaiting = () => useAsk<{ sittings: readonly WaitingSitting[] }>('identity.renewals')

/** Sittings unlike their person's record: a supervisor asks, a second person decides. */
export function Renewals() {
  const words = useWords()
  const { say } = words
  const { data, isLoading, error } = useWaiting()
  return (
    <Page title={say('identity.renewal.title')} subtitle={say('identity.renewal.intro')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.sittings.length === 0 && <Text c="dimmed">{say('identity.renewal.empty')}</Text>}
      <Stack gap="md">
        {data?.sittings.map(sitting => (
          <Surface key={sitting.id}>
            {sitting.card && <CardOf card={sitting.card} words={words} />}
            <Group justify="space-between" mt="sm">
              <Group gap="xs">
                <StateBadge module={identity} state={sitting.state} />
                <Text size="sm" c="dimmed">
                  {words.ago(sitting.capturedAt)}
                </Text>
              </Group>
              <GoButton to={`/identity/renewal/${sitting.id}`}>{say('identity.renewal.open')}</GoButton>
            </Group>
          </Surface>
        ))}
      </Stack>
    </Page>
  )
}

/** How many sittings the home page lists; the page has all. */
const LISTED = 6

export function RenewalsOnHome() {
  const { say } = useWords()
  const { data, isLoading, error } = useWaiting()
  const sittings = data?.sittings ?? []
  return (
    <QueueCard
      title={say('identity.renewal.title')}
      count={data ? sittings.length : null}
      empty={say('identity.renewal.empty')}
      loading={isLoading}
      error={error}
      items={sittings.slice(0, LISTED).map(({ id, card, capturedAt }) => ({
        id,
        to: `/identity/renewal/${id}`,
        title: card?.display_name_native ?? card?.display_name ?? '—',
        since: capturedAt,
      }))}
    />
  )
}
