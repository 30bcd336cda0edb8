import { Button, Group } from '@mantine/core'
import { type FieldProblem, newId } from '@nansen/kernel'
import type { RecordDefinition } from '@nansen/model'
import { asked, FieldGrid, useWords } from '@nansen/ui'
import { registration } from '../../index.ts'
import type { BesideRow, RegistrationLevel } from './family.ts'

/** Facts a form may bring with a person, in the order they are usually told. */
const RECORDS = [
  'phone',
  'document_held',
  'address',
  'specific_need',
  'consent',
  'alias',
  'other_number',
  'note',
] as const

interface BesideProps {
  readonly rows: readonly BesideRow[]
  readonly level: RegistrationLevel
  readonly problems: readonly FieldProblem[]
  /** Before the record's name in the path of a problem: `members.0.person.`. */
  readonly prefix: string
  readonly onChange: (rows: readonly BesideRow[]) => void
  readonly onProblem: (path: string, problem: string | null) => void
}

/** Telephones, papers, needs, consents: nothing is asked until somebody says it is there. */
export function Beside({ rows, level, problems, prefix, onChange, onProblem }: BesideProps) {
  const words = useWords()
  const set = (key: string, name: string, value: unknown) =>
    onChange(rows.map(row => (row.key === key ? { ...row, values: { ...row.values, [name]: value } } : row)))
  return (
    <>
      {rows.map(row => (
        <fieldset key={row.key} className="nansen-child">
          <legend>
            <Group gap="sm">
              {words.record('registration', row.record)}
              <Button
                variant="subtle"
                color="brick"
                size="compact-sm"
                onClick={() => onChange(rows.filter(each => each.key !== row.key))}
              >
                {words.say('ui.remove')}
              </Button>
            </Group>
          </legend>
          <FieldGrid
            module="registration"
            record={row.record}
            fields={fieldsOf(row.record, level)}
            values={row.values}
            problems={problems}
            prefix={`${prefix}${row.record}.${indexIn(rows, row)}.`}
            onChange={(name, value) => set(row.key, name, value)}
            onProblem={onProblem}
          />
        </fieldset>
      ))}
      <Group gap="xs" mt="sm">
        {RECORDS.map(record => (
          <Button
            key={record}
            variant="default"
            size="compact-md"
            onClick={() => onChange([...rows, { key: newId(), record, values: startOf(record) }])}
          >
            {words.say('form.add', { what: words.record('registration', record) })}
          </Button>
        ))}
      </Group>
    </>
  )
}

function fieldsOf(record: string, level: RegistrationLevel) {
  const definition: RecordDefinition = registration.records[record as keyof typeof registration.records]!
  return asked(definition, level in definition.presets ? level : 'basic' in definition.presets ? 'basic' : null)
}

/** Today, where a fact is told at the desk. */
function startOf(record: string): Readonly<Record<string, unknown>> {
  const today = new Date().toISOString().slice(0, 10)
  if (record === 'specific_need') return { identified_on: today }
  return record === 'consent' ? { decided_on: today, agreed: false } : {}
}

const indexIn = (rows: readonly BesideRow[], row: BesideRow) =>
  rows.filter(({ record }) => record === row.record).indexOf(row)
