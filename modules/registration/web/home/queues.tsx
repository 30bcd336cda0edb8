import { QueueCard, useAsk, useWords } from '@nansen/ui'
import type { Card } from '../cards.ts'

interface Row {
  readonly card: Card
  readonly since: string
  readonly record_id: string
  readonly about: string | null
}

/** How many a card of the home page lists. */
const LISTED = 6

/** Corrections that somebody else asked for, and that wait for this supervisor. */
export function CorrectionsCard() {
  const words = useWords()
  const { data, error, isLoading } = useAsk<{ rows: readonly Row[] }>('registration.queue', { queue: 'corrections' })
  const rows = data?.rows ?? []
  return (
    <QueueCard
      title={words.records('registration', 'correction_request')}
      count={data ? rows.length : null}
      empty={words.say('registration.home.nothing')}
      loading={isLoading}
      error={error}
      items={rows.slice(0, LISTED).map(({ card, since, record_id, about }) => ({
        id: record_id,
        to: `/registration/correction/${record_id}`,
        title: <bdi>{card.display_name_native ?? card.display_name}</bdi>,
        detail: about === null ? undefined : words.option('registration', 'correction_request', 'what', about),
        since,
      }))}
    />
  )
}

/** People who have no photo yet: the next quiet hour's work. */
export function WithoutPhotoCard() {
  const words = useWords()
  const { data, error, isLoading } = useAsk<{ rows: readonly Row[] }>('registration.queue', {
    queue: 'without-photo',
    limit: 20,
  })
  const rows = data?.rows ?? []
  return (
    <QueueCard
      title={words.say('registration.home.withoutPhoto')}
      count={null}
      empty={words.say('registration.home.nothing')}
      loading={isLoading}
      error={error}
      items={rows.slice(0, LISTED).map(({ card, since, record_id }) => ({
        id: record_id,
        to: `/registration/individual/${card.id}`,
        title: <bdi>{card.display_name_native ?? card.display_name}</bdi>,
        since,
      }))}
    />
  )
}
