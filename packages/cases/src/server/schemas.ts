import type { JsonSchema } from '@nansen/store'

export const TEXT: JsonSchema = { type: 'string' }
export const NAME: JsonSchema = { type: 'string', minLength: 1, maxLength: 60 }
export const ID: JsonSchema = { type: 'string', format: 'uuid', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }
export const INTEGER: JsonSchema = { type: 'integer' }
export const BOOLEAN: JsonSchema = { type: 'boolean' }
export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] })
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
/** A row as its record's own route describes it. */
export const ROW: JsonSchema = { type: 'object', additionalProperties: true }

/** @param optional names that may be absent */
export const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter(name => !optional.includes(name)),
  additionalProperties: false,
})
