import { Badge, Group, List, Select, Text } from '@mantine/core'
import { Go, GoButton, Page, Refused, Slow, Surface, useAddressed, useAsk, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { GoingLive, type Live } from './goingLive.tsx'

interface Check {
  readonly name: string
  readonly state: 'good' | 'lacking' | 'chosen' | 'waived'
  readonly about: readonly string[]
  readonly many: number
}
export interface Readiness {
  readonly operations: readonly {
    readonly country: string
    readonly name: Readonly<Record<string, string>>
    readonly checks: readonly Check[]
    readonly live: Live | null
  }[]
  readonly installation: readonly Check[]
}

/** Where each thing is mended. What is done at the terminal has no screen: its guide says how. */
const MENDED_AT: Readonly<Record<string, string>> = {
  'country-named': '/oversight/offices',
  offices: '/oversight/offices',
  organisations: '/oversight/organisations',
  'office-head': '/oversight/staff',
  'needed-roles': '/oversight/staff',
  'two-approvers': '/oversight/staff',
  adjudicate: '/oversight/staff',
  lists: '/oversight/lists',
  places: '/oversight/lists/place',
  levels: '/registration/levels',
  calendar: '/oversight/calendar',
  devices: '/oversight/devices',
  'codes-waiting': '/oversight/lists',
  'calendars-waiting': '/oversight/calendar',
  administrators: '/oversight/staff',
}
/** Screens that show one country at a time open at the one whose line was followed. */
const OF_ONE_COUNTRY = ['levels', 'calendar', 'calendars-waiting']
function mendedAt(name: string, country: string | null): string | undefined {
  const screen = MENDED_AT[name]
  return screen !== undefined && country !== null && OF_ONE_COUNTRY.includes(name)
    ? `${screen}?country=${country}`
    : screen
}
/** Looked at also when nothing lacks: what forms offer, ask, and are filled with. */
const ALWAYS_LOOKED_AT = ['lists', 'places', 'levels', 'calendar', 'devices']
/** Questions of a level are chosen by who changes administration; the rest is looked at by whoever sees the checklist. */
const mayMend = (name: string, may: ReturnType<typeof useMay>): boolean => name !== 'levels' || may('admin', 'change')
/** Looked at on a screen, and taken at the terminal: no screen adds them. */
const TAKEN_AT_TERMINAL = ['places']
const COLOURS = { good: 'leaf', lacking: 'brick', chosen: 'petrol', waived: 'gray' } as const

/** From a country's name to the day its gates can open: what is there and what is lacking, derived from what is there. */
export function OperationsScreen() {
  const words = useWords()
  const may = useMay()
  const { data, error, isLoading } = useAsk<Readiness>('admin.readiness')
  const [chosen, setChosen] = useState(useAddressed('country'))
  const nameOf = (name: Readonly<Record<string, string>>, country: string) => name[words.language] ?? name.en ?? country
  const operation = data?.operations.find(({ country }) => country === chosen) ?? data?.operations[0]
  return (
    <Page
      title={words.say('oversight.operations.title')}
      subtitle={words.say('oversight.operations.explained')}
      actions={
        may('admin', 'create') && (
          <GoButton to="/oversight/offices" variant="default">
            {words.say('oversight.offices.add-country')}
          </GoButton>
        )
      }
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data !== undefined && operation !== undefined && (
        <>
          <Select
            maw="20rem"
            mb="md"
            label={words.say('oversight.operations.which')}
            value={operation.country}
            onChange={setChosen}
            allowDeselect={false}
            data={data.operations.map(({ country, name, checks }) => ({
              value: country,
              label: `${nameOf(name, country)} (${words.say('oversight.operations.lacking-of', {
                lacking: words.number(checks.filter(({ state }) => state === 'lacking').length),
                all: words.number(checks.length),
              })})`,
            }))}
          />
          {operation.live !== null && (
            <GoingLive
              key={operation.country}
              country={operation.country}
              live={operation.live}
              lacking={operation.checks.filter(({ state }) => state === 'lacking').length}
              all={operation.checks.length}
            />
          )}
          <Checks
            title={nameOf(operation.name, operation.country)}
            checks={operation.checks}
            country={operation.country}
          />
          {data.installation.length > 0 && (
            <Checks title={words.say('oversight.operations.installation')} checks={data.installation} country={null} />
          )}
        </>
      )}
    </Page>
  )
}

interface ChecksProps {
  readonly title: string
  readonly checks: readonly Check[]
  /** Null for what is asked of the whole installation. */
  readonly country: string | null
}

function Checks({ title, checks, country }: ChecksProps) {
  return (
    <Surface title={<bdi>{title}</bdi>} mb="md">
      <ul className="nansen-queue">
        {checks.map(check => (
          <li key={check.name}>
            <CheckLine check={check} country={country} />
          </li>
        ))}
      </ul>
    </Surface>
  )
}

interface CheckLineProps {
  readonly check: Check
  readonly country: string | null
}

function CheckLine({ check: { name, state, about, many }, country }: CheckLineProps) {
  const words = useWords()
  const may = useMay()
  const mended = mendedAt(name, country)
  const isOffered =
    state === 'lacking' ? !TAKEN_AT_TERMINAL.includes(name) : state !== 'good' || ALWAYS_LOOKED_AT.includes(name)
  const saidAs =
    name === 'needed-roles' || name === 'adjudicate' ? 'role.' : name === 'lists' ? 'oversight.list.' : null
  const said = (each: string) => (saidAs !== null && words.has(saidAs + each) ? words.say(saidAs + each) : each)
  return (
    <Group justify="space-between" align="start" gap="xs">
      <div>
        <Group gap="xs">
          <Text fw={600}>{words.say(`oversight.check.${name}`)}</Text>
          <Badge variant="light" color={COLOURS[state]} tt="none" className="nansen-state" data-color={COLOURS[state]}>
            {words.say(`oversight.check.${state}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {words.say(`oversight.check.${name}.explained`, { many: words.number(Math.max(many, 0)) })}
        </Text>
        {about.length > 0 && (
          <List size="sm">
            {about.map(each => (
              <List.Item key={each}>
                <bdi>{said(each)}</bdi>
              </List.Item>
            ))}
          </List>
        )}
      </div>
      {mended !== undefined && isOffered && mayMend(name, may) && (
        <Go to={mended}>{words.say(`oversight.check.${state === 'lacking' ? 'mend' : 'look'}`)}</Go>
      )}
    </Group>
  )
}
