import { randomUUID } from 'node:crypto'

/** What the server confirmed, and what it has not answered yet. */
export interface Writer {
  /** Name given to a tracing request -> the command that made it. */
  readonly confirmed: ReadonlyMap<string, string>
  /** Resolves when what was begun is confirmed. */
  readonly stop: () => Promise<void>
  /** Gives up at once. */
  readonly abandon: () => void
}

/** Between two requests, so that the server's limit of ten a second is not the test's subject. Milliseconds. */
const PAUSE = 110

/**
 * Asks for one tracing request after another as somebody signed in. Whatever fails is sent again, the same, until it is confirmed: as a
 * browser does.
 */
export function writer(origin: string, cookie: string, name: string, seeker: string): Writer {
  const confirmed = new Map<string, string>()
  let stopping = false
  let abandoned = false
  const send = (sought: string, commandId: string) =>
    fetch(`${origin}/api/tracing/request`, {
      method: 'POST',
      headers: { cookie, origin, 'x-nansen': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ commandId, values: valuesOf(sought, seeker) }),
    }).catch(() => null)
  /** Resolves when it is confirmed, or nobody waits for it any more. */
  const untilConfirmed = async (sought: string, commandId: string) => {
    while (!abandoned) {
      const answer = await send(sought, commandId)
      if (answer?.ok) return
      if (answer && answer.status < 500 && answer.status !== 429)
        throw new Error(`refused with ${answer.status}: ${await answer.text()}`)
      await pause()
    }
  }
  const run = async () => {
    for (let n = 0; !stopping && !abandoned; n++) {
      const [sought, commandId] = [`${name} ${n}`, randomUUID()]
      await untilConfirmed(sought, commandId)
      if (!abandoned) confirmed.set(sought, commandId)
      await pause()
    }
  }
  const running = run()
  running.catch(() => undefined)
  return {
    confirmed,
    stop: () => {
      stopping = true
      return running
    },
    abandon: () => {
      abandoned = true
    },
  }
}

const pause = () => new Promise(resolve => setTimeout(resolve, PAUSE))

const valuesOf = (sought: string, seeker: string) => ({
  seeker,
  relation: 'child',
  sought_name: sought,
  sought_sex: 'female',
  consents: ['search-here'],
  circumstances: 'Said during a crash test.',
})

/** Signs an invented colleague in. @returns the cookie */
export async function signIn(origin: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${origin}/api/login/password`, {
    method: 'POST',
    headers: { origin, 'x-nansen': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const cookie = answer.headers.getSetCookie().find(each => /^(__Host-nansen|nansen-loopback)=[^;]/.test(each))
  if (!answer.ok || !cookie) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`)
  return cookie.split(';')[0] ?? ''
}
