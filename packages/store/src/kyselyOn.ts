import { randomBytes } from 'node:crypto'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { PoolClient } from 'pg'

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()

/**
 * A name under which connections keep a planned statement. Nobody can guess it: whoever smuggled in SQL could otherwise put a statement of
 * their own under a known name, and the next person on the connection would run it, with their token in reach.
 */
export const statementName = (name: string): string => `${name} ${UNGUESSABLE}`
const UNGUESSABLE = randomBytes(12).toString('base64url')

/**
 * Statements that came often enough get a name, so that each connection parses and plans them once: half of the time of a short list. Bounded,
 * because a connection keeps every plan it was told to.
 */
const seen = new Map<string, number>()
const OFTEN = 3
const MOST_NAMES = 400
let names = 0

function named(text: string): { readonly name?: string } {
  const times = seen.get(text) ?? 0
  if (times < 0) return { name: statementName(`s${-times}`) }
  if (times < OFTEN || names >= MOST_NAMES) {
    if (seen.size < 4 * MOST_NAMES) seen.set(text, times + 1)
    return {}
  }
  names++
  seen.set(text, -names)
  return { name: statementName(`s${names}`) }
}

/** Kysely on one connection that is already ours, whose transactions begin with `begin` instead of a bare BEGIN. */
export function kyselyOn<Tables>(client: PoolClient, begin: () => Promise<void>): Kysely<Tables> {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const { rows, command, rowCount } = await client.query({ ...named(sql), text: sql, values: [...parameters] })
      const counted = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
      return { rows, ...(counted ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
    },
    // biome-ignore lint/correctness/useYield: streams would hold the pipelined connection; lists are paged instead.
    streamQuery: async function* () {
      throw new Error('lists are paged, not streamed')
    },
  }
  const run = (sql: string) => async (): Promise<void> => {
    await client.query(sql)
  }
  const nothing = async (): Promise<void> => undefined
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: begin,
    commitTransaction: run('commit'),
    rollbackTransaction: run('rollback'),
    releaseConnection: nothing,
    destroy: nothing,
  }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driver,
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => compiler,
    },
  })
}
