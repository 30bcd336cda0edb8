import { isId } from '@nansen/kernel'
import { jsonSchema, type Module, type RecordDefinition } from '@nansen/model'
import {
  type Asking,
  asSession,
  changeRecord,
  createRecord,
  findRecord,
  getRecord,
  type JsonSchema,
  listRecords,
  moveRecord,
  once,
  peopleShown,
  type Store,
  type StoredRow,
  type Tx,
} from '@nansen/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actSchema } from './commandId.ts'
import { nothingHere } from './errors.ts'
import { callerOf } from './gate.ts'
import { listingOf, listingSchema } from './listing.ts'
import { countOpened, type Openings } from './openings.ts'
import type { HttpConfig } from './place.ts'
import { described } from './routeSchema.ts'
import { refuseUnfit } from './unfit.ts'

interface RecordParts {
  readonly store: Store
  readonly config: HttpConfig
  readonly module: Module
  readonly openings: Openings
  readonly listed: Openings
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
    const id = `${parts.module.name}.${name}`
    app.addSchema({ $id: id, ...jsonSchema(parts.module, name, 'read') })
    const path = `/api/${parts.module.name}/${name}`
    const route: RecordRoute = { ...parts, name, record, path, row: { $ref: `${id}#` } }
    listRoute(app, route)
    getRoute(app, route)
    createRoute(app, route)
    if (!record.appendOnly) changeRoute(app, route)
    if (parts.module.lifecycle?.record === name) moveRoutes(app, route)
  }
}

function listRoute(app: FastifyInstance, route: RecordRoute): void {
  const { store, module, name, path, row } = route
  const answer = {
    type: 'object',
    properties: { rows: { type: 'array', items: row }, next: { type: ['string', 'null'] } },
    required: ['rows', 'next'],
  }
  const said = { querystring: listingSchema(module, name), answer }
  app.get(
    path,
    described({ module: module.name }, `${name}: those the caller may see, by page`, said),
    async request => {
      const listing = listingOf(module, name, request.query as Record<string, string>)
      return asSession(store, callerOf(request).token, within(route), async (tx, asking) => {
        const page = await listRecords(tx, asking, module, name, listing)
        const ids = peopleShown(asking)
        await countOpened(route.listed, tx, asking, { module: module.name, action: 'read', record: name, ids })
        return page
      })
    },
  )
}

function getRoute(app: FastifyInstance, route: RecordRoute): void {
  const { store, module, name, record, path, row } = route
  const said = { params: ID_PARAMS, answer: row }
  app.get(
    `${path}/:id`,
    described({ module: module.name }, `${name}: one, as the caller may see it`, said),
    async request => {
      const id = idOf(request)
      return asSession(store, callerOf(request).token, within(route), async (tx, asking) => {
        const found = await getRecord(tx, asking, module, name, id)
        const looked = { module: module.name, action: 'read', record: name, ids: [id] } as const
        if (record.parent === null) await countOpened(route.openings, tx, asking, looked)
        return found
      })
    },
  )
}

function createRoute(app: FastifyInstance, route: RecordRoute): void {
  const { module, name, path, row } = route
  const body = actSchema({ values: jsonSchema(module, name, 'create') })
  const said = { body, answer: row, bodyLimit: CREATE_LIMIT, judgedLater: true }
  app.post(path, described({ module: module.name }, `${name}: adds one, with its children`, said), async request => {
    refuseUnfit(request, { module, record: name, mode: 'create', part: 'values' })
    const { commandId, values } = request.body as { commandId: string; values: Record<string, unknown> }
    return act(request, route, { commandId, name: 'create', input: values }, (tx, asking) =>
      createRecord(tx, asking, module, name, values),
    )
  })
}

/** Bytes: a family of twenty with their histories in one form. */
const CREATE_LIMIT = 4 * 1024 * 1024

interface Change {
  readonly commandId: string
  readonly baseVersion: number
  readonly patch: Record<string, unknown>
}

function changeRoute(app: FastifyInstance, route: RecordRoute): void {
  const { module, name, path, row } = route
  const body = actSchema({ baseVersion: BASE_VERSION, patch: jsonSchema(module, name, 'change') })
  const said = { params: ID_PARAMS, body, answer: row, judgedLater: true }
  app.patch(
    `${path}/:id`,
    described({ module: module.name }, `${name}: changes fields, unless somebody else has meanwhile`, said),
    async request => {
      const id = idOf(request)
      refuseUnfit(request, { module, record: name, mode: 'change', part: 'patch' })
      const { commandId, baseVersion, patch } = request.body as Change
      return act(request, route, { commandId, name: 'change', input: { id, baseVersion, patch } }, (tx, asking) =>
        changeRecord(tx, asking, module, name, id, baseVersion, patch),
      )
    },
  )
}

function moveRoutes(app: FastifyInstance, route: RecordRoute): void {
  const { module, name, path, row } = route
  const body = actSchema({ baseVersion: BASE_VERSION, patch: jsonSchema(module, name, 'change') })
  for (const [move, { by }] of Object.entries(module.lifecycle?.table.moves ?? {})) {
    if (by === 'system') continue // no person makes it
    const said = { params: ID_PARAMS, body, answer: row, judgedLater: true }
    app.post(
      `${path}/:id/moves/${move}`,
      described({ module: module.name }, `${name}: ${move}`, said),
      async request => {
        const id = idOf(request)
        refuseUnfit(request, { module, record: name, mode: 'change', part: 'patch' })
        const { commandId, baseVersion, patch } = request.body as Change
        return act(
          request,
          route,
          { commandId, name: `move.${move}`, input: { id, baseVersion, patch } },
          (tx, asking) => moveRecord(tx, asking, module, id, move, baseVersion, patch),
        )
      },
    )
  }
}

/**
 * Does it once for its identifier. What is remembered is which row it was, never what stood in it: asked again, the row is read again, by the
 * rights its asker has now.
 */
function act(
  request: FastifyRequest,
  route: RecordRoute,
  sent: { readonly commandId: string; readonly name: string; readonly input: unknown },
  work: (tx: Tx, asking: Asking) => Promise<StoredRow>,
): Promise<StoredRow> {
  const { store, module, name } = route
  const options = { ...within(route), commandId: sent.commandId }
  return asSession(store, callerOf(request).token, options, async (tx, asking) => {
    let done: StoredRow | null = null
    const { id, version } = await once(tx, asking, `${module.name}.${name}.${sent.name}`, sent.input, async () => {
      done = await work(tx, asking)
      return { id: done.id, version: done.version }
    })
    return done ?? (await findRecord(tx, asking, module, name, id)) ?? { id, version }
  })
}

/** An identifier that is none names nothing, like one that names nothing. */
function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw nothingHere()
  return id
}

const within = ({ config }: RecordParts) => (config.now === undefined ? {} : { now: config.now })
