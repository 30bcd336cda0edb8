import { existsSync } from 'node:fs'
import { createServer as createSocket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Auth, createAuth } from '@nansen/auth'
import { createServer, type Demo } from '@nansen/http'
import { checkSafety } from '@nansen/store'
import type { Logger } from 'pino'
import { modules } from '../../../modules/registry.gen.ts'
import { servers } from '../../../modules/servers.gen.ts'
import { CannotGoOn } from './cannotGoOn.ts'
import { startDuties } from './duties.ts'
import { type Installation, storeOf } from './installation.ts'

/** The duties of a server program that run: serve now; match and sync beside it. */
export interface Serving {
  /** `http://localhost:3000` */
  readonly origin: string
  readonly auth: Auth
  readonly stop: () => Promise<void>
}

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url))

export interface ServeOptions {
  /** The invented people that the sign-in page offers; none in a real installation. */
  readonly demo?: Demo
  /** Where browsers find the pages, when that is not here: the development server. */
  readonly origin?: string | undefined
  /** False serves the interface alone. Default: the built pages, when they are there. */
  readonly pages?: false
  /** Injected clock of limits. */
  readonly now?: () => Date
  /** Done before anybody can come in. */
  readonly before?: (auth: Auth) => Promise<void>
}

export async function serve(installation: Installation, log: Logger, options: ServeOptions = {}): Promise<Serving> {
  const port = await takePort(installation.settings.port)
  const origin = options.origin ?? `http://localhost:${port}`
  const store = storeOf(installation, error => log.warn({ err: error }, 'an idle database connection broke'))
  await checkSafety(store.pool('nansen_app')).catch((error: Error) => {
    throw new CannotGoOn(error.message)
  })
  const auth = await createAuth({
    databaseUrl: installation.database.urlOf('nansen_login'),
    secret: installation.keys.loginSecret,
    origin,
  })
  const webRoot =
    options.pages !== false && options.origin === undefined && existsSync(join(WEB, 'index.html')) ? WEB : null
  const app = await createServer({
    store,
    auth,
    modules,
    servers,
    webRoot,
    config: options.now === undefined ? { origin } : { origin, now: options.now },
    log,
    demo: options.demo ?? null,
  })
  await options.before?.(auth)
  await app.listen({ port, host: 'localhost' })
  const stopDuties = startDuties(installation, store, log)
  return {
    origin,
    auth,
    stop: async () => {
      await app.close()
      await stopDuties()
      await auth.close()
      await store.close()
    },
  }
}

/** The port itself, or a free one for 0: the origin must be known before anybody listens. @throws CannotGoOn when it is taken */
async function takePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket()
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `port ${port} is taken by another program: choose another one, for example PORT=${port + 1}`
      reject(error.code === 'EADDRINUSE' ? new CannotGoOn(taken) : error)
    })
    socket.listen(port, '127.0.0.1', () => {
      const address = socket.address()
      socket.close(() => resolve(address && typeof address === 'object' ? address.port : port))
    })
  })
}
