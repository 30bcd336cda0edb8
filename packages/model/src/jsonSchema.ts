import type { Field } from './field.ts'
import type { Kind } from './kind.ts'
import { NAME_PARTS, SCRIPTS } from './kind.ts'
import type { Module } from './module.ts'

/** JSON Schema 2020-12, as OpenAPI 3.1 and ajv read it. */
export type Schema = Readonly<Record<string, unknown>>

const UUID = { type: 'string', format: 'uuid', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }

/** The shape of each kind's value; lists of codes and lengths are added from the field. */
const OF_KIND: Record<Kind, Schema> = {
  text: { type: 'string', minLength: 1 },
  note: { type: 'string', minLength: 1 },
  'name-part': {
    type: 'object',
    additionalProperties: false,
    required: ['part', 'text', 'script'],
    properties: {
      part: { enum: NAME_PARTS },
      text: { type: 'string', minLength: 1, maxLength: 200 },
      script: { enum: SCRIPTS },
    },
  },
  integer: { type: 'integer', minimum: -2147483648, maximum: 2147483647 },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  code: { type: 'string' },
  codes: { type: 'array', uniqueItems: true, items: { type: 'string' } },
  'partial-date': { type: 'string', pattern: '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$' },
  date: { type: 'string', format: 'date' },
  instant: { type: 'string', format: 'date-time' },
  reference: UUID,
  attachment: UUID,
  money: {
    type: 'object',
    additionalProperties: false,
    required: ['amount', 'currency'],
    properties: { amount: { type: 'integer' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
  },
  place: {
    type: 'object',
    additionalProperties: false,
    required: ['pcode'],
    properties: { pcode: { type: 'string', pattern: '^[A-Z0-9]{2,20}$' }, detail: { type: 'string', maxLength: 200 } },
  },
  phone: { type: 'string', pattern: '^\\+[1-9]\\d{5,14}$' },
}

/** One field's value; `null` is allowed where nothing may be said. */
export function fieldSchema(field: Field<unknown>): Schema {
  const base = field.sensitivity === 'sealed' ? { type: 'string', contentEncoding: 'base64' } : bounded(field)
  return field.optional ? { anyOf: [base, { type: 'null' }] } : base
}

function bounded({ kind, codes, max }: Field<unknown>): Schema {
  if (kind === 'code' && codes.length > 0) return { enum: codes }
  if (kind === 'codes' && codes.length > 0) return { ...OF_KIND.codes, items: { enum: codes } }
  return max === null ? OF_KIND[kind] : { ...OF_KIND[kind], maxLength: max }
}

/**
 * What a request may say of a record. `create`: every field that is not optional, children inline by record name, and `parent_id` of a
 * child. `change`: any of the fields. Fields that commands write appear in neither. `read`: all columns, as answers hold them.
 */
export function jsonSchema(module: Module, record: string, purpose: 'create' | 'change' | 'read'): Schema {
  const definition = module.records[record]
  if (definition === undefined) throw new Error(`${module.name} has no record ${record}`)
  const fields = Object.entries(definition.fields).filter(([, field]) => purpose === 'read' || !field.derived)
  const properties: Record<string, Schema> = Object.fromEntries(
    fields.map(([name, field]) => [name, fieldSchema(field)]),
  )
  if (purpose === 'read')
    return { type: 'object', properties: { ...STORED, ...properties }, required: ['id', 'version'] }
  const required = purpose === 'create' ? fields.filter(([, field]) => !field.optional).map(([name]) => name) : []
  const more = purpose === 'create' ? creating(module, record) : definition.parent === null ? ROOT_CHANGE : CHILD_CHANGE
  return { type: 'object', additionalProperties: false, required, properties: { ...more, ...properties } }
}

const NULLABLE_UUID = { anyOf: [UUID, { type: 'null' }] }
const INSTANT = { type: 'string', format: 'date-time' }
const ROOT_CHANGE: Record<string, Schema> = { owner_id: NULLABLE_UUID, extra: { type: 'object' } }
const CHILD_CHANGE: Record<string, Schema> = { withdrawn_at: { anyOf: [INSTANT, { type: 'null' }] } }

/** What every stored record carries besides its fields. */
const STORED: Record<string, Schema> = {
  id: UUID,
  version: { type: 'integer' },
  state: { type: ['string', 'null'] },
  office_id: UUID,
  owner_id: NULLABLE_UUID,
  restriction_group: NULLABLE_UUID,
  parent_id: UUID,
  root_id: UUID,
  withdrawn_at: { type: ['string', 'null'] },
  extra: { type: 'object' },
  created_at: INSTANT,
  created_by: NULLABLE_UUID,
  changed_at: INSTANT,
  changed_by: NULLABLE_UUID,
}

function creating(module: Module, record: string): Record<string, Schema> {
  const children = Object.entries(module.records).filter(([, { parent }]) => parent === record)
  const inline = children.map(([name]): [string, Schema] => [
    name,
    { type: 'array', maxItems: 200, items: jsonSchema(module, name, 'create') },
  ])
  const own: Record<string, Schema> =
    module.records[record]?.parent === null ? { office_id: UUID, ...ROOT_CHANGE } : { parent_id: UUID }
  return { ...own, ...Object.fromEntries(inline) }
}
