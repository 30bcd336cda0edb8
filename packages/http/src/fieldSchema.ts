import { type Field, type Kind, NAME_PARTS, SCRIPTS } from '@nansen/model'
import type { JsonSchema } from '@nansen/store'

const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
export const idSchema: JsonSchema = { type: 'string', pattern: UUID, description: 'lower-case UUID' }
const INSTANT = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?Z$'
const object = (properties: Readonly<Record<string, JsonSchema>>, required = Object.keys(properties)): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

/** Longest code of a list that an operation maintains. */
const CODE_LENGTH = 64
const codeSchema = ({ codes }: Field<unknown>): JsonSchema =>
  codes.length > 0 ? { type: 'string', enum: codes } : { type: 'string', minLength: 1, maxLength: CODE_LENGTH }
const textSchema = ({ max }: Field<unknown>): JsonSchema => ({
  type: 'string',
  minLength: 1,
  ...(max && { maxLength: max }),
})

/** One line per kind: what a value looks like on the wire. The compiler names a kind that lacks one. */
const SCHEMAS: Readonly<Record<Kind, (field: Field<unknown>) => JsonSchema>> = {
  text: textSchema,
  note: textSchema,
  'name-part': () =>
    object({
      part: { type: 'string', enum: NAME_PARTS },
      text: { type: 'string', minLength: 1, maxLength: 200 },
      script: { type: 'string', enum: SCRIPTS },
    }),
  integer: () => ({ type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647 }),
  decimal: () => ({ type: 'number' }),
  boolean: () => ({ type: 'boolean' }),
  code: codeSchema,
  codes: field => ({ type: 'array', items: codeSchema(field), uniqueItems: true, maxItems: 200 }),
  'partial-date': () => ({ type: 'string', pattern: '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$' }),
  date: () => ({ type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' }),
  instant: () => ({ type: 'string', pattern: INSTANT, description: 'ISO 8601 in UTC' }),
  reference: ({ refersTo }) => ({ ...idSchema, description: `identifier of a ${refersTo}` }),
  money: () =>
    object({
      amount: { type: 'integer', description: 'minor units', minimum: -1e15, maximum: 1e15 },
      currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217' },
    }),
  attachment: () => idSchema,
  place: () =>
    object({ pcode: { type: 'string', pattern: '^[A-Z0-9]{2,20}$' }, detail: { type: 'string', maxLength: 200 } }, [
      'pcode',
    ]),
  phone: () => ({ type: 'string', pattern: '^\\+[1-9]\\d{5,14}$', description: 'E.164' }),
}

export const fieldSchema = (field: Field<unknown>): JsonSchema => SCHEMAS[field.kind](field)
export const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] })
