import { QueueCard, useWords } from '@nansen/ui'
import { isUnanswered, today, useQuarter } from './administration.ts'

/** How many the home page lists. */
const LISTED = 5

/** On the home page of whoever is asked: assignments nobody has confirmed this quarter; overdue ones stand out. Others' too, for an administrator. */
export function QuarterCard() {
  const words = useWords()
  const { rows, pending, error } = useQuarter()
  const day = today()
  const open = rows.filter(line => isUnanswered(line) && (line.asksMe || line.dueOn < day))
  return (
    <QueueCard
      title={words.say('oversight.quarter.title')}
      count={pending ? null : open.length}
      empty={words.say('oversight.quarter.all-answered')}
      loading={pending}
      error={error}
      items={open.slice(0, LISTED).map(line => ({
        id: line.assignmentId,
        to: '/oversight/quarter',
        title: <bdi>{line.staffName}</bdi>,
        detail: words.say(line.dueOn < day ? 'oversight.quarter.overdue' : 'oversight.quarter.due', {
          role: words.say(`role.${line.role}`),
          day: words.date(line.dueOn < day ? line.suspendOn : line.dueOn),
        }),
        urgent: line.dueOn < day,
      }))}
      {...(open.length > 0
        ? { more: { to: '/oversight/quarter', label: words.say('oversight.quarter.open-all') } }
        : {})}
    />
  )
}
