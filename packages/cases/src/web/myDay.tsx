import { Badge, Group, Stack, Text } from '@mantine/core'
import { FieldOutput, Go, GoButton, Page, Refused, Slow, Surface, useAsk, useModule, useWords } from '@nansen/ui'
import { FinishButtons } from './finishTask.tsx'
import { lastMoment } from './lastMoment.ts'
import { taskName } from './taskName.ts'

export interface Due {
  readonly module: string
  readonly caseId: string
  readonly number: string
  readonly id: string
  readonly what: 'task' | 'clock'
  readonly kind: string
  readonly text: string | null
  readonly about: string | null
  readonly dueAt: string | null
  readonly forMe: boolean
  readonly escalated: boolean
}

const PARTS = ['overdue', 'today', 'later', 'undated'] as const
type Part = (typeof PARTS)[number]

/** Overdue: its moment has passed. Today: on this day of the reader's. */
export function partOf(dueAt: string | null, now: Date): Part {
  if (dueAt === null) return 'undated'
  const due = new Date(dueAt)
  if (due <= now) return 'overdue'
  const isToday = due.getTime() <= new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime()
  return isToday ? 'today' : 'later'
}

/** Everything that waits for whoever sits here, in all kinds of cases. */
export function MyDay() {
  const words = useWords()
  const found = useAsk<{ readonly due: readonly Due[] }>('cases.myDay')
  const due = found.data?.due ?? []
  const mine = Map.groupBy(
    due.filter(({ forMe }) => forMe),
    ({ dueAt }) => partOf(dueAt, new Date()),
  )
  const others = due.filter(({ forMe }) => !forMe)
  return (
    <Page
      title={words.say('case.my-day.title')}
      actions={
        <GoButton to="/cases/week" variant="default">
          {words.say('case.my-day.week')}
        </GoButton>
      }
    >
      {found.isPending && <Slow />}
      {found.isError && <Refused error={found.error} onAgain={() => void found.refetch()} />}
      {found.isSuccess && due.length === 0 && (
        <Surface>
          <Text c="dimmed">{words.say('case.my-day.empty')}</Text>
        </Surface>
      )}
      <Stack>
        {PARTS.filter(part => mine.has(part)).map(part => (
          <Surface key={part} title={words.say(`case.my-day.${part}`)}>
            <DueList due={mine.get(part)!} late={part === 'overdue'} />
          </Surface>
        ))}
        {others.length > 0 && (
          <Surface title={words.say('case.my-day.escalated')}>
            <Text size="sm" c="dimmed" mb="xs">
              {words.say('case.my-day.escalated-why')}
            </Text>
            <DueList due={others} late />
          </Surface>
        )}
      </Stack>
    </Page>
  )
}

function DueList({ due, late }: { readonly due: readonly Due[]; readonly late: boolean }) {
  return (
    <ul className="nansen-case-tasks">
      {due.map(each => (
        <DueLine key={each.id} due={each} late={late} />
      ))}
    </ul>
  )
}

export function DueLine({ due, late }: { readonly due: Due; readonly late: boolean }) {
  const words = useWords()
  const module = useModule(due.module)
  const name =
    due.what === 'task'
      ? taskName(due.module, due.kind, words)
      : words.say('case.my-day.clock', { name: words.say(`${due.module}.clock.${due.kind}`) })
  const about = module?.records.task?.fields.about
  return (
    <li>
      <div>
        <Go to={`/${due.module}/${module?.case?.record ?? ''}/${due.caseId}`}>
          <strong>{name}</strong>
        </Go>{' '}
        {late && due.what === 'task' && (
          <Badge color="brick" variant="light" tt="none">
            {words.say('case.task.overdue')}
          </Badge>
        )}
        {due.text !== null && <div>{due.text}</div>}
        <Text size="sm" c="dimmed" component="div">
          {words.say(`${due.module}.module`)} · <bdi>{due.number}</bdi>
          {due.dueAt !== null && <> · {words.say('case.task.due', { when: words.instant(lastMoment(due.dueAt)) })}</>}
          {due.about !== null && about !== undefined && (
            <>
              {' · '}
              <FieldOutput module={due.module} record="task" name="about" field={about} value={due.about} brief />
            </>
          )}
        </Text>
      </div>
      {due.what === 'task' && (
        <Group gap="xs">
          <FinishButtons module={due.module} taskId={due.id} />
        </Group>
      )}
    </li>
  )
}
