import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { note } from '@nansen/model'
import {
  ActDialog,
  ColleagueName,
  Page,
  Refused,
  Slow,
  Surface,
  useAddressed,
  useAsk,
  useWords,
  type Words,
} from '@nansen/ui'
import { useState } from 'react'
import { today } from './administration.ts'
import { AskHolidays } from './askHolidays.tsx'
import { AskWeek } from './askWeek.tsx'
import { type Calendar, type CalendarVersion, dayInFull, dayName, type Holiday, listed } from './calendar.ts'
import { inLanguage } from './codeList.ts'
import { PeriodAsked } from './periodAsked.tsx'
import { Periods } from './periods.tsx'

const BECAUSE = { because: note({ max: 1_000 }) }

/** On which days an operation works; what is agreed reaches every clock that runs there. */
export function CalendarScreen() {
  const words = useWords()
  const { data, error } = useAsk<{ readonly countries: readonly Calendar[] }>('admin.calendars')
  const [chosen, setChosen] = useState(useAddressed('country'))
  const [asking, setAsking] = useState<'holidays' | 'week' | null>(null)
  const calendar =
    data?.countries.find(({ country }) => country === chosen) ??
    data?.countries.find(({ mine }) => mine) ??
    data?.countries[0]
  const close = () => setAsking(null)
  return (
    <Page
      title={words.say('oversight.calendar.title')}
      subtitle={words.say('oversight.calendar.explained')}
      width="narrow"
      actions={
        calendar?.mine === true && (
          <Button onClick={() => setAsking('holidays')}>{words.say('oversight.calendar.add')}</Button>
        )
      }
    >
      {error && <Refused error={error} />}
      {data === undefined && !error && <Slow />}
      {calendar !== undefined && (
        <Stack gap="md">
          {data!.countries.length > 1 && (
            <Select
              maw="20rem"
              label={words.say('oversight.operations.which')}
              allowDeselect={false}
              data={data!.countries.map(({ country, name }) => ({
                value: country,
                label: inLanguage(name, words, country),
              }))}
              value={calendar.country}
              onChange={setChosen}
            />
          )}
          <Waiting calendar={calendar} />
          <Surface
            title={words.say('oversight.calendar.week')}
            actions={
              calendar.mine && (
                <Button variant="subtle" onClick={() => setAsking('week')}>
                  {words.say('oversight.codes.change')}
                </Button>
              )
            }
          >
            <Text>{saidWeek(calendar.weekend, words)}</Text>
            <Text size="sm" c="dimmed">
              {calendar.zone === null
                ? words.say('oversight.calendar.no-zone')
                : words.say('oversight.calendar.in-zone', { zone: calendar.zone })}
            </Text>
          </Surface>
          <Holidays calendar={calendar} />
          <Periods calendar={calendar} />
          <Decided versions={calendar.versions} />
        </Stack>
      )}
      {calendar !== undefined && asking === 'holidays' && <AskHolidays calendar={calendar} onClose={close} />}
      {calendar !== undefined && asking === 'week' && <AskWeek calendar={calendar} onClose={close} />}
    </Page>
  )
}

const saidWeek = (weekend: readonly number[], words: Words): string =>
  weekend.length === 0
    ? words.say('oversight.calendar.no-rest')
    : words.say('oversight.calendar.rests', {
        days: listed(
          weekend.toSorted().map(each => dayName(each, words)),
          words,
        ),
      })

/** Those to come first; what is past is folded away, and can still be put right. */
function Holidays({ calendar }: { readonly calendar: Calendar }) {
  const words = useWords()
  const [ending, setEnding] = useState<Holiday | null>(null)
  const coming = calendar.holidays.filter(({ day }) => day >= today())
  const past = calendar.holidays.filter(({ day }) => day < today())
  const line = (each: Holiday) => (
    <li key={each.day} data-day={each.day}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <div>
          <Text>{dayInFull(each.day, words)}</Text>
          <Text size="sm" c="dimmed">
            <bdi>{inLanguage(each.label, words, each.day)}</bdi>
          </Text>
        </div>
        {calendar.mine && (
          <Button
            size="compact-md"
            variant="subtle"
            aria-label={`${words.say('oversight.calendar.end')}: ${dayInFull(each.day, words)}`}
            onClick={() => setEnding(each)}
          >
            {words.say('oversight.calendar.end')}
          </Button>
        )}
      </Group>
    </li>
  )
  return (
    <Surface title={words.say('oversight.calendar.holidays')}>
      {coming.length === 0 && <Text c="dimmed">{words.say('oversight.calendar.none')}</Text>}
      <ul className="nansen-queue">{coming.map(line)}</ul>
      {past.length > 0 && (
        <details>
          <summary>{words.say('oversight.calendar.past', { many: words.number(past.length) })}</summary>
          <ul className="nansen-queue">{past.toReversed().map(line)}</ul>
        </details>
      )}
      {ending !== null && (
        <ActDialog
          module="oversight"
          record="calendar"
          fields={BECAUSE_LONG}
          title={words.say('oversight.calendar.end')}
          explained={words.say('oversight.calendar.end-explained', { day: dayInFull(ending.day, words) })}
          confirm={words.say('oversight.codes.ask')}
          command="admin.ask-calendar"
          input={({ because }) => ({
            country: calendar.country,
            kind: 'working-days',
            days: [{ day: ending.day, label: ending.label }],
            because,
          })}
          onClose={() => setEnding(null)}
        />
      )}
    </Surface>
  )
}
const BECAUSE_LONG = { because: note({ min: 10, max: 1_000 }) }

