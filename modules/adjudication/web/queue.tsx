import { Badge, Group, Stack, Text } from '@mantine/core'
import { CardOf } from '@nansen/identity/web'
import { GoButton, Page, Refused, Slow, StateBadge, Surface, useWords } from '@nansen/ui'
import { adjudication } from '../index.ts'
import { useWaiting } from './waiting.ts'

/** Likenesses that wait for this adjudicator, oldest first. */
export function Queue() {
  const words = useWords()
  const { say } = words
  const { data, isLoading, error } = useWaiting()
  return (
    <Page title={say('adjudication.queue.title')} subtitle={say('adjudication.desk.blind')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data?.reviews.length === 0 && <Text c="dimmed">{say('adjudication.queue.empty')}</Text>}
      <Stack gap="md">
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
                <Text size="sm" c="dimmed">
                  {say('adjudication.queue.waits', { since: words.ago(review.openedAt) })}
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
