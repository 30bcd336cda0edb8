import type { JsonSchema } from '@nansen/store'
import { opinion, VERDICTS } from '../fields.ts'

export const ID: JsonSchema = { type: 'string', format: 'uuid' }
export const ANYTHING: JsonSchema = { type: 'object', additionalProperties: true }
export const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required: Object.keys(properties),
})
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })

/** A reason in words, never a word alone. Characters. */
export const SENTENCE: JsonSchema = { type: 'string', minLength: 10, maxLength: 1_000 }

export const OPINION_INPUT = object({
  reviewId: ID,
  verdict: { type: 'string', enum: VERDICTS },
  seen: { type: 'array', items: { type: 'string', enum: opinion.fields.seen.codes }, minItems: 1, uniqueItems: true },
  /** A verdict without reasons is not an opinion. Characters. */
  reasons: { type: 'string', minLength: 10, maxLength: 2_000 },
})
