import type { JsonSchema } from '@nansen/store'

export const ID = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } as const
export const NOTE = { type: 'string', minLength: 1, maxLength: 10_000 } as const
export const TEXT = { type: 'string', minLength: 1, maxLength: 200 } as const
export const DAY = { type: 'string', format: 'date' } as const
export const STATE: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['state'],
  properties: { state: { type: 'string' } },
}
