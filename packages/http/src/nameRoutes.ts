import { asSession, type JsonSchema } from '@nansen/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { idSchema } from './commandId.ts'
import { callerOf } from './gate.ts'
import { described } from './routeSchema.ts'
import type { ServerParts } from './server.ts'

/** Colleagues asked for at once: those of one screen. */
const MOST = 100
/** An office opens or is renamed a few times a year. */
const FOR_A_WHILE = 'private, max-age=300'

/**
 * What an office or a colleague is called, so that an identifier on a screen can be read. Every colleague may know the offices, and the
 * name behind an identifier they hold; nothing else of a colleague: no address, no role, and no list to browse. Nothing here is about a
 * person we serve, and it is the same for everybody, so that a row in the audit would say nothing: the opening of the record that held
 * the identifier has one.
 */
export function nameRoutes(app: FastifyInstance, { store }: ServerParts): void {
  app.get(
    '/api/offices',
    described('signed-in', 'Offices by name, with the one each is below', { answer: OFFICES }),
    async (request, reply) => {
      reply.header('cache-control', FOR_A_WHILE)
      const { rows } = await asSession(store, callerOf(request).token, {}, tx =>
        sql`select id, code, name, country, parent_id as "parentId" from auth.office order by country, code`.execute(
          tx,
        ),
      )
      return { offices: rows }
    },
  )
  app.get(
    '/api/colleagues',
    {
      ...described('signed-in', 'Names of colleagues by their identifiers; who is not there is left out', {
        querystring: BY_ID,
        answer: COLLEAGUES,
      }),
      preValidation: async request => {
        request.query = allOf(request)
      },
    },
    async (request, reply) => {
      reply.header('cache-control', FOR_A_WHILE)
      const { id: ids } = request.query as { id: readonly string[] }
      const { rows } = await asSession(store, callerOf(request).token, {}, tx =>
        sql`select id, display_name as name from auth.staff where id = any (${ids}::uuid[]) order by id`.execute(tx),
      )
      return { colleagues: rows }
    },
  )
}

/** A name that stands once in a query string is read as a text, one that stands twice as a list. */
function allOf(request: FastifyRequest): unknown {
  const { id, ...others } = request.query as { id?: string | readonly string[] }
  return id === undefined ? others : { ...others, id: [id].flat() }
}

const ID: JsonSchema = { ...idSchema, description: 'UUID' }
const BY_ID: JsonSchema = {
  type: 'object',
  properties: { id: { type: 'array', items: ID, minItems: 1, maxItems: MOST } },
  required: ['id'],
  additionalProperties: false,
}
const listOf = (name: string, properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties: {
    [name]: { type: 'array', items: { type: 'object', properties, required: Object.keys(properties) } },
  },
  required: [name],
})
const OFFICES: JsonSchema = listOf('offices', {
  id: ID,
  code: { type: 'string' },
  name: { type: 'string' },
  country: { type: 'string', description: 'ISO 3166-1 alpha-3' },
  parentId: { type: ['string', 'null'] },
})
const COLLEAGUES: JsonSchema = listOf('colleagues', { id: ID, name: { type: 'string' } })
