import { REFUSALS, Refusal, type RefusalCode } from '@nansen/kernel'
import { atWork } from './atWork.ts'

/** What the shell does when the server wants to know the person better. */
export interface Doorkeeper {
  /** The session ended, and why, as the server says: resolves true when somebody signed in again and the request may be sent once more. */
  readonly signIn: (why: string | null) => Promise<boolean>
  /** A second factor is asked for: resolves true when it was given. */
  readonly stepUp: () => Promise<boolean>
  /** Every answer, or its absence: drives the notice that the connection is gone. */
  readonly onContact: (reached: boolean) => void
}

let doorkeeper: Doorkeeper = { signIn: async () => false, stepUp: async () => false, onContact: () => {} }
export function setDoorkeeper(keeper: Doorkeeper): void {
  doorkeeper = keeper
}

export interface Sending {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  /** Milliseconds before each further try when nobody answered; empty for requests that are not repeatable. */
  readonly again?: readonly number[]
  readonly signal?: AbortSignal | undefined
  /** True for the requests of the login itself, which must not ask for a login. */
  readonly plain?: boolean
}

/** Waits before the second and third try of a repeatable request, in ms: long enough for a radio link, short enough for a queue. */
const PATIENCE = [400, 1_600]

/** @throws Refusal as the server said it, or `unavailable` when nobody answered. */
export async function send<T>(path: string, sending: Sending): Promise<T> {
  const { response, answer } = await atWork(async () => {
    const response = await fetchPatiently(path, sending)
    return { response, answer: response.ok && response.status !== 204 ? await response.json() : null }
  })
  if (response.ok) return answer as T
  const refusal = await refusalOf(response)
  if (sending.plain === true || !(await openDoor(refusal))) throw refusal
  return send<T>(path, { ...sending, plain: true })
}

async function openDoor({ code, details }: Refusal): Promise<boolean> {
  if (code === 'not-signed-in') return doorkeeper.signIn(typeof details.reason === 'string' ? details.reason : null)
  if (code === 'step-up-needed') return doorkeeper.stepUp()
  return false
}

/** Seconds that are waited without a word when the server asks to slow down: a page asks much at once. Longer waits are told. */
const SLOW_DOWN = 3
/** Times that one request waits so before its refusal is told. */
const SLOWED = 6

/** Refused for haste nothing was done, so whatever it is may be sent once more; not at the login, where haste is guessing. */
async function fetchPatiently(path: string, sending: Sending): Promise<Response> {
  for (let slowed = 0; ; slowed++) {
    const response = await fetchAgain(path, sending)
    const seconds = response.status === 429 ? Number(response.headers.get('retry-after')) : 0
    if (sending.plain === true || slowed === SLOWED || !(seconds > 0 && seconds <= SLOW_DOWN)) return response
    await response.body?.cancel()
    // not all at the same moment again
    await new Promise(done => setTimeout(done, seconds * 1000 * (1 + Math.random())))
    if (sending.signal?.aborted === true) return response
  }
}

async function fetchAgain(path: string, { method, body, again = PATIENCE, signal }: Sending): Promise<Response> {
  for (const wait of [...again, null]) {
    try {
      const response = await fetch(path, {
        method,
        headers: { 'x-nansen': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      })
      doorkeeper.onContact(true)
      return response
    } catch (cause) {
      if (signal?.aborted === true) throw cause
      if (wait === null) break
      await new Promise(done => setTimeout(done, wait))
    }
  }
  doorkeeper.onContact(false)
  throw new Refusal('unavailable', 'no connection to the server', { offline: true })
}

const isRefusalCode = (code: unknown): code is RefusalCode => typeof code === 'string' && Object.hasOwn(REFUSALS, code)

/** Reads `{ error: { code, message, details } }`; an answer of another shape is the server's fault, and said so. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null)
  const error = (body as { error?: { code?: unknown; message?: unknown; details?: unknown } } | null)?.error
  if (!isRefusalCode(error?.code))
    return new Refusal('unavailable', 'the server could not answer', { fault: response.status === 500 })
  return new Refusal(error.code, String(error.message ?? ''), (error.details ?? {}) as Record<string, unknown>)
}
