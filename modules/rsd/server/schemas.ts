import type { JsonSchema } from '@nansen/store'

export const ID = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } as const
export const TEXT: JsonSchema = { type: 'string' }
export const REASON = { type: 'string', minLength: 1, maxLength: 1_000 } as const

/** All of these and nothing else. */
export const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
