import { Go, GoButton, Page, QueueCard, useMay, useWords } from '@nansen/ui'
import { queueItem, useQueue } from './queueCard.tsx'

/** Every request that waits for an answer, overdue ones first. */
export function QueueScreen() {
  const words = useWords()
  const may = useMay()
  const { data, error, isLoading } = useQueue()
  return (
    <Page
      title={words.say('data_protection.queue.title')}
      subtitle={words.say('data_protection.queue.explained')}
      actions={
        may('data_protection', 'create') && (
          <GoButton to="/data_protection/request/new">{words.say('data_protection.panel.new')}</GoButton>
        )
      }
    >
      <QueueCard
        title={words.say('data_protection.queue.title')}
        count={data?.waiting.length ?? null}
        empty={words.say('data_protection.queue.none')}
        loading={isLoading}
        error={error}
        items={(data?.waiting ?? []).map(each => queueItem(words, each))}
      />
      <Go to="/data_protection/request">{words.say('data_protection.queue.all')}</Go>
    </Page>
  )
}
