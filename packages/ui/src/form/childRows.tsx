import { Button, Group, Text } from '@mantine/core'
import { type FieldProblem, newId } from '@nansen/kernel'
import type { Module, RecordDefinition } from '@nansen/model'
import { useWords } from '../language/words.ts'
import { FactList } from '../parts/factList.tsx'
import { Surface } from '../parts/surface.tsx'
import { asked, type ChildRow, type Values } from './answers.ts'
import { FieldGrid } from './fieldGrid.tsx'

interface ChildRowsProps {
  readonly module: Module
  readonly record: string
  readonly definition: RecordDefinition
  readonly rows: readonly ChildRow[]
  readonly problems: readonly FieldProblem[]
  readonly onChange: (rows: readonly ChildRow[]) => void
  readonly onProblem: (path: string, problem: string | null) => void
}

/** The rows that belong to the record: added, changed and (before they are stored) removed where they stand. */
export function ChildRows({ module, record, definition, rows, problems, onChange, onProblem }: ChildRowsProps) {
  const words = useWords()
  const name = words.record(module.name, record)
  const set = (key: string, answers: Values) =>
    onChange(rows.map(row => (row.key === key ? { ...row, values: { ...row.values, ...answers } } : row)))
  return (
    <Surface title={words.records(module.name, record)} mt="md">
      {rows.map((row, index) => (
        <fieldset key={row.key} className="nansen-child">
          <legend>
            <Group gap="sm">
              <span>
                {name} {words.number(index + 1)}
              </span>
              {!definition.appendOnly || row.id === undefined ? (
                <RemoveButton row={row} rows={rows} onChange={onChange} />
              ) : null}
            </Group>
          </legend>
          {row.withdrawn === true && <Text c="dimmed">{words.say('form.removed')}</Text>}
          {row.id !== undefined && definition.appendOnly && (
            <FactList module={module.name} record={record} fields={asked(definition, null)} row={row.values} />
          )}
          {isOpen(row, definition) && (
            <FieldGrid
              module={module.name}
              record={record}
              fields={asked(definition, null)}
              values={row.values}
              problems={problems}
              prefix={`${record}.${index}.`}
              onChange={(field, value) => set(row.key, { [field]: value })}
              onSaid={answers => set(row.key, answers)}
              onProblem={onProblem}
            />
          )}
        </fieldset>
      ))}
      <Button variant="default" onClick={() => onChange([...rows, { key: newId(), values: {} }])}>
        {words.say('form.add', { what: name })}
      </Button>
    </Surface>
  )
}

/** Facts that are only ever added stay as they are, and what is taken back is not changed first. */
const isOpen = (row: ChildRow, { appendOnly }: RecordDefinition): boolean =>
  row.withdrawn !== true && (row.id === undefined || !appendOnly)

interface RemoveProps {
  readonly row: ChildRow
  readonly rows: readonly ChildRow[]
  readonly onChange: (rows: readonly ChildRow[]) => void
}

/** A row that is not stored yet goes; a stored one is withdrawn when the form is saved, and stays in the history. */
function RemoveButton({ row, rows, onChange }: RemoveProps) {
  const words = useWords()
  const { withdrawn, ...kept } = row
  const taken = row.id === undefined ? [] : withdrawn === true ? [kept] : [{ ...kept, withdrawn: true as const }]
  return (
    <Button
      variant="subtle"
      color="brick"
      size="compact-sm"
      onClick={() => onChange(rows.flatMap(each => (each.key === row.key ? taken : [each])))}
    >
      {words.say(withdrawn === true ? 'form.keep' : 'ui.remove')}
    </Button>
  )
}
