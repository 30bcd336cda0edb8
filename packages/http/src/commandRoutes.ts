import { invalid, isId, newId, Refusal } from '@nansen/kernel'
import { may } from '@nansen/model'
import {
  type Asking,
  type Command,
  type JsonSchema,
  peopleShown,
  previewCommand,
  type Query,
  runCommand,
  runQuery,
  type Store,
  type Tx,
} from '@nansen/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { idSchema } from './commandId.ts'
import { callerOf, type Door } from './gate.ts'
import { countOpened, type Openings } from './openings.ts'
import type { HttpConfig } from './place.ts'
import { described } from './routeSchema.ts'

interface CommandParts {
  readonly store: Store
  readonly openings: Openings
  readonly listed: Openings
  readonly config: HttpConfig
}

/** Bytes: a large command carries sealed images of ten fingers and two eyes. */
const COMMAND_LIMIT = 24 * 1024 * 1024

const PREVIEW: JsonSchema = {
  type: 'object',
  properties: {
    consequences: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          label: { type: 'string' },
          values: { type: 'object', additionalProperties: true },
          severity: { type: 'string', enum: ['info', 'warning', 'blocks'] },
        },
        required: ['label', 'values', 'severity'],
      },
    },
  },
  required: ['consequences'],
}

/** `POST /api/commands/NAME`, and with `?preview=true` what it would do. */
export function commandRoutes(app: FastifyInstance, parts: CommandParts, commands: readonly Command[]): void {
  for (const command of commands) {
    app.post(
      `/api/commands/${command.name}`,
      described(doorOf(command), command.name, {
        tag: command.module,
        ...(command.large && { bodyLimit: COMMAND_LIMIT }),
        querystring: {
          type: 'object',
          properties: { preview: { type: 'string', enum: ['true'] } },
          additionalProperties: false,
        },
        body: {
          type: 'object',
          properties: { commandId: { ...idSchema, description: 'not needed for a preview' }, input: command.input },
          required: ['input'],
          additionalProperties: false,
        },
        answer: command.preview === undefined ? command.output : { anyOf: [command.output, PREVIEW] },
      }),
      async request => {
        const { preview } = request.query as { preview?: string }
        return preview === 'true' ? previewed(request, parts, command) : done(request, parts, command)
      },
    )
  }
}

async function done(request: FastifyRequest, { store, config }: CommandParts, command: Command): Promise<unknown> {
  const { commandId, input } = request.body as { commandId?: string; input: unknown }
  if (commandId === undefined) throw invalid([{ path: 'commandId', problem: 'problem.required' }])
  const sent = { commandId, input, ...(config.now && { now: config.now }) }
  return (await runCommand(store, callerOf(request).token, command, sent)) ?? {}
}

async function previewed(request: FastifyRequest, { store, config }: CommandParts, command: Command): Promise<unknown> {
  const { input } = request.body as { input: unknown }
  const sent = { commandId: newId<'command'>(), input, ...(config.now && { now: config.now }) }
  return { consequences: await previewCommand(store, callerOf(request).token, command, sent) }
}

/** `POST /api/queries/NAME` with the input as body; also `GET` with it as query string when every part of it is simple. */
export function queryRoutes(
  app: FastifyInstance,
  { store, config, openings, listed }: CommandParts,
  queries: readonly Query[],
): void {
  for (const query of queries) {
    const path = `/api/queries/${query.name}`
    const said = { tag: query.module, answer: query.output }
    const options = config.now === undefined ? {} : { now: config.now }
    const answer = (request: FastifyRequest, input: unknown) => {
      requireNeeds(request, query)
      const count = async (tx: Tx, asking: Asking) => {
        if (!query.showsPeople) return
        const asked = opened(query, input)
        await countOpened(openings, tx, asking, asked)
        const lines = new Set(peopleShown(asking)).difference(new Set<string>(asked.ids))
        await countOpened(listed, tx, asking, { ...asked, ids: [...lines] })
      }
      return runQuery(store, callerOf(request).token, query, { ...options, input, after: count })
    }
    app.post(path, described(doorOf(query), query.name, { ...said, body: query.input }), async request =>
      answer(request, request.body),
    )
    if (query.input.type !== 'object') continue
    const route = described(doorOf(query), query.name, { ...said, querystring: query.input })
    const preValidation = async (request: FastifyRequest) => {
      request.query = simpleValues(query.input, request.query as Record<string, string>)
    }
    app.get(path, { ...route, preValidation }, async request => answer(request, request.query))
  }
}

/** Behind its module's door; what is about whichever module its input names stands open to whoever is signed in. */
const doorOf = ({ module, needs }: Pick<Query, 'module' | 'needs'>): Door => (needs === null ? 'signed-in' : { module })

/** Whom a query was about, and opened: every identifier it was asked with. Whoever else it showed was listed. */
const opened = ({ module, name }: Query, input: unknown) => ({
  module,
  action: 'read' as const,
  record: name,
  ids: Object.values(input ?? {}).filter(isId),
})

/** @throws Refusal `not-allowed` for somebody who holds something in the module, and not this. */
function requireNeeds(request: FastifyRequest, { module, needs }: Query): void {
  if (needs !== null && !may(callerOf(request).session, module, needs.action, needs.level)) {
    throw new Refusal('not-allowed', 'this is not among what you may do here')
  }
}

/** A query string holds text; what the schema says is a number or a yes becomes one. What does not fit stays text, and is refused. */
function simpleValues(schema: JsonSchema, query: Readonly<Record<string, string>>): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, { type?: unknown }>>
  const entries = Object.entries(query).map(([name, text]) => {
    const types = [properties[name]?.type].flat()
    if (types.includes('boolean') && (text === 'true' || text === 'false')) return [name, text === 'true']
    const isNumber = (types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?$/.test(text)
    return [name, isNumber ? Number(text) : text]
  })
  return Object.fromEntries(entries)
}
