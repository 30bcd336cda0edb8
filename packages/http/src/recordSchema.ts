import type { Field, Module, RecordDefinition } from '@nansen/model'
import type { JsonSchema } from '@nansen/store'
import { fieldSchema, idSchema, nullable } from './fieldSchema.ts'

type Properties = Readonly<Record<string, JsonSchema>>
const INSTANT: JsonSchema = { type: 'string', description: 'ISO 8601 in UTC' }

const fieldsThat = (record: RecordDefinition, keep: (field: Field<unknown>) => boolean) =>
  Object.entries(record.fields).filter(([, field]) => keep(field))

const either = (field: Field<unknown>): JsonSchema =>
  field.optional ? nullable(fieldSchema(field)) : fieldSchema(field)

/**
 * What may be written. Fields that commands derive are not among them. A new record needs what is not optional; the answers of a
 * protected field are needed too, though the one who writes them may not read them back.
 */
export function writingSchema(record: RecordDefinition, mode: 'create' | 'change'): JsonSchema {
  const fields = fieldsThat(record, field => !field.derived)
  const properties: Record<string, JsonSchema> = Object.fromEntries(
    fields.map(([name, field]) => [name, either(field)]),
  )
  if (mode === 'change') return { type: 'object', properties, additionalProperties: false, minProperties: 1 }
  if (record.parent === null) Object.assign(properties, { office_id: idSchema, owner_id: nullable(idSchema) })
  else Object.assign(properties, { parent_id: idSchema })
  const needed = fields.filter(([, field]) => !field.optional).map(([name]) => name)
  const required = record.parent === null ? needed : [...needed, 'parent_id']
  return { type: 'object', properties: { id: idSchema, ...properties }, required, additionalProperties: false }
}

/** What a reader gets: columns of every record, and the fields they may see; a field they may not see is absent. */
export function rowSchema(module: Module, name: string, record: RecordDefinition): JsonSchema {
  const moves = module.lifecycle?.record === name
  const own: Properties = {
    id: idSchema,
    version: { type: 'integer', description: 'hand it back as baseVersion' },
    office_id: idSchema,
    owner_id: nullable(idSchema),
    created_at: INSTANT,
    created_by: nullable(idSchema),
    changed_at: INSTANT,
    changed_by: nullable(idSchema),
    ...(moves ? { state: { type: 'string', enum: module.lifecycle?.table.states } } : {}),
    ...(record.parent === null ? {} : { parent_id: idSchema, root_id: idSchema }),
  }
  const fields: Properties = Object.fromEntries(
    Object.entries(record.fields).map(([field, definition]) => [field, nullable(fieldSchema(definition))]),
  )
  return { type: 'object', properties: { ...own, ...fields }, required: ['id', 'version'] }
}

/** Name of a record's schema in the OpenAPI document: `registration.individual`. */
export const rowSchemaId = (module: Module, record: string): string => `${module.name}.${record}`
