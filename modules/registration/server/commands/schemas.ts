import type { JsonSchema } from '@nansen/store'

export const ID = { type: 'string', format: 'uuid', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } as const
export const IDS = { type: 'array', items: ID, minItems: 1, maxItems: 40, uniqueItems: true } as const
export const DAY = { type: 'string', format: 'date' } as const
export const TEXT = { type: 'string', minLength: 1, maxLength: 10_000 } as const
export const CODE = { type: 'string', minLength: 1, maxLength: 60 } as const
/** Relationships an officer chose, by person. */
export const RELATIONSHIPS = { type: 'object', additionalProperties: CODE, maxProperties: 40 } as const

/** An object of exactly these; those named in `optional` may be absent. */
export const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter(name => !optional.includes(name)),
  properties,
})
