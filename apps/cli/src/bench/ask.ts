import { Agent, request } from 'node:http'
import type { Asked } from './work.ts'

/** Asks the server as somebody, over connections that stay open: `fetch` costs a client some three times as much. */
export interface Asker {
  /** @throws Error for every answer that is not yes: a figure that hides refusals is none. */
  readonly ask: (token: string, asked: Asked) => Promise<void>
  readonly close: () => void
}

/** @param origin where the server answers */
export function asker(origin: string): Asker {
  const agent = new Agent({ keepAlive: true })
  return {
    ask: (token, asked) => answerOf(agent, origin, token, asked),
    close: () => agent.destroy(),
  }
}

function answerOf(agent: Agent, origin: string, token: string, { method, path, body }: Asked): Promise<void> {
  const text = body === null ? null : JSON.stringify(body)
  const headers = {
    cookie: `__Host-nansen=${token}`,
    origin,
    'x-nansen': '1',
    ...(text === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { agent, method, headers }, answer => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        if (answer.statusCode === 200) return resolve()
        const said = Buffer.concat(parts).toString('utf8', 0, 300)
        reject(new Error(`${method} ${path.split('?')[0]}: ${answer.statusCode} ${said}`))
      })
    })
    sent.on('error', reject)
    sent.end(text ?? undefined)
  })
}
