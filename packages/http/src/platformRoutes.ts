import { LANGUAGES } from '@nansen/kernel'
import { withOwnFields, wordsOfOwn } from '@nansen/model'
import { asSession, type JsonSchema, ownFieldsOf } from '@nansen/store'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { callerOf, explain } from './gate.ts'
import { moduleFor } from './moduleView.ts'
import { described } from './routeSchema.ts'
import type { ServerParts } from './server.ts'

const OBJECT: JsonSchema = { type: 'object', additionalProperties: true }

/** What is not about any one module: who I am, what there is for me, lists, health, and this description. */
export function platformRoutes(app: FastifyInstance, { store, auth, config, modules }: ServerParts): void {
  /** What is in force is asked of the server's clock. */
  const within = config.now === undefined ? {} : { now: config.now }
  app.get(
    '/api/me',
    described('signed-in', 'Who is asking: name, roles and what they allow', { answer: SESSION }),
    async request => {
      return asSession(store, callerOf(request).token, within, async (tx, { session }) => {
        const roles = session.assignments.map(({ role }) => role)
        const { rows } = await sql<{ sensitive: boolean }>`
          select bool_or(sensitive) as sensitive from auth.role where name = any (${roles})`.execute(tx)
        return { ...session, installation: auth.kind, idleMinutes: rows[0]?.sensitive ? 15 : 30 }
      }).catch(error => explain(auth, callerOf(request).token, error))
    },
  )
  app.get(
    '/api/modules',
    described('signed-in', 'Definitions of the modules, records and fields that exist for the caller', {
      answer: MODULES,
    }),
    async request => {
      const { session, token } = callerOf(request)
      const own = await asSession(store, token, within, tx => ownFieldsOf(tx, null))
      const seen = modules
        .map(module => moduleFor(session, withOwnFields(module, own)))
        .filter(module => module !== null)
      const words = LANGUAGES.map(language => [language, wordsOfOwn(seen, own, language)])
      return { modules: seen, words: Object.fromEntries(words) }
    },
  )
  app.get<{ Params: { list: string } }>(
    '/api/codes/:list',
    described('signed-in', 'A list that the operation maintains, in the order it is offered', {
      params: { type: 'object', properties: { list: { type: 'string' } } },
      answer: CODES,
    }),
    async (request, reply) => {
      reply.header('cache-control', 'private, max-age=300')
      const { list } = request.params
      const codes = await asSession(store, callerOf(request).token, within, async tx => {
        const found = await sql`
          select code, label, parent, valid_to as "validTo",
            (valid_from is null or valid_from <= (select cases.now()::date)) and (valid_to is null or valid_to > (select cases.now()::date))
              and (country is null or country = any ((select ref.countries_of_asker())::text[])) as offered
          from ref.code where list = ${list} order by position, code`.execute(tx)
        return found.rows
      })
      return { codes }
    },
  )
  app.get('/health', described('open', 'Whether the server and its database answer', { answer: HEALTH }), async () => {
    await store.pool('nansen_app').query('select 1')
    return { status: 'ok' }
  })
  app.get('/openapi.json', { schema: { hide: true }, config: { door: 'open' } }, async () => app.swagger())
}

const MODULES: JsonSchema = {
  type: 'object',
  properties: {
    modules: { type: 'array', items: OBJECT },
    words: { ...OBJECT, description: "labels of the operation's own questions, by language and key" },
  },
  required: ['modules', 'words'],
}
const SESSION: JsonSchema = {
  type: 'object',
  properties: {
    sessionId: { type: 'string' },
    staffId: { type: 'string' },
    displayName: { type: 'string' },
    language: { type: 'string' },
    purpose: { type: 'string' },
    organisation: OBJECT,
    assignments: { type: 'array', items: OBJECT },
    grants: OBJECT,
    steppedUpAt: { type: ['string', 'null'] },
    installation: { type: 'string', enum: ['demo', 'real'] },
    idleMinutes: { type: 'integer', description: 'without a sign of life after which the session ends' },
  },
  required: ['staffId', 'displayName', 'assignments', 'grants', 'installation', 'idleMinutes'],
}
const HEALTH: JsonSchema = {
  type: 'object',
  properties: { status: { type: 'string', const: 'ok' } },
  required: ['status'],
}
const CODES: JsonSchema = {
  type: 'object',
  properties: {
    codes: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          code: { type: 'string' },
          label: { type: 'object', additionalProperties: { type: 'string' } },
          parent: { type: ['string', 'null'] },
          validTo: { type: ['string', 'null'] },
          offered: { type: 'boolean', description: 'in force today, and of everybody or where the caller works' },
        },
        required: ['code', 'label', 'parent', 'validTo', 'offered'],
      },
    },
  },
  required: ['codes'],
}
