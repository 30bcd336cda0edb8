import { Button, Group } from '@mantine/core'
import { type FieldProblem, newId } from '@nansen/kernel'
import type { Module, RecordDefinition } from '@nansen/model'
import { useWords } from '../language/words.ts'
import { Surface } from '../parts/surface.tsx'
import { asked, type ChildRow } from './answers.ts'
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
  const set = (key: string, field: string, value: unknown) =>
    onChange(rows.map(row => (row.key === key ? { ...row, values: { ...row.values, [field]: value } } : row)))
  return (
    <Surface title={words.records(module.name, record)} mt="md">
      {rows.map((row, index) => (
        <fieldset key={row.key} className="nansen-child">
          <legend>
            <Group gap="sm">
              <span>
                {name} {words.number(index + 1)}
              </span>
              {row.id === undefined && (
                <Button
                  variant="subtle"
                  color="brick"
                  size="compact-sm"
                  onClick={() => onChange(rows.filter(each => each.key !== row.key))}
                >
                  {words.say('ui.remove')}
                </Button>
              )}
            </Group>
          </legend>
          <FieldGrid
            module={module.name}
            record={record}
            fields={asked(definition, null)}
            values={row.values}
            problems={problems}
            prefix={`${record}.${index}.`}
            onChange={(field, value) => set(row.key, field, value)}
            onProblem={onProblem}
          />
        </fieldset>
      ))}
      <Button variant="default" onClick={() => onChange([...rows, { key: newId(), values: {} }])}>
        {words.say('form.add', { what: name })}
      </Button>
    </Surface>
  )
}
