import { type AddressInfo, createServer as createSocket } from 'node:net'
import { type Auth, createAuth } from '@nansen/auth'
import { createServer, type Demo, type HttpConfig, type Log, refuseOpenNetwork } from '@nansen/http'
import type { Module } from '@nansen/model'
import { checkSafety, type ServerModule, type Store } from '@nansen/store'
import { type Duty, startDuties } from './duties.ts'
import { houseKeeping } from './houseKeeping.ts'
import { openPapers } from './papers.ts'

export interface RunOptions {
  /** Open, with the logins of serving and of its duties. Whoever opened it closes it, after `stop`. */
  readonly store: Store
  /** A file that `nansen breached-passwords` made. */
  readonly breachedPasswords?: string
  /** Address of the database as the login nansen_login. */
  readonly loginUrl: string
  /** Of the login library, from the key file. */
  readonly loginSecret: string
  readonly modules: readonly Module[]
  readonly servers: readonly ServerModule[]
  /** Folder of the built web application; null: the interface alone. */
  readonly webRoot: string | null
  /** 0 takes a free one. */
  readonly port: number
  /** Default `localhost`. Another interface needs `tls`. */
  readonly host?: string
  readonly tls?: { readonly cert: string; readonly key: string }
  /** What browsers see, when a proxy or the development server stands in front. */
  readonly origin?: string
  /** Addresses of proxies in front, whose word about the client's address is taken. */
  readonly trustProxy?: readonly string[]
  readonly demo?: Demo | null
  readonly duties?: readonly Duty[]
  /** Done before anybody can come in. */
  readonly before?: (auth: Auth) => Promise<void>
  /** Injected clock, of limits. */
  readonly now?: () => Date
  readonly log: Log
}

export interface Running {
  readonly origin: string
  readonly auth: Auth
  /** Answers what has been asked, takes nothing new, ends the duties. */
  readonly stop: () => Promise<void>
}

/** One server: it serves, and does its duties beside it. @throws Error when the database is not safe to serve from. */
export async function runServer(o: RunOptions): Promise<Running> {
  const host = o.host ?? 'localhost'
  const port = o.port === 0 ? await freePort() : o.port
  const origin = o.origin ?? `${o.tls === undefined ? 'http' : 'https'}://${host}:${port}`
  const config: HttpConfig = {
    origin,
    ...(o.tls && { tls: o.tls }),
    ...(o.trustProxy && { trustProxy: o.trustProxy }),
    ...(o.now && { now: o.now }),
  }
  refuseOpenNetwork(host, config)
  await checkSafety(o.store.pool('nansen_app'))
  const auth = await createAuth({
    databaseUrl: o.loginUrl,
    secret: o.loginSecret,
    origin,
    ...(o.breachedPasswords && { breachedPasswords: o.breachedPasswords }),
  })
  const papers = openPapers(o.modules)
  try {
    const { store, modules, servers, webRoot, log } = o
    const app = await createServer({
      store,
      auth,
      modules,
      servers,
      webRoot,
      config,
      log,
      demo: o.demo ?? null,
      papers,
    })
    await o.before?.(auth)
    await app.listen({ port, host })
    const endDuties = startDuties([...(o.duties ?? []), houseKeeping(auth, log)], log)
    const stop = async () => {
      await app.close()
      await endDuties()
      await papers.close()
      await auth.close()
    }
    return { origin, auth, stop }
  } catch (error) {
    await papers.close()
    await auth.close()
    throw error
  }
}

/** The origin must be known before anybody listens. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket()
    socket.once('error', reject)
    socket.listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as AddressInfo
      socket.close(() => resolve(port))
    })
  })
}
