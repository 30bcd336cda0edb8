import { QueueCard, type QueueItem, useWords } from '@nansen/ui'
import { useWaiting } from './approvals.tsx'
import { inLanguage } from './codeList.ts'

/** On the administrator's home page: what waits for somebody to agree. */
export function ApprovalsCard() {
  const words = useWords()
  const { lists, staff, invited, assignments, calendars, resets } = useWaiting()
  const nameOf = (id: string) => staff.find(each => each.id === id)?.displayName ?? '—'
  const items: readonly QueueItem[] = [
    ...resets.map(each => ({
      id: each.id,
      to: '/oversight/approvals',
      title: nameOf(each.staffId),
      detail: words.say('oversight.approvals.resets'),
      since: each.requestedAt,
      urgent: true,
    })),
    ...assignments.map(each => ({
      id: each.id,
      to: '/oversight/approvals',
      title: `${nameOf(each.staffId)}: ${words.say(`role.${each.role}`)}`,
      detail: words.say('oversight.approvals.assignments'),
      since: each.requestedAt,
    })),
    ...calendars.map(each => ({
      id: each.id,
      to: `/oversight/calendar?country=${each.country}`,
      title: inLanguage(each.name, words, each.country),
      detail: words.say('oversight.calendar.title'),
      since: each.askedAt,
    })),
    ...invited.map(each => ({
      id: each.id,
      to: `/oversight/staff/${each.id}`,
      title: each.displayName,
      detail: words.say('oversight.approvals.invited'),
    })),
  ]
  return (
    <QueueCard
      title={words.say('oversight.approvals.title')}
      count={items.length}
      items={items.slice(0, 8)}
      empty={words.say('oversight.approvals.none')}
      loading={lists.some(list => list.pending)}
      error={lists.find(list => list.error != null)?.error}
      {...(items.length > 0
        ? { more: { to: '/oversight/approvals', label: words.say('oversight.approvals.look') } }
        : {})}
    />
  )
}
