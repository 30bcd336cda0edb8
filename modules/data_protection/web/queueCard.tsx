import { Badge } from '@mantine/core'
import { QueueCard, type QueueItem, useAsk, useWords, type Words } from '@nansen/ui'

interface Waiting {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly received_on: string
  readonly due_on: string
  readonly overdue: boolean
}

export const useQueue = () => useAsk<{ overdue: number; waiting: readonly Waiting[] }>('data_protection.queue')

/** One request in a list: of whom by number, what is asked, when the answer is due, and whether that day is past. */
export const queueItem = (words: Words, request: Waiting): QueueItem => ({
  id: request.id,
  to: `/data_protection/request/${request.id}`,
  title: (
    <>
      <bdi>{request.number}</bdi> · {words.option('data_protection', 'request', 'kind', request.kind)}{' '}
      {request.overdue && (
        <Badge color="brick" variant="light" tt="none" className="nansen-state" data-color="brick">
          {words.say('data_protection.queue.overdue')}
        </Badge>
      )}
    </>
  ),
  detail: (
    <>
      {words.say('data_protection.queue.due', { day: words.date(request.due_on) })} ·{' '}
      {words.state('data_protection', request.state)}
    </>
  ),
  urgent: request.overdue,
})

/** Requests on the home page, the one due first on top. */
export function QueueOnHome() {
  const words = useWords()
  const { data, error, isLoading } = useQueue()
  return (
    <QueueCard
      title={words.say('data_protection.queue.title')}
      count={data?.waiting.length ?? null}
      empty={words.say('data_protection.queue.none')}
      loading={isLoading}
      error={error}
      items={(data?.waiting ?? []).slice(0, 8).map(each => queueItem(words, each))}
      more={{ to: '/data_protection/queue', label: words.say('data_protection.queue.all') }}
    />
  )
}
