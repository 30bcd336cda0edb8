import type { Field, Kind } from '@nansen/model'
import type { Companion } from '../recordSql.ts'
import type { Place } from './place.ts'

export type Values = Readonly<Record<string, unknown>>

/** Values of one record by where they are stored, as parameters of a statement. */
export interface Split {
  readonly open: Values
  readonly parts: Readonly<Record<Companion, Values>>
}

const JSON_KINDS: readonly Kind[] = ['name-part', 'money', 'place']

/** Text is stored in Unicode's composed form, so that equal names are equal bytes. */
function parameter(field: Field<unknown>, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (field.sensitivity === 'sealed') return Buffer.from(String(value), 'base64')
  if (JSON_KINDS.includes(field.kind)) return JSON.stringify(value).normalize('NFC')
  return typeof value === 'string' ? value.normalize('NFC').trim() : value
}

/** Sorts the given fields to their tables; names that are no fields are left out. */
export function split({ definition }: Place, values: Values): Split {
  const of = (wanted: (field: Field<unknown>) => boolean): Values =>
    Object.fromEntries(
      Object.entries(definition.fields)
        .filter(([name, field]) => name in values && wanted(field))
        .map(([name, field]) => [name, parameter(field, values[name])]),
    )
  return {
    open: of(({ sensitivity }) => sensitivity === 'open' || sensitivity === 'personal'),
    parts: { protected: of(f => f.sensitivity === 'protected'), sealed: of(f => f.sensitivity === 'sealed') },
  }
}
