import type { JsonSchema } from '@nansen/store'
import { capture, exception, OCCASIONS, RENEWAL_REASONS, SITES } from '../fields.ts'

export const ID: JsonSchema = { type: 'string', format: 'uuid' }
const SITE: JsonSchema = { type: 'string', enum: SITES }
/** Base64. A scanner's 500 dpi slap of four fingers is about 2 MB; one finger or eye far less. */
const SEALED: JsonSchema = { type: 'string', minLength: 64, maxLength: 4_000_000 }
/** Base64 of a stored template, at most 4,096 bytes. */
const TEMPLATE: JsonSchema = { type: 'string', minLength: 8, maxLength: 5_500 }

const object = (properties: Record<string, JsonSchema>, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required: Object.keys(properties).filter(name => !optional.includes(name)),
})
const list = (items: JsonSchema, maxItems: number): JsonSchema => ({ type: 'array', items, maxItems })

export const ENROL_INPUT = object({
  /** Minted where the images were sealed, because they are bound to it. */
  enrolmentId: ID,
  individualId: ID,
  captures: list(
    object(
      {
        site: SITE,
        quality: { type: 'integer', minimum: 0, maximum: 100 },
        advice: list({ type: 'string', enum: capture.fields.advice.codes }, 10),
        tries: { type: 'integer', minimum: 1, maximum: 20 },
        sealed: SEALED,
        /** The scanner whose signature the browser checked; nothing for a file. */
        device: object({
          name: { type: 'string', minLength: 1, maxLength: 80 },
          serial: { type: 'string', minLength: 1, maxLength: 60 },
          certificate: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        }),
      },
      ['device'],
    ),
    12,
  ),
  exceptions: list(
    object(
      {
        site: SITE,
        reason: { type: 'string', enum: exception.fields.reason.codes },
        lasting: { type: 'boolean' },
        remarks: { type: 'string', maxLength: 500 },
      },
      ['remarks'],
    ),
    12,
  ),
})
export const ENROL_OUTPUT = object({ enrolmentId: ID, state: { type: 'string' } })

export const PROBE: JsonSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 12,
  items: object({ site: SITE, template: TEMPLATE }),
}
const SUMMARY: JsonSchema = { type: 'object', additionalProperties: true }
const CANDIDATE = object({
  individual: ID,
  evidence: { type: 'number' },
  sites: { type: 'object', additionalProperties: { type: 'number' } },
  card: SUMMARY,
})

export const IDENTIFY_INPUT = object({ probe: PROBE })
export const IDENTIFY_OUTPUT = object({
  outcome: { type: 'string', enum: ['nobody-known', 'this-person', 'look'] },
  people: { type: 'integer' },
  candidates: list(CANDIDATE, 20),
  /** Likenesses whose people the asker may not see: there is somebody, and a supervisor can find out who. */
  unseen: { type: 'integer' },
})

export const VERIFY_INPUT = object({
  individualId: ID,
  probe: PROBE,
  occasion: { type: 'string', enum: OCCASIONS },
})
export const VERIFY_OUTPUT = object({
  verificationId: ID,
  outcome: { type: 'string', enum: ['same-person', 'not-the-same', 'look'] },
  evidence: { type: 'number' },
  compared: { type: 'integer' },
})

/** Why, in a sentence that another can judge. */
const WHY: JsonSchema = { type: 'string', minLength: 10, maxLength: 1_000 }
export const ASK_RENEWAL_INPUT = object({
  enrolmentId: ID,
  reason: { type: 'string', enum: RENEWAL_REASONS },
  why: WHY,
})
export const DECIDE_RENEWAL_INPUT = object({ enrolmentId: ID, agree: { type: 'boolean' }, why: WHY })

export const OF_PERSON = object({ individualId: ID })
export const OF_ENROLMENT = object({ enrolmentId: ID })
export { list, object, SUMMARY }
