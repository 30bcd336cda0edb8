import { Refusal } from '@nansen/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type HttpConfig, isOverTls } from './place.ts'

/**
 * `__Host-` ties a cookie to this very host, to TLS and to the whole site. Chromium and Firefox count http://localhost as safe enough
 * for it; Safari does not, so on plain loopback the same value is also kept under a plain name, which nothing else ever accepts.
 */
const NAMES = {
  session: { host: '__Host-nansen', loopback: 'nansen-loopback' },
  ticket: { host: '__Host-nansen-sign-in', loopback: 'nansen-loopback-sign-in' },
} as const
export type CookieKind = keyof typeof NAMES

/** Seconds that a sign-in may take between its steps. */
const TICKET_SECONDS = 300

export function readCookie(request: FastifyRequest, kind: CookieKind, config: HttpConfig): string | null {
  const jar = new Map((request.headers.cookie ?? '').split(/;\s*/).map(pair => splitOnce(pair)))
  const value = jar.get(NAMES[kind].host) ?? (isOverTls(config) ? undefined : jar.get(NAMES[kind].loopback))
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null
}

/** Of a sign-in, or a renewal, that has begun. @throws Refusal `not-signed-in` when there is none. */
export function ticketOf(request: FastifyRequest, config: HttpConfig): string {
  const ticket = readCookie(request, 'ticket', config)
  if (ticket === null) throw new Refusal('not-signed-in', 'sign in again from the beginning')
  return ticket
}

/** Gone with the browser: no cookie of ours is kept on disk beyond the sitting. */
export function setCookie(reply: FastifyReply, kind: CookieKind, value: string, config: HttpConfig): void {
  const age = kind === 'ticket' ? `; Max-Age=${TICKET_SECONDS}` : ''
  write(reply, kind, `${value}; Path=/; HttpOnly; SameSite=Strict${age}`, config)
}

export function clearCookie(reply: FastifyReply, kind: CookieKind, config: HttpConfig): void {
  write(reply, kind, '; Path=/; HttpOnly; SameSite=Strict; Max-Age=0', config)
}

function write(reply: FastifyReply, kind: CookieKind, rest: string, config: HttpConfig): void {
  reply.header('set-cookie', `${NAMES[kind].host}=${rest}; Secure`)
  if (!isOverTls(config)) reply.header('set-cookie', `${NAMES[kind].loopback}=${rest}`)
}

function splitOnce(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
}
