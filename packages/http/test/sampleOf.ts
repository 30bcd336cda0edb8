import { newId, type SeededRandom } from '@nansen/kernel'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly pattern?: string
  readonly minLength?: number
  readonly minItems?: number
  readonly minimum?: number
}
type Schemas = Readonly<Record<string, Schema>>

/** A value that a JSON schema asks for: all that is required, half of the rest. Identifiers are drawn from `ids`, and new ones. */
export function sampleOf(schema: Schema, schemas: Schemas, random: SeededRandom, ids: readonly string[]): unknown {
  const again = (part: Schema) => sampleOf(part, schemas, random, ids)
  if (schema.$ref !== undefined) return again(schemas[schema.$ref.split('/').at(-1)!] ?? {})
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return random.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return again(random.pick(choices))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return objectOf(schema, again, random)
  if (type === 'array') {
    return Array.from({ length: Math.max(schema.minItems ?? 0, random.below(2)) }, () => again(schema.items ?? {}))
  }
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 0, 1)
  if (type === 'boolean') return random.chance(0.5)
  if (type === 'null') return null
  return textOf(schema, random, ids)
}

function objectOf({ properties = {}, required = [] }: Schema, again: (part: Schema) => unknown, random: SeededRandom) {
  const said = Object.entries(properties).filter(([name]) => required.includes(name) || random.chance(0.5))
  return Object.fromEntries(said.map(([name, part]) => [name, name === 'commandId' ? newId() : again(part)]))
}

/** Texts that the patterns of our schemas accept; the first that fits. */
const TEXTS = ['KEN', 'en', '2026-01-02', '2026-01-02T03:04:05Z', '+254712345678', 'NBO', 'a@example.org', 'AAAA']

function textOf({ pattern, minLength = 1 }: Schema, random: SeededRandom, ids: readonly string[]): string {
  if (pattern === undefined) return 'word'.padEnd(minLength, 'x')
  const fits = new RegExp(pattern)
  const id = random.pick([...ids, newId()])
  return [id, ...TEXTS].find(text => fits.test(text)) ?? 'word'
}
