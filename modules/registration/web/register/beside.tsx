import { Button, Group } from '@mantine/core'
import { type FieldProblem, newId } from '@nansen/kernel'
import type { RecordDefinition } from '@nansen/model'
import { asked, FieldGrid, useWords } from '@nansen/ui'
import { registration } from '../../index.ts'
import type { RegistrationLevel } from '../../levels.ts'
import type { BesideRow } from './family.ts'
import { besideAsked } from './questions.ts'

interface BesideProps {
  readonly rows: readonly BesideRow[]
  readonly level: RegistrationLevel
  /** What the level asks: of these, the records beside a person are offered. */
  readonly questions: readonly string[]
  readonly problems: readonly FieldProblem[]
  /** Before the record's name in the path of a problem: `members.0.person.`. */
  readonly prefix: string
  /** What is known already, and begins a fact. */
  readonly start?: (record: string) => Readonly<Record<string, unknown>>
  readonly onChange: (rows: readonly BesideRow[]) => void
  readonly onProblem: (path: string, problem: string | null) => void
}

/** Telephones, papers, needs, consents: nothing is asked until somebody says it is there. */
export function Beside({ rows, level, questions, problems, prefix, start, onChange, onProblem }: BesideProps) {
  const words = useWords()
  const set = (key: string, answers: Readonly<Record<string, unknown>>) =>
    onChange(rows.map(row => (row.key === key ? { ...row, values: { ...row.values, ...answers } } : row)))
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
            fields={besideFields(row.record, level)}
            values={row.values}
            problems={problems}
            prefix={`${prefix}${row.record}.${indexIn(rows, row)}.`}
            onChange={(name, value) => set(row.key, { [name]: value })}
            onSaid={answers => set(row.key, answers)}
            onProblem={onProblem}
          />
        </fieldset>
      ))}
      <Group gap="xs" mt="sm">
        {besideAsked(questions).map(record => (
          <Button
            key={record}
            variant="default"
            size="compact-md"
            onClick={() =>
              onChange([...rows, { key: newId(), record, values: { ...startOf(record, rows), ...start?.(record) } }])
            }
          >
            {words.say('form.add', { what: words.record('registration', record) })}
          </Button>
        ))}
      </Group>
    </>
  )
}

function besideFields(record: string, level: RegistrationLevel) {
  const definition: RecordDefinition = registration.records[record as keyof typeof registration.records]!
  return asked(definition, level in definition.presets ? level : 'basic' in definition.presets ? 'basic' : null)
}

/** Today, where a fact is told at the desk. */
function startOf(record: string, rows: readonly BesideRow[]): Readonly<Record<string, unknown>> {
  const today = new Date().toISOString().slice(0, 10)
  if (record === 'specific_need') return { identified_on: today }
  if (record === 'wish' || record === 'intention') return { said_on: today }
  if (record === 'flight_leg') return { sequence: rows.filter(row => row.record === record).length + 1 }
  return record === 'consent' ? { decided_on: today, agreed: false } : {}
}

const indexIn = (rows: readonly BesideRow[], row: BesideRow) =>
  rows.filter(({ record }) => record === row.record).indexOf(row)
