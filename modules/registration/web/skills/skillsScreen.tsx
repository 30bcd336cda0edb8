import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { entryLabel, Go, Page, PopulationPyramid, Refused, Slow, Surface, useAsk, useCodes, useWords } from '@nansen/ui'
import { useState } from 'react'
import type { Card } from '../cards.ts'
import { type SkillsFilter, SkillsFilters } from './skillsFilters.tsx'
import { SkillsOverview } from './skillsOverview.tsx'

interface Skilled {
  readonly card: Card
  readonly age: number | null
  readonly occupations: readonly string[]
  readonly isced: string | null
  readonly languages: readonly string[]
  readonly wishes: readonly string[]
}
interface Answer {
  readonly people: number
  readonly bars: readonly {
    readonly age: string
    readonly female: number
    readonly male: number
    readonly other: number
  }[]
  readonly rows: readonly Skilled[]
  readonly next: string | null
}

/** Who could work or learn what: for the planning of livelihoods, schools and courses. Nobody is looked for before something is asked: what there is stands in numbers. */
export function SkillsScreen() {
  const { say } = useWords()
  const [filter, setFilter] = useState<SkillsFilter>({})
  const [pages, setPages] = useState<readonly string[]>([])
  const isAsked = Object.keys(filter).length > 0
  const after = pages.at(-1)
  const { data, error, isLoading } = useAsk<Answer>(
    'registration.skills',
    { ...filter, ...(after === undefined ? {} : { after }) },
    { enabled: isAsked },
  )
  const ask = (next: SkillsFilter) => {
    setFilter(next)
    setPages([])
  }
  return (
    <Page title={say('registration.skills.title')} subtitle={say('registration.skills.intro')}>
      <Stack gap="md">
        <SkillsFilters key={JSON.stringify(filter)} filter={filter} onChange={ask} />
        {!isAsked && <SkillsOverview onAsk={ask} />}
        {isAsked && (
          <Group>
            <Button variant="default" onClick={() => ask({})}>
              {say('registration.skills.backToThere')}
            </Button>
          </Group>
        )}
        {isAsked && isLoading && <Slow />}
        {error && <Refused error={error} />}
        {isAsked && data && <Found answer={data} />}
        {isAsked && data && (pages.length > 0 || data.next !== null) && (
          <Group justify="center">
            <Button variant="default" disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
              {say('registration.skills.before')}
            </Button>
            <Button
              variant="default"
              disabled={data.next === null}
              onClick={() => data.next !== null && setPages([...pages, data.next])}
            >
              {say('registration.skills.more')}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  )
}

function Found({ answer }: { readonly answer: Answer }) {
  const words = useWords()
  const known = answer.bars.filter(({ age }) => age !== 'unknown')
  const count = words.say('registration.skills.people', { count: answer.people })
  return (
    <>
      <Surface title={count} data-people={answer.people}>
        {answer.people > 0 && (
          <PopulationPyramid
            caption={count}
            bands={known.map(({ age, female, male }) => ({ band: age.replace('-', '–'), female, male }))}
          />
        )}
      </Surface>
      {answer.rows.length > 0 && <List rows={answer.rows} />}
    </>
  )
}

/** On a telephone a table may be wider than the screen; arrow keys move it. */
const REACHED_BY_KEYBOARD = { tabIndex: 0 }

function List({ rows }: { readonly rows: readonly Skilled[] }) {
  const words = useWords()
  const label = useLabels()
  const columns = [
    words.say('registration.skills.person'),
    words.say('registration.skills.age'),
    words.records('registration', 'skill'),
    words.field('registration', 'education', 'isced'),
    words.records('registration', 'language_ability'),
    words.records('registration', 'wish'),
  ]
  return (
    <Surface>
      <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: REACHED_BY_KEYBOARD }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {columns.map(column => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ card, age, occupations, isced, languages, wishes }) => (
              <Table.Tr key={card.id} data-row={card.number}>
                <Table.Td>
                  <Go to={`/registration/individual/${card.id}`}>
                    <bdi>{card.display_name_native ?? card.display_name}</bdi>
                  </Go>
                  <Text size="sm" c="dimmed" dir="ltr">
                    {card.number}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {age === null ? '—' : words.number(age)}
                  <Text size="sm" c="dimmed">
                    {words.option('registration', 'individual', 'sex', card.sex)}
                  </Text>
                </Table.Td>
                <Table.Td>{occupations.map(label.occupation).join(' · ') || '—'}</Table.Td>
                <Table.Td>{isced === null ? '—' : words.option('registration', 'education', 'isced', isced)}</Table.Td>
                <Table.Td>{languages.map(label.language).join(' · ') || '—'}</Table.Td>
                <Table.Td>{wishes.map(label.wish).join(' · ') || '—'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Surface>
  )
}

function useLabels() {
  const words = useWords()
  const occupations = useCodes('occupation').entries
  const languages = useCodes('language').entries
  const of = (entries: typeof occupations) => (code: string) => {
    const entry = entries.find(each => each.code === code)
    return entry === undefined ? code : entryLabel(entry, words)
  }
  return {
    occupation: of(occupations),
    language: of(languages),
    wish: (code: string) => words.option('registration', 'wish', 'kind', code),
  }
}
