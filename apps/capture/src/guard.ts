import type { SbiReply, SbiRequest } from './http.ts'

/** Which pages may ask, and at which port they do. */
export interface Door {
  /** `http://localhost:3000` */
  readonly origins: readonly string[]
  readonly port: number
}

const VERBS = 'MOSIPDISC, MOSIPDINFO, STREAM, RCAPTURE'
/** How long a browser remembers that it may ask. Seconds. */
const REMEMBERED = 600

/**
 * Null: the request may go on. Otherwise what is answered: to a browser's question beforehand whether it may, or a refusal.
 * A page elsewhere whose name was made to point at this machine (DNS rebinding) is known by its Host; another page by its Origin. Programs
 * that say no origin are refused too.
 */
export function atTheDoor(request: SbiRequest, door: Door): SbiReply | null {
  if (request.headers.get('host') !== `127.0.0.1:${door.port}`) return { status: 403 }
  const origin = request.headers.get('origin')
  if (origin === undefined || !door.origins.includes(origin)) return { status: 403 }
  if (request.verb !== 'OPTIONS') return null
  const asksPrivate = request.headers.get('access-control-request-private-network') === 'true'
  return {
    status: 204,
    headers: {
      ...corsFor(origin),
      'access-control-allow-methods': VERBS,
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': String(REMEMBERED),
      ...(asksPrivate && { 'access-control-allow-private-network': 'true' }),
    },
  }
}

export const corsFor = (origin: string): Readonly<Record<string, string>> => ({
  'access-control-allow-origin': origin,
  vary: 'origin',
  'cross-origin-resource-policy': 'cross-origin',
})
