type Json = Readonly<Record<string, unknown>>

/** Shorter schemas are read more easily where they stand. Characters of JSON. */
const WORTH_A_NAME = 300

/**
 * An OpenAPI document in which whatever schema stands in several places stands under a name once: a person is part of a dozen acts. Named by its
 * `title`, else by where it was met first.
 */
export function shareSchemas(document: Json): Json {
  const { paths, components } = document as { paths: Json; components: Json & { schemas: Json } }
  const times = new Map<string, number>()
  const all = { ...components.schemas }
  eachSchema(paths, schema => count(schema, times))
  for (const schema of Object.values(all)) count(schema, times)
  const names = new Map<string, string>()
  for (const [name, schema] of Object.entries(all)) names.set(JSON.stringify(schema), name)
  const shared: Record<string, unknown> = {}

  const refer = (schema: unknown, place: string): unknown => {
    const text = JSON.stringify(schema)
    if (text.length < WORTH_A_NAME || (times.get(text) ?? 0) < 2) return within(schema, place)
    const known = names.get(text)
    const name = known ?? freeName(titleOf(schema) ?? place, all, shared)
    if (known === undefined) {
      names.set(text, name)
      shared[name] = null // its place, before what is in it
      shared[name] = within(schema, name)
    }
    return { $ref: `#/components/schemas/${name}` }
  }
  const within = (schema: unknown, place: string): unknown => mapParts(schema, (part, key) => refer(part, key ?? place))

  const slim = mapSchemas(paths, (schema, path) => refer(schema, path))
  const own = Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, within(schema, name)]))
  return { ...document, paths: slim, components: { ...components, schemas: { ...own, ...shared } } }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const titleOf = (schema: unknown): string | null =>
  isObject(schema) && typeof schema.title === 'string' ? schema.title : null

function freeName(wanted: string, ...taken: readonly Json[]): string {
  const plain = wanted.replaceAll(/[^\w.]+/g, '-')
  for (let n = 1; ; n++) {
    const name = n === 1 ? plain : `${plain}-${n}`
    if (taken.every(names => !(name in names))) return name
  }
}

/** Keywords of JSON Schema 2020-12 that hold one schema, several, and several by name. */
const ONE = ['items', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else', 'contains']
const SEVERAL = ['anyOf', 'oneOf', 'allOf', 'prefixItems']
const BY_NAME = ['properties', 'patternProperties', '$defs', 'dependentSchemas']

/** The same schema with its direct parts made anew; `key` is the name of a part that has one. */
function mapParts(schema: unknown, made: (part: unknown, key: string | null) => unknown): unknown {
  if (!isObject(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (ONE.includes(keyword) && isObject(value)) return [keyword, made(value, null)]
      if (SEVERAL.includes(keyword) && Array.isArray(value)) return [keyword, value.map(part => made(part, null))]
      if (BY_NAME.includes(keyword) && isObject(value))
        return [keyword, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, made(part, name)]))]
      return [keyword, value]
    }),
  )
}

function count(schema: unknown, times: Map<string, number>): void {
  const text = JSON.stringify(schema)
  if (text.length < WORTH_A_NAME) return
  const before = times.get(text) ?? 0
  times.set(text, before + 1)
  if (before > 0) return // what is in it stands under its name
  mapParts(schema, part => {
    count(part, times)
    return part
  })
}

const eachSchema = (paths: Json, told: (schema: unknown) => void): void => {
  mapSchemas(paths, schema => {
    told(schema)
    return schema
  })
}

/** Of an address, the last part that is no parameter: `/api/tracing/request/{id}` -> `request`. */
const lastWordOf = (path: string): string =>
  path.split('/').findLast(part => part !== '' && !part.startsWith('{')) ?? path

/** Paths with every schema of a body, an answer or a parameter made anew. */
function mapSchemas(value: unknown, made: (schema: unknown, path: string) => unknown, path = ''): unknown {
  if (Array.isArray(value)) return value.map(part => mapSchemas(part, made, path))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (key === 'schema') return [key, made(part, path)]
      return [key, mapSchemas(part, made, key.startsWith('/') ? lastWordOf(key) : path)]
    }),
  )
}
