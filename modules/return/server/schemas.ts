import type { JsonSchema } from '@nansen/store'

export const TEXT = { type: 'string' } as const
export const ID = { type: 'string', format: 'uuid' } as const
export const INTEGER = { type: 'integer' } as const
export const DAY = { type: 'string', format: 'date' } as const
export const MAYBE_TEXT = { anyOf: [TEXT, { type: 'null' }] } as const

/** An object of these properties and no others; those in `free` may be absent. */
export const object = (properties: Readonly<Record<string, JsonSchema>>, free: readonly string[] = []): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required: Object.keys(properties).filter(name => !free.includes(name)),
})

export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
