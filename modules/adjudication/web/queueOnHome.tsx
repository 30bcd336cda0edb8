import { QueueCard, useWords } from '@nansen/ui'
import { nameOf, useWaiting } from './waiting.ts'

/** How many pairs the home page lists; the queue has all. */
const LISTED = 6

export function QueueOnHome() {
  const { say } = useWords()
  const { data, isLoading, error } = useWaiting()
  const open = (data?.reviews ?? []).filter(({ spoken }) => !spoken)
  return (
    <QueueCard
      title={say('adjudication.queue.title')}
      count={data ? open.length : null}
      empty={say('adjudication.queue.empty')}
      loading={isLoading}
      error={error}
      items={open.slice(0, LISTED).map(({ id, first, second, openedAt }) => ({
        id,
        to: `/adjudication/review/${id}`,
        title: `${nameOf(first)} · ${nameOf(second)}`,
        since: openedAt,
      }))}
    />
  )
}
