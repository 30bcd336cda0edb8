import { asSaid, type Field } from '@nansen/model'
import { useWords } from '../language/words.ts'
import { FieldOutput } from './fieldOutput.tsx'

interface FactListProps {
  readonly module: string
  readonly record: string
  readonly fields: readonly (readonly [string, Field<unknown>])[]
  readonly row: Readonly<Record<string, unknown>>
  /** References are named and not opened. */
  readonly brief?: true
}

/** Questions and answers as a description list. */
export function FactList({ module, record, fields, row, brief }: FactListProps) {
  const words = useWords()
  return (
    <dl className="nansen-facts">
      {fields
        .filter(([, { says }]) => says === null)
        .map(([name, field]) => (
          <div key={name} className={field.kind === 'note' ? 'nansen-wide' : undefined}>
            <dt>{words.field(module, record, name)}</dt>
            <dd>
              <FieldOutput
                module={module}
                record={record}
                name={name}
                field={field}
                value={row[name]}
                said={row[asSaid(name)]}
                {...(brief && { brief })}
              />
            </dd>
          </div>
        ))}
    </dl>
  )
}
