import type { FieldProblem } from '@nansen/kernel'
import type { Field, Kind } from '@nansen/model'
import { useWords } from '../language/words.ts'
import { FieldInput } from '../parts/fieldInput.tsx'
import { sayProblem } from '../parts/sayRefusal.ts'
import { anchorOf, type Values } from './answers.ts'

/** Kinds that need the whole width to be read and typed in comfort. */
const WIDE: readonly Kind[] = ['note', 'name-part', 'place', 'codes', 'attachment']

interface FieldGridProps {
  readonly module: string
  readonly record: string
  readonly fields: readonly (readonly [string, Field<unknown>])[]
  readonly values: Values
  readonly problems: readonly FieldProblem[]
  /** Before the field's name in the path of a problem: `document.0.`. */
  readonly prefix?: string
  readonly onChange: (name: string, value: unknown) => void
  readonly onProblem: (path: string, problem: string | null) => void
}

/** The questions of a record, each with its problem beside it. */
export function FieldGrid({
  module,
  record,
  fields,
  values,
  problems,
  prefix = '',
  onChange,
  onProblem,
}: FieldGridProps) {
  const words = useWords()
  return (
    <div className="nansen-fields">
      {fields.map(([name, field]) => {
        const path = prefix + name
        const problem = problems.find(each => each.path === path)
        return (
          <div key={name} className={WIDE.includes(field.kind) ? 'nansen-wide' : undefined}>
            <FieldInput
              module={module}
              record={record}
              name={name}
              field={field}
              id={anchorOf(path)}
              label={words.field(module, record, name)}
              value={values[name] ?? null}
              problem={problem === undefined ? null : sayProblem(problem, words)}
              onChange={value => onChange(name, value)}
              onProblem={said => onProblem(path, said)}
            />
          </div>
        )
      })}
    </div>
  )
}
