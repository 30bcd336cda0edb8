import type { JsonSchema } from '@nansen/store'

export const idSchema: JsonSchema = {
  type: 'string',
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  description: 'lower-case UUID',
}

/** The body of an act: the identifier that makes it happen once, and what it is about. */
export const actSchema = (parts: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties: { commandId: { ...idSchema, description: 'minted by the client; sent twice, done once' }, ...parts },
  required: ['commandId', ...Object.keys(parts)],
  additionalProperties: false,
})
