import { Button, Group, NumberInput, Select, Stack, Table, Text } from '@mantine/core'
import { entryLabel, Go, listFilter, Page, Refused, Slow, Surface, useAsk, useCodes, useWords } from '@nansen/ui'
import { type ReactNode, useState } from 'react'

/** As `partner_services.find` answers. */
interface Found {
  readonly people: number
  readonly rows: readonly {
    readonly id: string
    readonly number: string
    readonly name: string
    readonly sex: string
    readonly age: number | null
    readonly programmes: number
  }[]
  readonly next: string | null
  readonly enrolments: number
  readonly enrolled: readonly {
    readonly id: string
    readonly number: string
    readonly name: string
    readonly programme: string
    readonly state: string
  }[]
}
interface Filter {
  readonly [question: string]: string | number
}

const OLDEST = 130
/** Entries of an open list; typing narrows the rest. */
const SHOWN = 60
const SEXES = ['female', 'male', 'other', 'unknown'] as const
const ISCO = /^\d{1,4}$/

/** Who could be served: by need, skill, age and sex, among the people whom one may read; and who is enrolled already. */
export function FindScreen() {
  const words = useWords()
  const { say } = words
  const [said, setSaid] = useState<Filter>({})
  const [asked, setAsked] = useState<Filter | null>(null)
  const [pages, setPages] = useState<readonly string[]>([])
  const after = pages.at(-1)
  const { data, error, isLoading } = useAsk<Found>(
    'partner_services.find',
    { ...asked, ...(after === undefined ? {} : { after }) },
    { enabled: asked !== null },
  )
  return (
    <Page title={say('partner_services.find.title')} subtitle={say('partner_services.find.intro')}>
      <Stack gap="md">
        <Surface>
          <search>
            <form
              onSubmit={event => {
                event.preventDefault()
                setPages([])
                setAsked(said)
              }}
            >
              <Questions said={said} onChange={setSaid} />
              <Button type="submit" mt="md">
                {say('partner_services.find.ask')}
              </Button>
            </form>
          </search>
        </Surface>
        {asked === null && <Text c="dimmed">{say('partner_services.find.first')}</Text>}
        {isLoading && asked !== null && <Slow />}
        {error && <Refused error={error} />}
        {asked !== null && data && <People found={data} />}
        {asked !== null && data && (pages.length > 0 || data.next !== null) && (
          <Group justify="center">
            <Button variant="default" disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
              {say('partner_services.find.before')}
            </Button>
            <Button
              variant="default"
              disabled={data.next === null}
              onClick={() => data.next !== null && setPages([...pages, data.next])}
            >
              {say('partner_services.find.more')}
            </Button>
          </Group>
        )}
        {asked !== null && data && <Enrolled found={data} />}
      </Stack>
    </Page>
  )
}

interface QuestionsProps {
  readonly said: Filter
  readonly onChange: (said: Filter) => void
}

function Questions({ said, onChange }: QuestionsProps) {
  const words = useWords()
  const { say } = words
  const needs = useCodes('need').entries
  const occupations = useCodes('occupation').entries
  const set = (question: string, value: string | number | null) => {
    const { [question]: _, ...others } = said
    onChange(value === null || value === '' ? others : { ...others, [question]: value })
  }
  const choice = (question: string, label: string, data: readonly { value: string; label: string }[]) => (
    <Select
      label={label}
      data={data}
      value={said[question] === undefined ? null : String(said[question])}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': say('ui.clear') }}
      limit={SHOWN}
      filter={listFilter(say('ui.nothing-found'))}
      onChange={value => set(question, value)}
    />
  )
  const years = (question: string) => (
    <NumberInput
      label={words.field('partner_services', 'programme', question === 'ageFrom' ? 'age_from' : 'age_to')}
      min={0}
      max={OLDEST}
      allowDecimal={false}
      value={typeof said[question] === 'number' ? said[question] : ''}
      onChange={value => set(question, typeof value === 'number' ? value : null)}
    />
  )
  return (
    <div className="nansen-fields">
      {choice(
        'need',
        say('partner_services.find.need'),
        needs.map(entry => ({ value: entry.code, label: entryLabel(entry, words) })),
      )}
      {choice(
        'skill',
        say('partner_services.find.skill'),
        occupations
          .filter(({ code }) => ISCO.test(code))
          .map(entry => ({ value: entry.code, label: `${entry.code} ${entryLabel(entry, words)}` })),
      )}
      {years('ageFrom')}
      {years('ageTo')}
      {choice(
        'sex',
        words.field('registration', 'individual', 'sex'),
        SEXES.map(value => ({ value, label: words.option('registration', 'individual', 'sex', value) })),
      )}
    </div>
  )
}

/** On a telephone a table may be wider than the screen; arrow keys move it. */
const REACHED_BY_KEYBOARD = { tabIndex: 0 }
const NARROWEST = 480

function Rows({ columns, children }: { readonly columns: readonly string[]; readonly children: ReactNode }) {
  return (
    <Table.ScrollContainer minWidth={NARROWEST} scrollAreaProps={{ viewportProps: REACHED_BY_KEYBOARD }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map(column => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Named({ to, name, number }: { readonly to: string; readonly name: string; readonly number: string }) {
  return (
    <>
      <Go to={to}>
        <bdi>{name}</bdi>
      </Go>
      <Text size="sm" c="dimmed" dir="ltr">
        {number}
      </Text>
    </>
  )
}

function People({ found }: { readonly found: Found }) {
  const words = useWords()
  const columns = [
    words.say('case.field.subject'),
    words.say('partner_services.find.age'),
    words.say('partner_services.find.programmes'),
  ]
  return (
    <Surface
      title={words.say('partner_services.find.people', { number: words.number(found.people) })}
      data-people={found.people}
    >
      {found.rows.length > 0 && (
        <Rows columns={columns}>
          {found.rows.map(({ id, number, name, sex, age, programmes }) => (
            <Table.Tr key={id} data-row={number}>
              <Table.Td>
                <Named to={`/registration/individual/${id}`} name={name} number={number} />
              </Table.Td>
              <Table.Td>
                {age === null ? '—' : words.number(age)} · {words.option('registration', 'individual', 'sex', sex)}
              </Table.Td>
              <Table.Td>{words.number(programmes)}</Table.Td>
            </Table.Tr>
          ))}
        </Rows>
      )}
    </Surface>
  )
}

function Enrolled({ found }: { readonly found: Found }) {
  const words = useWords()
  const columns = [
    words.say('case.field.subject'),
    words.field('partner_services', 'enrolment', 'programme'),
    words.say('partner_services.find.state'),
  ]
  return (
    <Surface
      title={words.say('partner_services.find.enrolments', { number: words.number(found.enrolments) })}
      data-enrolments={found.enrolments}
    >
      {found.enrolled.length > 0 && (
        <Rows columns={columns}>
          {found.enrolled.map(({ id, number, name, programme, state }) => (
            <Table.Tr key={id} data-row={number}>
              <Table.Td>
                <Named to={`/partner_services/enrolment/${id}`} name={name} number={number} />
              </Table.Td>
              <Table.Td>
                <bdi>{programme}</bdi>
              </Table.Td>
              <Table.Td>{words.say(`partner_services.state.${state}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Rows>
      )}
    </Surface>
  )
}
