import { LANGUAGES } from '@nansen/kernel'
import { REPRINT_REASONS } from '@nansen/registration'
import type { Asking, JsonSchema } from '@nansen/store'
import { PRINTED } from '../index.ts'

export const ID = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } as const
export const TEXT: JsonSchema = { type: 'string' }
export const MAYBE: JsonSchema = { type: ['string', 'null'] }
export const NUMBER: JsonSchema = { type: 'integer' }
export const YES: JsonSchema = { type: 'boolean' }
export const DAY = { type: 'string', format: 'date' } as const
export const REMARKS = { type: 'string', minLength: 1, maxLength: 1_000 } as const
export const LANGUAGE = { enum: LANGUAGES } as const
export const OWN_OR_LANGUAGE = { enum: [...LANGUAGES, 'own'] } as const
export const TEMPLATE = { enum: PRINTED } as const
export const REASON = { enum: REPRINT_REASONS } as const
export const MONTHS = { type: 'integer', minimum: 1, maximum: 120 } as const

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

/** `YYYY-MM-DD` in UTC. */
export const today = ({ now }: Asking): string => now().toISOString().slice(0, 10)
