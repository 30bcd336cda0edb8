import { type Command, defineCommand, type JsonSchema, type Tx } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'

export const id: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }
export const text = (maxLength: number, minLength = 1): JsonSchema => ({ type: 'string', minLength, maxLength })
export const day: JsonSchema = { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' }
export const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] })
export const fields = (
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter(name => !optional.includes(name)),
  additionalProperties: false,
})
export const rows = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema =>
  fields({ rows: { type: 'array', items: { type: 'object', properties, required: Object.keys(properties) } } })

interface Act<I> {
  readonly name: string
  readonly action: 'create' | 'change' | 'approve'
  readonly input: JsonSchema
  readonly stepUp?: true
  /** The call of the database function that does it: there the eyes are counted. */
  readonly call: (input: I) => RawBuilder<unknown>
}

/** An act of administration is one database function; nothing about it is decided here. */
export const act = <I>({ name, action, input, stepUp, call }: Act<I>): Command =>
  defineCommand<I, object>({
    name: `admin.${name}`,
    module: 'admin',
    needs: { action, level: 'personal' },
    input,
    output: fields({}),
    ...(stepUp && { stepUp }),
    run: async (tx: Tx, _, sent) => {
      await sql`select ${call(sent)}`.execute(tx)
      return {}
    },
  })
