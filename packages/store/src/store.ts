import pg from 'pg'
import type { Keys } from './keyFile.ts'
import type { Login } from './migrate.ts'

export interface StoreConfig {
  /** Connection address of each login this process may use: `{ nansen_app: 'postgres://nansen_app:…@host/db' }`. */
  readonly urls: Partial<Readonly<Record<Login, string>>>
  /** Absent: nothing protected can be written, no file stored, no checkpoint signed. */
  readonly keys?: Keys
  /** Connections of `nansen_app` at most. Default 10. */
  readonly connections?: number
  /** Told when an idle connection breaks; the pool makes another. */
  readonly onConnectionError?: (error: Error) => void
}

/** Owns the connections. There is one per process; `close` it last. */
export interface Store {
  readonly keys: Keys | null
  /** @throws Error when the process was not given this login. */
  readonly pool: (login: Login) => pg.Pool
  readonly close: () => Promise<void>
}

/** Days stay days and instants are ISO 8601 in UTC with what precision there is: never a JavaScript Date in local time. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.DATE]: text => text,
  [pg.types.builtins.TIMESTAMPTZ]: text => `${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, '')}Z`,
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: Number,
}
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && PARSERS[oid]) ||
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/** Connections are made when first needed. Timestamps are read in UTC, which `migrate` sets for the logins. */
export function openStore(config: StoreConfig): Store {
  const pools = new Map<Login, pg.Pool>()
  const open = (login: Login): pg.Pool => {
    const connectionString = config.urls[login]
    if (connectionString === undefined) throw new Error(`this process does not act as ${login}`)
    const pool = new pg.Pool({
      connectionString,
      types,
      pipeline: true,
      max: login === 'nansen_app' ? (config.connections ?? 10) : 3,
      application_name: login,
      options: '-c timezone=UTC',
    } as pg.PoolConfig)
    pool.on('error', error => config.onConnectionError?.(error))
    // One that is lent breaks between two of its questions: the next one fails, and nothing else may.
    pool.on('connect', client => client.on('error', error => config.onConnectionError?.(error)))
    pools.set(login, pool)
    return pool
  }
  return {
    keys: config.keys ?? null,
    pool: login => pools.get(login) ?? open(login),
    close: async () => {
      await Promise.all([...pools.values()].map(pool => pool.end()))
    },
  }
}
