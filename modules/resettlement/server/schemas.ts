import type { JsonSchema } from '@nansen/store'

export const ID = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } as const
export const TEXT: JsonSchema = { type: 'string' }
export const NUMBER: JsonSchema = { type: 'integer' }

/** All of these and nothing else. */
export const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
