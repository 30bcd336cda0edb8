import { QueueCard, useAsk, useDesk, useMay, useModule, useWords } from '@nansen/ui'
import { lastMoment } from './lastMoment.ts'
import type { Due } from './myDay.tsx'
import { taskName } from './taskName.ts'

const LISTED = 6

/** The first of what waits, on the home page. */
export function MyDayCard() {
  const words = useWords()
  const { modules } = useDesk()
  const may = useMay()
  const works = modules.some(each => each.case !== null && may(each.name, 'read', 'personal'))
  const found = useAsk<{ readonly due: readonly Due[] }>('cases.myDay', {}, { enabled: works })
  if (!works) return null
  const mine = (found.data?.due ?? []).filter(({ forMe }) => forMe)
  return (
    <QueueCard
      title={words.say('case.my-day.title')}
      count={found.isSuccess ? mine.length : null}
      loading={found.isPending}
      error={found.error}
      empty={words.say('case.my-day.empty')}
      more={{ to: '/cases/my-day', label: words.say('case.my-day.title') }}
      items={mine.slice(0, LISTED).map(due => ({
        id: due.id,
        to: `/${due.module}/${modules.find(({ name }) => name === due.module)?.case?.record ?? ''}/${due.caseId}`,
        title:
          due.what === 'task'
            ? taskName(due.module, due.kind, words)
            : words.say('case.my-day.clock', { name: words.say(`${due.module}.clock.${due.kind}`) }),
        detail: <Detail due={due} />,
        urgent: due.dueAt !== null && Date.parse(due.dueAt) < Date.now(),
      }))}
    />
  )
}

function Detail({ due }: { readonly due: Due }) {
  const words = useWords()
  const module = useModule(due.module)
  return (
    <>
      {module !== null && words.say(`${due.module}.module`)} · <bdi>{due.number}</bdi>
      {due.dueAt !== null && <> · {words.say('case.task.due', { when: words.instant(lastMoment(due.dueAt)) })}</>}
    </>
  )
}
