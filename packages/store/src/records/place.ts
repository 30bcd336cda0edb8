import { identifier, literal, tableName } from '@nansen/access'
import { Refusal } from '@nansen/kernel'
import type { Module, RecordDefinition } from '@nansen/model'
import { type RawBuilder, sql } from 'kysely'
import { type Companion, openFields } from '../recordSql.ts'

/** One record of one module, as every act on it needs it. */
export interface Place {
  readonly module: Module
  readonly name: string
  readonly definition: RecordDefinition
  readonly isRoot: boolean
  readonly table: RawBuilder<unknown>
  /** Columns of its own table that answers hold: the common ones, then the fields. */
  readonly columns: readonly string[]
}

/** A stored row as answers hold it: column names, fields flat beside them. */
export type StoredRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }

const COMMON = [
  'id',
  'office_id',
  'owner_id',
  'restriction_group',
  'version',
  'created_at',
  'created_by',
  'changed_at',
  'changed_by',
]

/** @throws Refusal `not-found` when the module has no such record. */
export function placeOf(module: Module, name: string): Place {
  const definition = Object.hasOwn(module.records, name) ? module.records[name] : undefined
  if (definition === undefined) throw new Refusal('not-found', 'there is no such kind of record')
  const isRoot = definition.parent === null
  const own = isRoot ? ['extra'] : ['parent_id', 'root_id', 'withdrawn_at']
  const state = module.lifecycle?.record === name ? ['state'] : []
  const columns = [...COMMON, ...own, ...state, ...openFields(definition).map(([field]) => field)]
  return { module, name, definition, isRoot, table: sql.raw(tableName(module.name, name)), columns }
}

export const companionTable = (place: Place, part: Companion): RawBuilder<unknown> =>
  sql.raw(tableName(place.module.name, `${place.name}_${part}`))

export const column = (name: string): RawBuilder<unknown> => sql.raw(identifier(name))
export const columnsOf = (names: readonly string[]): RawBuilder<unknown> => sql.join(names.map(column))

/** `auth.may(…)` for a row of this place that is in the query as `r`. */
export const mayRow = ({ module, isRoot }: Place, action: string, level: string): RawBuilder<boolean> =>
  sql.raw(
    `auth.may(${[module.name, action, level].map(literal).join(', ')}, r.office_id, r.owner_id, ${isRoot ? 'r.id' : 'r.root_id'}, r.restriction_group)`,
  )

/** The same refusal for a row that is not there and one that the asker has no right to. */
export const notFound = (): Refusal => new Refusal('not-found', 'there is no such record among those you may see')
