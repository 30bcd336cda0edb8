import type { Auth, From } from '@nansen/auth'
import { LANGUAGES } from '@nansen/kernel'
import { asSession, type JsonSchema, needStepUp, type Store, type Tx } from '@nansen/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { clearCookie, setCookie, ticketOf } from './cookies.ts'
import { deviceName } from './deviceName.ts'
import { callerOf } from './gate.ts'
import type { HttpConfig } from './place.ts'
import { described } from './routeSchema.ts'

interface AccountParts {
  readonly store: Store
  readonly auth: Auth
  readonly config: HttpConfig
}

const text = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength })
const body = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const OBJECT: JsonSchema = { type: 'object', additionalProperties: true }
const LIST: JsonSchema = { type: 'array', items: OBJECT }
const NOTHING: JsonSchema = { type: 'object', additionalProperties: false }
const UUID: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }
const CODES = body({ recoveryCodes: { type: 'array', items: { type: 'string' } } })

const from = (request: FastifyRequest): From => ({
  ip: request.ip,
  device: deviceName(request.headers['user-agent'] ?? ''),
})

/** `/api/account/…`: one's own account. What changes how one signs in asks for a fresh second factor; all of it is in the audit. */
export function accountRoutes(app: FastifyInstance, parts: AccountParts): void {
  lookRoutes(app, parts)
  deskRoutes(app, parts)
  passwordRoutes(app, parts)
  authenticatorRoutes(app, parts)
}

/** Only with a second factor given within five minutes: its holder, and nobody who sat down at their desk. */
async function asOwner({ store, config }: AccountParts, request: FastifyRequest): Promise<string> {
  const { token } = callerOf(request)
  await asSession(store, token, config.now === undefined ? {} : { now: config.now }, async (_, asking) =>
    needStepUp(asking),
  )
  return token
}

const as = <T>({ store }: AccountParts, request: FastifyRequest, work: (tx: Tx) => Promise<T>) =>
  asSession(store, callerOf(request).token, {}, work)

/** To look at one's own account is no sensitive act. */
function lookRoutes(app: FastifyInstance, parts: AccountParts): void {
  const { auth } = parts
  app.get(
    '/api/account',
    described('signed-in', 'One’s own account: how one signs in, where, and since when', {
      answer: body({ signIn: OBJECT, sessions: LIST, language: text(5), installation: text(4) }),
    }),
    async request => {
      const { token, session } = callerOf(request)
      const signIn = await auth.own.account(token)
      const sessions = await as(parts, request, async tx => {
        const found = await sql`select id, device, created_at as "since", last_used_at as "lastUsed", alive, here
          from auth.own_sessions()`.execute(tx)
        return found.rows
      })
      return { signIn, sessions, language: session.language, installation: auth.kind }
    },
  )
  app.get(
    '/api/account/notices',
    described('signed-in', 'What happened to one’s account and rights, newest first', {
      answer: body({ rows: LIST }),
    }),
    async request =>
      as(parts, request, async tx => ({
        rows: (
          await sql`select id, at, kind, about, seen_at as "seenAt" from auth.notice
            where staff_id = auth.staff() order by at desc, id limit 50`.execute(tx)
        ).rows,
      })),
  )
}

/** Notices put aside, another session ended, a language chosen: whoever sits here may. */
function deskRoutes(app: FastifyInstance, parts: AccountParts): void {
  app.post(
    '/api/account/notices/seen',
    described('signed-in', 'Notices that were read', {
      body: body({ ids: { type: 'array', items: UUID, maxItems: 50 } }),
      answer: NOTHING,
    }),
    async request => {
      const { ids } = request.body as { ids: readonly string[] }
      await as(parts, request, tx =>
        sql`update auth.notice set seen_at = now() where id = any (${ids}::uuid[]) and seen_at is null`.execute(tx),
      )
      return {}
    },
  )
  app.post(
    '/api/account/sessions/end',
    described('signed-in', 'Ends another session of one’s own', { body: body({ id: UUID }), answer: NOTHING }),
    async request => {
      const { id } = request.body as { id: string }
      await as(parts, request, tx => sql`select auth.end_own_session(${id})`.execute(tx))
      return {}
    },
  )
  app.post(
    '/api/account/language',
    described('signed-in', 'The language one is spoken to in', {
      body: body({ language: { type: 'string', enum: LANGUAGES } }),
      answer: NOTHING,
    }),
    async request => {
      const { language } = request.body as { language: string }
      await as(parts, request, tx => sql`select auth.set_own_language(${language})`.execute(tx))
      return {}
    },
  )
}

function passwordRoutes(app: FastifyInstance, parts: AccountParts): void {
  const { auth } = parts
  app.post(
    '/api/account/password',
    described('signed-in', 'Changes one’s password; every other session ends. Asks for a fresh second factor', {
      body: body({ current: text(256), password: text(256) }),
      answer: NOTHING,
    }),
    async request => {
      const answer = request.body as { current: string; password: string }
      await auth.own.changePassword(await asOwner(parts, request), answer, from(request))
      return {}
    },
  )
  app.post(
    '/api/account/passkeys/remove',
    described('signed-in', 'Takes a passkey away, never the last second factor. Asks for a fresh second factor', {
      body: body({ id: text(100) }),
      answer: NOTHING,
    }),
    async request => {
      const { id } = request.body as { id: string }
      await auth.own.removePasskey(await asOwner(parts, request), id, from(request))
      return {}
    },
  )
}

function authenticatorRoutes(app: FastifyInstance, parts: AccountParts): void {
  const { auth, config } = parts
  app.post(
    '/api/account/authenticator',
    described(
      'signed-in',
      'Begins a new authenticator; the old one stays good meanwhile. Asks for a fresh second factor',
      {
        body: body({}),
        answer: body({ totpUri: text(500) }),
      },
    ),
    async (request, reply) => {
      const { ticket, totpUri } = await auth.own.beginRenewal(await asOwner(parts, request))
      setCookie(reply, 'ticket', ticket, config)
      return { totpUri }
    },
  )
  app.post(
    '/api/account/authenticator/confirm',
    described('signed-in', 'The first digits of the new authenticator; new recovery codes, shown once', {
      body: body({ code: text(40) }),
      answer: CODES,
    }),
    async (request, reply) => {
      const { code } = request.body as { code: string }
      const answer = { ticket: ticketOf(request, config), code }
      const recoveryCodes = await auth.own.finishRenewal(callerOf(request).token, answer, from(request))
      clearCookie(reply, 'ticket', config)
      return { recoveryCodes }
    },
  )
  app.post(
    '/api/account/recovery-codes',
    described(
      'signed-in',
      'New recovery codes, shown once; the old ones are good no more. Asks for a fresh second factor',
      {
        body: body({}),
        answer: CODES,
      },
    ),
    async request => ({
      recoveryCodes: await auth.own.renewRecoveryCodes(await asOwner(parts, request), from(request)),
    }),
  )
}