/** What was asked for, in a sentence. */
export function AskedOfCalendar({ version }: { readonly version: CalendarVersion }) {
  const words = useWords()
  if (version.kind === 'period') return <PeriodAsked version={version} />
  if (version.kind === 'week')
    return (
      <Text>
        {saidWeek(version.weekend ?? [], words)}{' '}
        {words.say('oversight.calendar.in-zone', { zone: version.zone ?? 'UTC' })}
      </Text>
    )
  return (
    <>
      <Text>{words.say(`oversight.calendar.asks.${version.kind}`)}</Text>
      <ul className="nansen-plain">
        {version.days?.map(({ day, label }) => (
          <li key={day}>
            {dayInFull(day, words)}
            {label !== undefined && (
              <>
                {' · '}
                <bdi>{inLanguage(label, words, day)}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Waiting({ calendar }: { readonly calendar: Calendar }) {
  const words = useWords()
  const [answering, setAnswering] = useState<{ readonly version: CalendarVersion; readonly agree: boolean } | null>(
    null,
  )
  const waiting = calendar.versions.filter(({ state }) => state === 'asked')
  if (waiting.length === 0) return null
  const title = (agree: boolean, mine: boolean) =>
    words.say(`oversight.codes.${agree ? 'agree' : mine ? 'withdraw' : 'refuse'}`)
  return (
    <Surface title={words.say('oversight.codes.waiting')}>
      <Stack gap="sm">
        {waiting.map(each => (
          <Group key={each.id} justify="space-between" align="start" data-waits={each.id}>
            <div>
              <AskedOfCalendar version={each} />
              <Text size="sm" c="dimmed">
                <bdi>{each.because}</bdi> · <ColleagueName id={each.askedBy} /> · {words.ago(each.askedAt)}
              </Text>
            </div>
            {calendar.mine && (
              <Group gap="xs">
                <Button
                  size="compact-md"
                  variant="default"
                  onClick={() => setAnswering({ version: each, agree: false })}
                >
                  {title(false, each.mine)}
                </Button>
                {!each.mine && (
                  <Button size="compact-md" onClick={() => setAnswering({ version: each, agree: true })}>
                    {title(true, false)}
                  </Button>
                )}
              </Group>
            )}
          </Group>
        ))}
      </Stack>
      {answering !== null && (
        <ActDialog
          module="oversight"
          record="calendar"
          fields={BECAUSE}
          title={title(answering.agree, answering.version.mine)}
          explained={answering.agree ? words.say(agreedMeans(answering.version)) : undefined}
          confirm={title(answering.agree, answering.version.mine)}
          command="admin.answer-calendar"
          input={({ because }) => ({ id: answering.version.id, agree: answering.agree, because })}
          onClose={() => setAnswering(null)}
        />
      )}
    </Surface>
  )
}

const agreedMeans = ({ kind }: CalendarVersion): string =>
  kind === 'period' ? 'case.period.from-then' : 'oversight.calendar.agree-explained'

/** What was decided of late, and how many clocks it moved. */
function Decided({ versions }: { readonly versions: readonly CalendarVersion[] }) {
  const words = useWords()
  const decided = versions.filter(({ state }) => state !== 'asked')
  if (decided.length === 0) return null
  return (
    <Surface title={words.say('oversight.calendar.decided')}>
      <ul className="nansen-queue">
        {decided.map(each => (
          <li key={each.id}>
            <AskedOfCalendar version={each} />
            <Text size="sm" c="dimmed">
              {words.say(`oversight.calendar.state.${each.state}`)} · {words.ago(each.askedAt)}
              {each.clocks !== null && (
                <> · {words.say('oversight.calendar.clocks', { many: words.number(each.clocks) })}</>
              )}
            </Text>
          </li>
        ))}
      </ul>
    </Surface>
  )
}
