import { QueueCard, useWords } from '@nansen/ui'
import { useSessions } from './administration.ts'

/** How many the home page lists. */
const LISTED = 6

/** On the administrator's home page: who is signed in now. */
export function SessionsCard() {
  const words = useWords()
  const { rows, pending, error } = useSessions()
  return (
    <QueueCard
      title={words.say('oversight.sessions.title')}
      count={pending ? null : rows.length}
      empty={words.say('oversight.approvals.none')}
      loading={pending}
      error={error}
      items={rows.slice(0, LISTED).map(({ id, staffId, displayName, device, lastUsedAt }) => ({
        id,
        to: `/oversight/staff/${staffId}`,
        title: <bdi>{displayName}</bdi>,
        detail: <bdi>{device}</bdi>,
        since: lastUsedAt,
      }))}
      more={{ to: '/oversight/sessions', label: words.say('oversight.sessions.all') }}
    />
  )
}
