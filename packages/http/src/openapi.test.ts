import type { Module } from '@nansen/model'
import { afterAll, expect, test } from 'vitest'
import { modules } from '../../../modules/registry.gen.ts'
import { servers } from '../../../modules/servers.gen.ts'
import { httpWorld } from '../test/httpWorld.ts'

type Json = Readonly<Record<string, unknown>>
interface Operation {
  readonly summary?: string
  readonly security?: readonly Json[]
  readonly requestBody?: Json
  readonly responses: Readonly<Record<string, { readonly content?: Json; readonly description?: string }>>
}

const world = await httpWorld()
const document = (await world.app.inject('/openapi.json')).json() as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Json> }
}
afterAll(() => world.end())

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
)
const names = new Set(operations.map(({ name }) => name))

/** Names of the moves that people make, or of those that only the program makes. */
const movesOf = ({ lifecycle }: Module, made: (by: string) => boolean): readonly string[] =>
  Object.entries(lifecycle?.table.moves ?? {}).flatMap(([move, { by }]) => (made(by) ? [move] : []))
const person = (by: string) => by !== 'system'

/** What the definitions imply, worked out here a second time. */
function implied(): readonly string[] {
  const records = modules.flatMap(module =>
    Object.entries(module.records).flatMap(([record, { appendOnly, parent }]) => {
      const path = `/api/${module.name}/${record}`
      const moves = module.lifecycle?.record === record ? movesOf(module, person) : []
      return [
        `get ${path}`,
        `get ${path}/{id}`,
        `post ${path}`,
        ...(parent === null ? [`get ${path}/{id}/history`] : []),
        ...(appendOnly ? [] : [`patch ${path}/{id}`]),
        ...moves.map(move => `post ${path}/{id}/moves/${move}`),
      ]
    }),
  )
  const acts = servers.flatMap(({ commands, queries }) => [
    ...commands.map(({ name }) => `post /api/commands/${name}`),
    ...queries.map(({ name }) => `post /api/queries/${name}`),
  ])
  return [...records, ...acts]
}

test('every route that a definition implies is in the document', () => {
  expect(implied().filter(name => !names.has(name))).toEqual([])
  expect(implied().length).toBeGreaterThan(100)
})

test('a move that only the program makes has no address', () => {
  // by module: another may have a move of that name which people make
  const theirs = modules.flatMap(module =>
    movesOf(module, by => !person(by)).map(move => ({ under: `/api/${module.name}/`, end: `/moves/${move}` })),
  )
  expect(
    [...names].filter(name => theirs.some(({ under, end }) => name.includes(under) && name.endsWith(end))),
  ).toEqual([])
})

test('every operation says what it does, who may come, what it answers and how it refuses', () => {
  const poor = operations.filter(({ operation }) => {
    const { 200: fine, default: refused } = operation.responses
    const refusal = JSON.stringify(refused?.content ?? null)
    return (
      !operation.summary || !operation.security || !fine?.content || !refusal.includes('#/components/schemas/error')
    )
  })
  expect(poor.map(({ name }) => name).filter(name => name !== 'get /health')).toEqual([])
  expect(document.openapi).toBe('3.1.0')
})

test('every act takes a described body', () => {
  const without = operations.filter(({ name, operation }) => /^(post|patch)/.test(name) && !operation.requestBody)
  expect(without.map(({ name }) => name)).toEqual([
    'post /api/login/passkey/options',
    'post /api/login/passkey/add/options',
    'post /api/login/logout',
    'post /api/login/lock',
    'post /api/attachments',
  ])
})

const bodyOf = (path: string): Json => {
  const { content } = document.paths[path]!.post!.requestBody as { content: Record<string, { schema: Json }> }
  const { schema } = content['application/json']!
  const name = String(schema.$ref ?? '')
    .split('/')
    .at(-1)!
  return document.components.schemas[name] ?? schema
}

/** Names of all that a schema refers to, and what those refer to. */
function partsOf(schema: Json): readonly string[] {
  const names = [...JSON.stringify(schema).matchAll(/#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!)
  return names.flatMap(name => [name, ...partsOf(document.components.schemas[name]!)])
}

test('every reference of the document leads somewhere', () => {
  const text = JSON.stringify(document)
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to!)
  const lost = references.filter(to => {
    const steps = to.replace('#/', '').split('/')
    return steps.reduce<unknown>((at, step) => (at as Json | undefined)?.[step], document) === undefined
  })
  expect([...new Set(lost)]).toEqual([])
  expect(references.length).toBeGreaterThan(100)
})

test('a person, and whatever else is long, is described once', () => {
  const texts = Object.values(document.components.schemas).map(schema => JSON.stringify(schema))
  expect(texts.filter(text => text.includes('"born_as_said"') && text.includes('"mother_name"')).length).toBeLessThan(5)
  const { person } = document.components.schemas
  expect(person).toMatchObject({ type: 'object', required: expect.arrayContaining(['name', 'sex']) })
  expect(JSON.stringify(bodyOf('/api/queries/registration.lookAlikes'))).not.toContain('mother_name')
  expect(partsOf(bodyOf('/api/queries/registration.lookAlikes'))).toContain('person')
})

test('only signing in, health and nothing else is open to strangers', () => {
  const open = operations.filter(({ operation }) => operation.security?.length === 0).map(({ name }) => name)
  expect(open.filter(name => !name.includes('/api/login')).toSorted()).toEqual(['get /health'])
})

test('a record’s answer has a field for each of its definition', () => {
  for (const module of modules) {
    for (const [record, { fields }] of Object.entries(module.records)) {
      const schema = document.components.schemas[`${module.name}.${record}`] as { properties: Json } | undefined
      expect(Object.keys(schema?.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(fields)))
    }
  }
})
