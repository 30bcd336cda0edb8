import { QueueCard, useAsk, useWords } from '@nansen/ui'
import type { Compared } from './comparison.tsx'

/** On the home page: comparisons that a partner waits for, and answers that whoever looks can read. */
export function OverlapCard() {
  const words = useWords()
  const { data, error, isLoading } = useAsk<{ readonly overlaps: readonly Compared[] }>('assistance.overlaps', {})
  const open = (data?.overlaps ?? []).filter(({ ended }) => ended === null)
  const asked = open.filter(({ askedByUs, answeredAt }) => !askedByUs && answeredAt === null)
  const readable = open.filter(
    ({ askedByUs, mine, answeredAt, returnedAt }) => mine && (askedByUs ? answeredAt : returnedAt) !== null,
  )
  const items = [...asked, ...readable]
  return (
    <QueueCard
      title={words.say('assistance.overlap.title')}
      count={items.length}
      items={items.map(({ id, partner, kind, askedAt }) => ({
        id,
        to: '/assistance/overlap',
        title: partner,
        detail: words.option('assistance', 'programme', 'kind', kind),
        since: askedAt,
      }))}
      empty={words.say('assistance.overlap.none-waits')}
      loading={isLoading}
      error={error}
      more={{ to: '/assistance/overlap', label: words.say('assistance.overlap.ask') }}
    />
  )
}
