import { Badge, Group, Stack, Text } from '@mantine/core'
import { CardOf } from '@nansen/identity/web'
import { Figures, GoButton, Page, Refused, Slow, StateBadge, Surface, useAsk, useWords } from '@nansen/ui'
import { adjudication } from '../index.ts'
import { useWaiting } from './waiting.ts'

interface Progress {
  readonly waiting: number
  readonly overdue: number
  readonly disagreed: number
  readonly decidedWeek: number
  readonly withdrawnWeek: number
  readonly medianHours: number | null
}
const FIGURES = ['waiting', 'overdue', 'disagreed', 'decidedWeek', 'withdrawnWeek', 'medianHours'] as const

/** Likenesses that wait for this adjudicator, the most overdue first. */
export function Queue() {
  const words = useWords()
  const { say } = words
  const { data, isLoading, error } = useWaiting()
  const progress = useAsk<Progress>('adjudication.progress')
  return (
    <Page title={say('adjudication.queue.title')} subtitle={say('adjudication.desk.blind')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.reviews.length === 0 && (
        <Text c="dimmed" mb="md">
          {say('adjudication.queue.empty')}
        </Text>
      )}
      {progress.data && (
        <Surface title={say('adjudication.queue.progress')}>
          <Figures
            figures={FIGURES.map(each => ({
              label: say(`adjudication.progress.${each}`),
              value: progress.data[each],
            }))}
          />
        </Surface>
      )}
      <Stack gap="md" mt="md">
        {data?.reviews.map(review => (
          <Surface key={review.id}>
            <div className="nansen-pair">
              {review.first && <CardOf card={review.first} words={words} />}
              {review.second && <CardOf card={review.second} words={words} />}
            </div>
            <Group justify="space-between" mt="sm">
              <Group gap="xs">
                <StateBadge module={adjudication} state={review.state} />
                <Badge variant="light">{words.option('adjudication', 'review', 'found_by', review.foundBy)}</Badge>
                {review.state === 'disagreed' && !review.spoken && (
                  <Badge color="orange" variant="light" tt="none">
                    {say('adjudication.queue.third')}
                  </Badge>
                )}
                {review.place !== 'free' && (
                  <Badge color="gray" variant="light" tt="none">
                    {say(`adjudication.queue.${review.place}`)}
                  </Badge>
                )}
                <Text size="sm" c="dimmed">
                  {say('adjudication.queue.waits', { since: words.ago(review.openedAt) })} · <bdi>{review.office}</bdi>
                </Text>
                <Text size="sm" data-overdue={review.overdue}>
                  {say(review.overdue ? 'adjudication.queue.overdue' : 'adjudication.queue.due', {
                    when: words.instant(review.dueAt),
                  })}
                </Text>
              </Group>
              <GoButton to={`/adjudication/review/${review.id}`} variant={review.spoken ? 'light' : 'filled'}>
                {say(review.spoken ? 'adjudication.queue.spoken' : 'adjudication.queue.open')}
              </GoButton>
            </Group>
          </Surface>
        ))}
      </Stack>
    </Page>
  )
}
