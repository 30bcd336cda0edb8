import type { JsonSchema } from '@nansen/store'

export const ID = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } as const
export const TEXT: JsonSchema = { type: 'string' }
export const MAYBE: JsonSchema = { type: ['string', 'null'] }
export const INTEGER: JsonSchema = { type: 'integer' }
export const YES: JsonSchema = { type: 'boolean' }

/** All of these and nothing else; those named may be left out. */
export const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter(name => !optional.includes(name)),
  properties,
})
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
