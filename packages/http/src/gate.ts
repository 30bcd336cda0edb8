import { createHash } from 'node:crypto'
import type { Auth } from '@nansen/auth'
import { Refusal } from '@nansen/kernel'
import type { Session } from '@nansen/model'
import { type Store, sessionOf } from '@nansen/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ADDRESS_RATE, API_RATE, buckets, SIGN_IN_RATE } from './buckets.ts'
import { readCookie } from './cookies.ts'
import { deviceName } from './deviceName.ts'
import { nothingHere } from './errors.ts'
import type { HttpConfig } from './place.ts'

/** Who may come to a route at all. A module's name: whoever holds anything in it. Rows are the database's to judge. */
export type Door = 'open' | 'sign-in' | 'signed-in' | { readonly module: string }

declare module 'fastify' {
  interface FastifyContextConfig {
    door?: Door
  }
  interface FastifyRequest {
    caller: Caller | null
  }
}

export interface Caller {
  readonly token: string
  readonly session: Session
}

/** Milliseconds that a session is believed without asking the database again: for doors and buttons only. Rows always ask. */
const BELIEVED = 5_000
const REMEMBERED = 5_000

interface GateParts {
  readonly store: Store
  readonly auth: Auth
  readonly config: HttpConfig
}

/**
 * In this order: another site's page changes nothing; nobody asks faster than a person can; who is not signed in learns nothing; who
 * holds nothing in a module finds nothing of it.
 */
export function keepGate(app: FastifyInstance, parts: GateParts): void {
  const now = parts.config.now ?? (() => new Date())
  const limits = {
    address: buckets(ADDRESS_RATE, now),
    session: buckets(API_RATE, now),
    signIn: buckets(SIGN_IN_RATE, now),
  }
  const resolve = believe(parts, now)
  const stays = keepWhereOpened(parts)
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async request => {
    refuseOtherSites(request, parts.config)
    wait(limits.address.take(request.ip))
    const door = doorOf(request)
    if (door === 'sign-in') wait(limits.signIn.take(request.ip))
    if (door === 'open' || door === 'sign-in') return
    const caller = await resolve(request)
    await stays(request, caller.token)
    wait(limits.session.take(caller.session.sessionId))
    if (typeof door === 'object' && (caller.session.grants[door.module] ?? []).length === 0) throw nothingHere()
    request.caller = caller
  })
}

/** The caller of a route whose door is not open. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('this route has no door')
  return request.caller
}

function wait(seconds: number): void {
  if (seconds > 0) throw new Refusal('too-many', 'slow down a little', { retryAfterSeconds: seconds })
}

/** Cookies are SameSite=Strict; beside that, a header that other sites cannot send, and the browser's own word on where it comes from. */
function refuseOtherSites(request: FastifyRequest, config: HttpConfig): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin, 'sec-fetch-site': site, 'x-nansen': ours } = request.headers
  const foreign = (origin !== undefined && origin !== config.origin) || (site !== undefined && site !== 'same-origin')
  if (foreign || ours !== '1') throw new Refusal('not-allowed', 'that request did not come from this site')
}

function believe({ store, auth, config }: GateParts, now: () => Date): (request: FastifyRequest) => Promise<Caller> {
  const known = new Map<string, { session: Session; until: number }>()
  /** A page asks some thirty questions at once: who asks is looked up once for all that come meanwhile. */
  const asked = new Map<string, Promise<Session>>()
  const look = async (key: string, token: string): Promise<Session> => {
    try {
      const session = await sessionOf(store, token).catch(error => explain(auth, token, error))
      remember(known, key, { session, until: now().getTime() + BELIEVED })
      return session
    } finally {
      asked.delete(key)
    }
  }
  return async request => {
    const token = readCookie(request, 'session', config)
    if (token === null) throw new Refusal('not-signed-in', 'please sign in')
    const key = hashed(token)
    const before = known.get(key)
    if (before !== undefined && before.until > now().getTime()) return { token, session: before.session }
    known.delete(key)
    const looking = asked.get(key) ?? look(key, token)
    asked.set(key, looking)
    return { token, session: await looking }
  }
}

/**
 * A session is used by the browser it was opened with; another one has a copied cookie. It is ended, and its holder signs in again. No more
 * than a wire to stumble over: whoever copies the cookie can copy the browser's name. Asked of the database once a session.
 */
function keepWhereOpened({ auth }: GateParts): (request: FastifyRequest, token: string) => Promise<void> {
  const opened = new Map<string, string>()
  return async (request, token) => {
    const key = hashed(token)
    const known = opened.get(key) ?? browserOf((await auth.deviceOf(token)) ?? '')
    remember(opened, key, known)
    const device = deviceName(request.headers['user-agent'] ?? '')
    if (known === '' || browserOf(device) === known) return
    await auth.endStolen(token, { ip: request.ip, device })
    throw new Refusal('not-signed-in', 'please sign in again', { reason: 'other-device' })
  }
}

/** A browser that brings itself up to date meanwhile is still the same. */
const browserOf = (device: string): string => device.replace(/ \d+/, '')

const hashed = (token: string): string => createHash('sha256').update(token).digest('base64')

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!)
}

/** Says why a session ended: at another desk, for quiet, after twelve hours. @throws what it was given, if that is something else. */
export async function explain(auth: Auth, token: string, error: unknown): Promise<never> {
  if (!(error instanceof Refusal) || error.code !== 'not-signed-in') throw error
  throw new Refusal('not-signed-in', 'please sign in again', { reason: (await auth.whyEnded(token)) ?? 'unknown' })
}

/** What does not exist under /api is behind the same door as what does: without a session both only say so. */
function doorOf(request: FastifyRequest): Door {
  if (request.is404 || request.routeOptions.url === '/*') return request.url.startsWith('/api/') ? 'signed-in' : 'open'
  return request.routeOptions.config.door ?? 'open'
}
