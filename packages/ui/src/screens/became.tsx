import { Text, VisuallyHidden } from '@mantine/core'
import type { Module } from '@nansen/model'
import { isEmpty } from '../form/answers.ts'
import { useWords } from '../language/words.ts'
import { FieldOutput } from '../parts/fieldOutput.tsx'
import { ColleagueName, OfficeName } from '../parts/names.tsx'
import { StateBadge } from '../parts/stateBadge.tsx'
import type { RowChange } from './acts.ts'

/** Columns that every root has, as far as a history tells of them. */
const COLUMNS = ['state', 'office_id', 'owner_id']

/** Of these names those of the record's fields, in the definition's order. */
export const changedNames = (module: Module, record: string, names: readonly string[]): readonly string[] =>
  Object.keys(module.records[record]?.fields ?? {}).filter(name => names.includes(name))

interface BecameProps {
  readonly module: Module
  readonly change: RowChange
}

/** Each answer that changed: what it was, and what it became. */
export function Became({ module, change: { record, set, before } }: BecameProps) {
  const words = useWords()
  const names = [...COLUMNS.filter(name => Object.hasOwn(set, name)), ...changedNames(module, record, Object.keys(set))]
  if (names.length === 0) return null
  return (
    <dl className="nansen-became">
      {names.map(name => (
        <div key={name}>
          <dt>{words.field(module.name, record, name)}</dt>
          <dd>
            {!isEmpty(before[name]) && (
              <>
                <del>
                  <VisuallyHidden>{words.say('history.was')} </VisuallyHidden>
                  <Value module={module} record={record} name={name} value={before[name]} />
                </del>
                <span aria-hidden>{words.direction === 'rtl' ? '←' : '→'}</span>
              </>
            )}
            <ins>
              <VisuallyHidden>{words.say('history.is')} </VisuallyHidden>
              <Value module={module} record={record} name={name} value={set[name]} />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface ValueProps {
  readonly module: Module
  readonly record: string
  readonly name: string
  readonly value: unknown
}

function Value({ module, record, name, value }: ValueProps) {
  const words = useWords()
  const field = module.records[record]?.fields[name]
  if (isEmpty(value)) {
    return (
      <Text span c="dimmed">
        {words.say('history.empty')}
      </Text>
    )
  }
  if (field !== undefined)
    return <FieldOutput module={module.name} record={record} name={name} field={field} value={value} brief />
  if (name === 'state') return <StateBadge module={module} state={String(value)} />
  return name === 'office_id' ? <OfficeName id={String(value)} /> : <ColleagueName id={String(value)} />
}
