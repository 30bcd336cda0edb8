import { Anchor, Table, Text } from '@mantine/core'
import { entryLabel, Refused, Slow, Surface, useAsk, useCodes, useWords, type Words } from '@nansen/ui'
import type { SkillsFilter } from './skillsFilters.tsx'

const KINDS = ['occupation', 'education', 'language'] as const
type Kind = (typeof KINDS)[number]
type Parts = Readonly<Record<string, number>> | null

interface Row {
  readonly kind: Kind
  readonly code: string
  readonly people: number | null
  readonly levels: Parts
  readonly sexes: Parts
  readonly ages: Parts
}

/** In the order in which each division is read. */
const ORDER = {
  levels: [
    'teaches',
    'alone',
    'with-help',
    'learning',
    'worked',
    'attending',
    'speaks',
    'understands',
    'reads',
    'writes',
  ],
  sexes: ['female', 'male', 'other', 'unknown'],
  ages: ['minors', 'adults', 'older', 'unknown'],
} as const
type Division = keyof typeof ORDER

/** Who are found by the same question. */
const QUESTION: Readonly<Record<Kind, (code: string) => SkillsFilter>> = {
  occupation: code => ({ occupation: code }),
  education: code => ({ iscedFrom: code, iscedTo: code }),
  language: code => ({ language: code }),
}

/** What there is, before somebody asks who: each line leads to the people of whom it tells. */
export function SkillsOverview({ onAsk }: { readonly onAsk: (filter: SkillsFilter) => void }) {
  const words = useWords()
  const { data, error, isLoading } = useAsk<{ readonly rows: readonly Row[] }>('registration.skillsOverview', {})
  const named = useNames()
  if (error) return <Refused error={error} />
  if (isLoading || data === undefined) return <Slow />
  return KINDS.map(kind => {
    const rows = data.rows.filter(row => row.kind === kind)
    return (
      <Surface key={kind} title={words.say(`registration.skills.there.${kind}`)} data-there={kind}>
        {rows.length === 0 ? (
          <Text c="dimmed">{words.say('registration.skills.nothingTold')}</Text>
        ) : (
          <There rows={rows} nameOf={named[kind]} onAsk={row => onAsk(QUESTION[kind](row.code))} />
        )}
      </Surface>
    )
  })
}

interface ThereProps {
  readonly rows: readonly Row[]
  readonly nameOf: (code: string) => string
  readonly onAsk: (row: Row) => void
}

function There({ rows, nameOf, onAsk }: ThereProps) {
  const words = useWords()
  const { say } = words
  const columns = [
    say('registration.skills.what'),
    say('registration.skills.howMany'),
    say('registration.skills.howWell'),
    words.field('registration', 'individual', 'sex'),
    say('registration.skills.age'),
  ]
  return (
    <Table className="nansen-table">
      <Table.Thead>
        <Table.Tr>
          {columns.map(column => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(row => (
          <Table.Tr key={row.code} data-code={row.code}>
            <Table.Td>
              <Anchor component="button" type="button" ta="start" onClick={() => onAsk(row)}>
                {nameOf(row.code)}
              </Anchor>
            </Table.Td>
            <Table.Td data-label={columns[1]}>
              {row.people === null ? say('registration.skills.few') : words.number(row.people)}
            </Table.Td>
            {(['levels', 'sexes', 'ages'] as const).map((division, at) => (
              <Table.Td key={division} data-label={columns[2 + at]}>
                {inParts(division, row, words)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function inParts(division: Division, row: Row, words: Words): string {
  const parts = row[division]
  if (parts === null) return row.people === null ? '—' : words.say('registration.skills.keptBack')
  const all = ORDER[division].flatMap(part => {
    const people = parts[part]
    const told = { part: nameOfPart(division, part, row.kind, words), people: words.number(people ?? 0) }
    return people === undefined ? [] : [words.say('registration.skills.part', told)]
  })
  return all.length === 0 ? '—' : all.join(' · ')
}

function nameOfPart(division: Division, part: string, kind: Kind, words: Words): string {
  if (division === 'sexes') return words.option('registration', 'individual', 'sex', part)
  if (division === 'ages') return words.say(`registration.skills.age.${part}`)
  if (part === 'worked') return words.say('registration.skills.worked')
  if (part === 'attending') return words.say('registration.skills.attending')
  return kind === 'language'
    ? words.field('registration', 'language_ability', part)
    : words.option('registration', 'skill', 'ability', part)
}

function useNames(): Readonly<Record<Kind, (code: string) => string>> {
  const words = useWords()
  const occupations = useCodes('occupation').entries
  const languages = useCodes('language').entries
  const of = (entries: typeof occupations, code: string) => {
    const entry = entries.find(each => each.code === code)
    return entry === undefined ? code : entryLabel(entry, words)
  }
  return {
    occupation: code => `${code} ${of(occupations, code)}`,
    education: code => words.option('registration', 'education', 'isced', code),
    language: code => of(languages, code),
  }
}
