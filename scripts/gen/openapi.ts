import type { Auth } from '@nansen/auth'
import { createServer } from '@nansen/http'
import { openStore } from '@nansen/store'
import { pino } from 'pino'
import { modules } from '../../modules/registry.gen.ts'
import { servers } from '../../modules/servers.gen.ts'

/** The interface as OpenAPI 3.1. Built from the very routes; no database is asked, because nothing is served. */
export async function openApiPage(): Promise<string> {
  const store = openStore({ urls: {} })
  const auth = { kind: 'real' } as Auth
  const config = { origin: 'http://localhost:3000' }
  const app = await createServer({
    store,
    auth,
    modules,
    servers,
    webRoot: null,
    config,
    papers: { print: () => Promise.reject(new Error('nothing is printed here')) },
    log: pino({ level: 'silent' }),
    checkSchemas: true,
  })
  const text = `${JSON.stringify(app.swagger(), null, 1)}\n`
  await app.close()
  return text
}
