import { isId, Refusal } from '@nansen/kernel'
import type { Module, RecordDefinition } from '@nansen/model'
import {
  asSession,
  auditRead,
  type Command,
  changeRecord,
  createRecord,
  getRecord,
  type JsonSchema,
  listRecords,
  moveRecord,
  runCommand,
  type Store,
} from '@nansen/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { auditingDenials } from './denials.ts'
import { nothingHere } from './errors.ts'
import { idSchema } from './fieldSchema.ts'
import { callerOf } from './gate.ts'
import { listingOf, listingSchema } from './listing.ts'
import type { openings } from './openings.ts'
import type { HttpConfig } from './place.ts'
import { rowSchema, rowSchemaId, writingSchema } from './recordSchema.ts'
import { described } from './routeSchema.ts'

interface RecordParts {
  readonly store: Store
  readonly config: HttpConfig
  readonly module: Module
  readonly openings: ReturnType<typeof openings>
}
interface RecordRoute extends RecordParts {
  readonly name: string
  readonly record: RecordDefinition
  /** `/api/registration/individual` */
  readonly path: string
  /** Reference to the schema of a row. */
  readonly row: JsonSchema
}

const BASE_VERSION: JsonSchema = { type: 'integer', minimum: 1, description: 'version of the row that was read' }
const ID_PARAMS: JsonSchema = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }

/** The routes that a module's definition implies: list, get, create, change and move, for each of its records. */
export function recordRoutes(app: FastifyInstance, parts: RecordParts): void {
  for (const [name, record] of Object.entries(parts.module.records)) {
    const id = rowSchemaId(parts.module, name)
    app.addSchema({ $id: id, ...rowSchema(parts.module, name, record) })
    const path = `/api/${parts.module.name}/${name}`
    const route: RecordRoute = { ...parts, name, record, path, row: { $ref: `${id}#` } }
    readRoutes(app, route)
    writeRoutes(app, route)
    if (parts.module.lifecycle?.record === name) moveRoutes(app, route)
  }
}

function readRoutes(app: FastifyInstance, route: RecordRoute): void {
  const { store, module, name, record, path, row } = route
  const door = { module: module.name }
  app.get(
    path,
    described(door, `${name}: those the caller may see, a page at a time`, {
      querystring: listingSchema(module, name),
      answer: {
        type: 'object',
        properties: { rows: { type: 'array', items: row }, next: { type: ['string', 'null'] } },
        required: ['rows', 'next'],
      },
    }),
    async request => {
      const listing = listingOf(module, name, request.query as Record<string, string>)
      return asSession(store, callerOf(request).token, within(route), (tx, asking) =>
        listRecords(tx, asking, module, name, listing),
      )
    },
  )
  app.get(
    `${path}/:id`,
    described(door, `${name}: one, as the caller may see it`, { params: ID_PARAMS, answer: row }),
    async request => {
      const id = idOf(request)
      return auditingDenials(route, callerOf(request).token, { action: 'read', ids: [id] }, () =>
        asSession(store, callerOf(request).token, within(route), async (tx, asking) => {
          const found = await getRecord(tx, asking, module, name, id)
          if (record.parent === null) await count(route, tx, asking, id)
          return found
        }),
      )
    },
  )
}

type Reading = Parameters<Parameters<typeof asSession>[3]>

/** @throws Refusal `too-many` when somebody opens more cases in an hour than a day's work needs. */
async function count(route: RecordRoute, tx: Reading[0], asking: Reading[1], id: string): Promise<void> {
  const verdict = route.openings.count(asking.session.staffId, `${route.module.name}.${route.name}.${id}`)
  if (verdict === 'refuse')
    throw new Refusal('too-many', 'that is more cases than an hour’s work needs; ask your supervisor')
  if (verdict === 'note') {
    const noted = { module: route.module.name, action: 'many-opened', record: route.name, ids: [id] }
    await auditRead(tx, asking, { ...noted, reason: 'more than 60 cases within an hour' })
  }
}

function writeRoutes(app: FastifyInstance, route: RecordRoute): void {
  const { module, name, record, path, row } = route
  const door = { module: module.name }
  app.post(
    path,
    described(door, `${name}: adds one; the same commandId again adds nothing and answers the same`, {
      body: command({ values: writingSchema(record, 'create') }),
      answer: row,
    }),
    async request => {
      const { commandId, values } = request.body as { commandId: string; values: Record<string, unknown> }
      return derived(route, request, 'create', { commandId, input: { values } }, (tx, asking) =>
        createRecord(tx, asking, module, name, values),
      )
    },
  )
  if (record.appendOnly) return
  app.patch(
    `${path}/:id`,
    described(door, `${name}: changes fields of one that nobody else has changed meanwhile`, {
      params: ID_PARAMS,
      body: command({ baseVersion: BASE_VERSION, patch: writingSchema(record, 'change') }),
      answer: row,
    }),
    async request => {
      const { commandId, baseVersion, patch } = request.body as Change
      const id = idOf(request)
      return derived(route, request, 'change', { commandId, input: { id, baseVersion, patch } }, (tx, asking) =>
        changeRecord(tx, asking, module, name, id, baseVersion, patch),
      )
    },
  )
}

interface Change {
  readonly commandId: string
  readonly baseVersion: number
  readonly patch: Record<string, unknown>
}

function moveRoutes(app: FastifyInstance, route: RecordRoute): void {
  const { module, name, record, path, row } = route
  const moves = Object.keys(module.lifecycle?.table.moves ?? {})
  for (const move of moves) {
    app.post(
      `${path}/:id/moves/${move}`,
      described({ module: module.name }, `${name}: ${move}`, {
        params: ID_PARAMS,
        body: command({ baseVersion: BASE_VERSION, patch: { ...writingSchema(record, 'change'), minProperties: 0 } }),
        answer: row,
      }),
      async request => {
        const { commandId, baseVersion, patch } = request.body as Change
        const id = idOf(request)
        return derived(route, request, `move.${move}`, { commandId, input: { id, baseVersion, patch } }, (tx, asking) =>
          moveRecord(tx, asking, module, id, { move, baseVersion, patch }),
        )
      },
    )
  }
}

const command = (parts: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties: { commandId: idSchema, ...parts },
  required: ['commandId', ...Object.keys(parts)],
  additionalProperties: false,
})

/** Runs a derived act as a command, so that the same identifier is done once, and writes down when it is refused. */
function derived(
  route: RecordRoute,
  request: FastifyRequest,
  verb: string,
  sent: { readonly commandId: string; readonly input: Readonly<Record<string, unknown>> },
  run: Command['run'],
): Promise<unknown> {
  const { store, module, name } = route
  const { token } = callerOf(request)
  const id = sent.input['id']
  const act: Command = {
    name: `${module.name}.${name}.${verb}`,
    module: module.name,
    needs: { action: verb === 'create' ? 'create' : 'see', level: verb === 'create' ? 'personal' : 'summary' },
    input: {},
    output: {},
    run,
  }
  const ids = typeof id === 'string' ? [id] : []
  return auditingDenials(route, token, { action: verb, ids }, () => runCommand(store, token, act, sent as never))
}

/** An identifier that is none names nothing, like one that names nothing. */
function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw nothingHere()
  return id
}

const within = ({ config }: RecordParts) => (config.now === undefined ? {} : { now: config.now })
