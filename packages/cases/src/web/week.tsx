import { Button, Group, SegmentedControl, Select, Text, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import {
  ColleagueName,
  Go,
  LOCALES,
  Page,
  Refused,
  Slow,
  useAddressed,
  useAsk,
  useDesk,
  useGo,
  useWords,
  type Words,
} from '@nansen/ui'
import { useReached } from './dayOfOffice.tsx'
import { lastMoment } from './lastMoment.ts'
import { taskName } from './taskName.ts'

interface OfWeek {
  readonly module: string
  readonly caseId: string
  readonly number: string
  readonly id: string
  readonly what: 'appointment' | 'task' | 'clock'
  readonly kind: string
  readonly about: string | null
  readonly who: string | null
  readonly at: string
  readonly day: string
  readonly minutes: number | null
  readonly status: string
}
interface Day {
  readonly day: string
  readonly rest: boolean
  readonly holiday: Readonly<Record<string, string>> | null
  readonly more: number
}

const today = (): string => new Date().toLocaleDateString('en-CA')
/** So many days after a day of the calendar. */
const daysAfter = (day: string, many: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + many * 86_400_000).toISOString().slice(0, 10)

/** What lies on each day of a week, of one's own or of an office; the week begins as the country's does. */
export function WeekScreen() {
  const words = useWords()
  const offices = useReached()
  const office = useAddressed('office') ?? offices[0]?.id ?? null
  const day = useAddressed('day') ?? today()
  const whose = useAddressed('whose') === 'office' ? 'office' : 'mine'
  const turn = useTurning({ office, day, whose })
  const found = useAsk<{ readonly days: readonly Day[]; readonly due: readonly OfWeek[] }>(
    'cases.week',
    { officeId: office, day, whose },
    { enabled: office !== null },
  )
  useHotkeys([
    ['shift+PageUp', () => turn({ day: daysAfter(day, -7) })],
    ['shift+PageDown', () => turn({ day: daysAfter(day, 7) })],
  ])
  if (office === null) return <Page title={words.say('case.week.title')}>{words.say('case.meet.empty')}</Page>
  return (
    <Page title={words.say(whose === 'mine' ? 'case.week.title' : 'case.week.of-office')}>
      <Group align="end" mb="md" gap="sm">
        <SegmentedControl
          aria-label={words.say('case.week.whose')}
          className="nansen-whose"
          data={[
            { value: 'mine', label: words.say('case.week.mine') },
            { value: 'office', label: words.say('case.week.office') },
          ]}
          value={whose}
          onChange={each => turn({ whose: each })}
        />
        {whose === 'office' && offices.length > 1 && (
          <Select
            label={words.say('case.meet.office')}
            allowDeselect={false}
            searchable
            data={offices.map(({ id, name }) => ({ value: id, label: name }))}
            value={office}
            onChange={each => each !== null && turn({ office: each })}
          />
        )}
        <TextInput
          type="date"
          label={words.say('case.week.with')}
          value={day}
          onChange={event => event.currentTarget.value !== '' && turn({ day: event.currentTarget.value })}
        />
        <Group gap="xs">
          <Button
            variant="default"
            aria-keyshortcuts="Shift+PageUp"
            title={words.say('case.week.keys')}
            onClick={() => turn({ day: daysAfter(day, -7) })}
          >
            {words.say('case.week.before')}
          </Button>
          <Button variant="default" onClick={() => turn({ day: today() })}>
            {words.say('case.week.this')}
          </Button>
          <Button
            variant="default"
            aria-keyshortcuts="Shift+PageDown"
            title={words.say('case.week.keys')}
            onClick={() => turn({ day: daysAfter(day, 7) })}
          >
            {words.say('case.week.after')}
          </Button>
        </Group>
      </Group>
      {found.isPending && <Slow atOnce />}
      {found.isError && <Refused error={found.error} onAgain={() => void found.refetch()} />}
      {found.isSuccess && (
        <ol className="nansen-week">
          {found.data.days.map(each => (
            <OneDay
              key={each.day}
              day={each}
              due={found.data.due.filter(one => one.day === each.day)}
              named={whose === 'office'}
            />
          ))}
        </ol>
      )}
    </Page>
  )
}

interface Shown {
  readonly office: string | null
  readonly day: string
  readonly whose: string
}

/** Another week, office or view: in the address, so that going back comes back to it. */
function useTurning(shown: Shown) {
  const go = useGo()
  return (changed: Partial<Shown>) => {
    const { office, day, whose } = { ...shown, ...changed }
    const asked = new URLSearchParams({ day, whose, ...(office === null ? {} : { office }) })
    go(`/cases/week?${asked}`, { replace: true })
  }
}

interface OneDayProps {
  readonly day: Day
  readonly due: readonly OfWeek[]
  /** Whether it is said whose each is. */
  readonly named: boolean
}

function OneDay({ day: { day, rest, holiday, more }, due, named }: OneDayProps) {
  const words = useWords()
  const name = new Intl.DateTimeFormat(LOCALES[words.language], {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(day))
  return (
    <li data-day={day} data-rest={rest} data-today={day === today()}>
      <h2>
        {name}
        {day === today() && <span className="nansen-quiet"> · {words.say('case.week.today')}</span>}
      </h2>
      {rest && (
        <Text size="sm" c="dimmed">
          {holiday === null ? words.say('case.week.rest') : <bdi>{holiday[words.language] ?? holiday.en}</bdi>}
        </Text>
      )}
      {due.length === 0 && !rest && (
        <Text size="sm" c="dimmed">
          {words.say('case.week.nothing')}
        </Text>
      )}
      <ul>
        {alike(due).map(group =>
          group.length <= FEW ? (
            group.map(each => <Line key={`${each.what} ${each.id}`} due={each} named={named} />)
          ) : (
            <li key={`${group[0]!.what} ${group[0]!.id}`}>
              <details>
                <summary>
                  {saysWhat(group[0]!, words)} ({words.number(group.length)})
                  <Text size="sm" c="dimmed" component="div">
                    {words.say(`${group[0]!.module}.module`)}
                  </Text>
                </summary>
                <ul>
                  {group.map(each => (
                    <Line key={each.id} due={each} named={named} />
                  ))}
                </ul>
              </details>
            </li>
          ),
        )}
      </ul>
      {more > 0 && (
        <Text size="sm" c="dimmed">
          {words.say('case.week.more', { many: words.number(more) })}
        </Text>
      )}
    </li>
  )
}

/** More of one kind on one day are folded together, so that a busy office's day is seen at a glance. */
const FEW = 3

/** Appointments each for themselves, as they begin; then what is due, kind by kind. */
function alike(due: readonly OfWeek[]): readonly (readonly OfWeek[])[] {
  const groups = Map.groupBy(due, ({ what, module, kind, id }) =>
    what === 'appointment' ? id : `${what} ${module} ${kind}`,
  )
  return [...groups.values()].toSorted(
    (one, other) => Number(other[0]!.what === 'appointment') - Number(one[0]!.what === 'appointment'),
  )
}

function saysWhat({ what, module, kind }: OfWeek, words: Words): string {
  if (what === 'task') return taskName(module, kind, words)
  if (what === 'clock') return words.say('case.my-day.clock', { name: words.say(`${module}.clock.${kind}`) })
  return words.option(module, 'appointment', 'kind', kind)
}

function Line({ due, named }: { readonly due: OfWeek; readonly named: boolean }) {
  const words = useWords()
  const { modules, references } = useDesk()
  const module = modules.find(({ name }) => name === due.module)
  const Person = references['registration.individual']?.Line
  const time = (at: string) =>
    new Intl.DateTimeFormat(LOCALES[words.language], { hour: '2-digit', minute: '2-digit' }).format(new Date(at))
  return (
    <li data-what={due.what}>
      {due.what === 'appointment' ? (
        <bdi className="nansen-quiet">
          {time(due.at)} · {words.say('case.meet.minutes', { minutes: words.number(due.minutes ?? 0) })}
        </bdi>
      ) : (
        <span className="nansen-quiet">{words.say('case.week.by', { time: time(lastMoment(due.at)) })}</span>
      )}
      <div>
        <Go to={`/${due.module}/${module?.case?.record ?? ''}/${due.caseId}`}>{saysWhat(due, words)}</Go>
        {due.what === 'appointment' && due.status !== 'planned' && (
          <> · {words.option(due.module, 'appointment', 'status', due.status)}</>
        )}
      </div>
      <Text size="sm" c="dimmed" component="div">
        {words.say(`${due.module}.module`)} · <bdi>{due.number}</bdi>
        {due.about !== null && Person !== undefined && (
          <>
            {' · '}
            <Person value={due.about as never} />
          </>
        )}
        {named && <> · {due.who === null ? words.say('case.assign.nobody') : <ColleagueName id={due.who} />}</>}
      </Text>
    </li>
  )
}
