import type { JsonSchema } from '@nansen/store'

export const ID: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }
export const DAY: JsonSchema = { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' }
export const text = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength })
export const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] })
export const list = (items: JsonSchema, maxItems: number): JsonSchema => ({ type: 'array', items, maxItems })
export const shape = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
/** Base64; `bytes` at most. */
export const base64 = (bytes: number): JsonSchema => ({
  type: 'string',
  pattern: '^[A-Za-z0-9+/]+={0,2}$',
  maxLength: Math.ceil(bytes / 3) * 4,
})

/** Members of one group: more is no secret. Ours. */
const MOST_MEMBERS = 60

export const KEYS = shape({ staff: ID, sealing: base64(32), signing: base64(32), proof: base64(64) })
const SALT = base64(32)
export const LOCK: JsonSchema = {
  oneOf: [
    shape({
      kind: { const: 'passphrase' },
      staff: ID,
      salt: SALT,
      ciphertext: base64(300),
      rounds: { type: 'integer', minimum: 600_000, maximum: 20_000_000 },
    }),
    shape({ kind: { const: 'passkey' }, staff: ID, salt: SALT, ciphertext: base64(300), credential: text(1400) }),
  ],
}
const MEMBER = shape({ keys: KEYS, role: { enum: ['reader', 'recovery'] }, until: nullable(DAY) })
const STATEMENT = shape({
  group: ID,
  number: { type: 'integer', minimum: 0 },
  publicKey: base64(32),
  members: list(MEMBER, MOST_MEMBERS),
  previous: nullable(base64(32)),
  at: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T[0-9:.]{8,12}Z$' },
})
export const EPOCH = shape({
  statement: STATEMENT,
  signatures: list(shape({ staff: ID, signature: base64(64) }), 3),
  grants: list(shape({ staff: ID, sealed: base64(100) }), MOST_MEMBERS),
  before: nullable(base64(100)),
})
export const HALF = shape({ from: ID, to: ID, sealed: base64(100), word: base64(64) })
