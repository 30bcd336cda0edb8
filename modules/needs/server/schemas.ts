export const ID = { type: 'string', format: 'uuid' } as const
export const TEXT = { type: 'string' } as const
export const orNull = (schema: { readonly type: string }) => ({ ...schema, type: [schema.type, 'null'] })
export const list = (items: object) => ({ type: 'array', items }) as const
/** All of these, and nothing else; `optional` names those that may be left out. */
export const object = (properties: Record<string, object>, optional: readonly string[] = []) =>
  ({
    type: 'object',
    additionalProperties: false,
    properties,
    required: Object.keys(properties).filter(name => !optional.includes(name)),
  }) as const
