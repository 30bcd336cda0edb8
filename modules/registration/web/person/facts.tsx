import { Table, Text } from '@mantine/core'
import { asSaid, type RecordDefinition } from '@nansen/model'
import { api, FactList, FieldOutput, isEmpty, Surface, useMay, useWords } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { registration } from '../../index.ts'
import { TOLD_AT_LENGTH } from '../../levels.ts'
import { BornFact, toldWithBirth } from './bornFact.tsx'
import type { Stored } from './page.ts'

type RecordName = keyof typeof registration.records

interface OwnFactsProps {
  readonly individual: Stored
  /** Records beside the person that have rows: the short answer to the same question is not said again. */
  readonly toldAtLength: readonly string[]
}

/** The person's own answers, those that were given, in the order of the form. */
export function OwnFacts({ individual, toldAtLength }: OwnFactsProps) {
  const words = useWords()
  const { fields } = registration.records.individual
  const apart = [...HEADED, ...toldWithBirth(individual)]
  const given = Object.entries(fields).filter(
    ([name, { says }]) =>
      says === null &&
      !apart.includes(name) &&
      !isEmpty(individual[name]) &&
      !toldAtLength.includes(TOLD_AT_LENGTH[name] ?? ''),
  )
  return (
    <Surface title={words.say('registration.person.identity')}>
      <dl className="nansen-facts">
        {given.map(([name, field]) => (
          <div key={name}>
            <dt>{words.field('registration', 'individual', name)}</dt>
            <dd>
              {name === 'born' ? (
                <BornFact individual={individual} />
              ) : (
                <FieldOutput
                  module="registration"
                  record="individual"
                  name={name}
                  field={field}
                  value={individual[name]}
                  said={individual[asSaid(name)]}
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Surface>
  )
}

/** These stand in the head of the page. */
const HEADED: readonly string[] = [
  'number',
  'display_name',
  'display_name_native',
  'year_of_birth',
  'thumbnail',
  'same_person_as',
]

/** On a telephone a table may be wider than the screen; arrow keys move it. */
const REACHED_BY_KEYBOARD = { tabIndex: 0 }

/** The facts of one kind beside the person, as a small table. */
function Facts({ record, rows }: { readonly record: string; readonly rows: readonly Stored[] }) {
  const words = useWords()
  const definition: RecordDefinition | undefined = registration.records[record as RecordName]
  if (definition === undefined || rows.length === 0) return null
  return (
    <Surface title={words.records('registration', record)}>
      <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: REACHED_BY_KEYBOARD }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {definition.listed.map(name => (
                <Table.Th key={name}>{words.field('registration', record, name)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(row => (
              <Table.Tr key={row.id}>
                {definition.listed.map(name => (
                  <Table.Td key={name}>
                    {isEmpty(row[name]) ? (
                      <Text c="dimmed" component="span">
                        —
                      </Text>
                    ) : (
                      <FieldOutput
                        module="registration"
                        record={record}
                        name={name}
                        field={definition.fields[name]!}
                        value={row[name]}
                        said={row[asSaid(name)]}
                      />
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Surface>
  )
}

/** Shown in a way of their own; papers that were issued are in the panel of `papers`, with what became of them. */
const APART = ['photo', 'name', 'alias', 'not_answered', 'issued_document']
/** Told in the order in which it happened; all others newest first. */
const IN_ORDER = ['flight_leg']

interface AllFactsProps {
  readonly facts: Readonly<Record<string, readonly Stored[]>>
  readonly of: string
}

/** What is recorded beside the person, kind by kind, in the order of the definition. */
export function AllFacts({ facts, of }: AllFactsProps) {
  const may = useMay()
  const shown = Object.entries<RecordDefinition>(registration.records).filter(
    ([record]) => !APART.includes(record) && (facts[record] ?? []).length > 0,
  )
  return shown.map(([record, definition]) => {
    const rows = facts[record] ?? []
    return (
      <Fragment key={record}>
        <Facts record={record} rows={IN_ORDER.includes(record) ? rows.toSorted(bySequence) : rows} />
        {may('registration', 'read', 'protected') && <Guarded record={record} definition={definition} of={of} />}
      </Fragment>
    )
  })
}

const bySequence = (a: Stored, b: Stored) => Number(a.sequence) - Number(b.sequence)

interface GuardedProps {
  readonly record: string
  readonly definition: RecordDefinition
  readonly of: string
}

/** The protected answers of these rows, for who reads such: asked for apart, and noted in the audit as such a look. */
function Guarded({ record, definition, of }: GuardedProps) {
  const words = useWords()
  const fields = Object.entries(definition.fields).filter(([, { sensitivity }]) => sensitivity === 'protected')
  const { data } = useQuery({
    queryKey: ['guarded', record, of],
    queryFn: ({ signal }) =>
      api.list(registration, record as RecordName, { where: { parent_id: of }, limit: 100, whole: true }, signal),
    enabled: fields.length > 0,
  })
  const told = ((data?.rows ?? []) as readonly Stored[]).filter(row => fields.some(([name]) => !isEmpty(row[name])))
  if (told.length === 0) return null
  return (
    <Surface
      title={`${words.records('registration', record)} · ${words.say('record.protected')}`}
      className="nansen-surface nansen-protected"
    >
      {told.map(row => (
        <FactList
          key={row.id}
          module="registration"
          record={record}
          fields={fields.filter(([name]) => !isEmpty(row[name]))}
          row={row}
        />
      ))}
    </Surface>
  )
}
