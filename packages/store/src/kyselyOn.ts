import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  DummyDriver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  Transaction,
} from 'kysely'
import type { PoolClient } from 'pg'
import type { Tx } from './command.ts'

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

const dialect = {
  createAdapter: () => adapter,
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Transaction<unknown>) => new PostgresIntrospector(db),
  createQueryCompiler: () => compiler,
}

/** What is written on these connections in one turn of the program leaves in one piece: to wake the database costs more than a short question. */
export function inOnePiece(client: PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** Notes that were sent and not yet answered, by the transaction they belong to. */
const sent = new WeakMap<object, Promise<unknown>[]>()

/**
 * Sends something whose answer nobody waits for now: it is waited for before the transaction ends, and what it fails with is what the
 * transaction fails with.
 */
export async function sendAlong(tx: Tx, work: Promise<unknown>): Promise<void> {
  const along = sent.get(tx)
  if (along === undefined) await work
  else {
    work.catch(() => undefined)
    along.push(work)
  }
}

/**
 * One transaction on a connection that is already ours, which `begin` opens. Questions asked at once are sent at once and answered in their
 * order; after the first that fails, the others fail too. Nothing is asked any more once it is over.
 */
export async function inTransaction<T, Tables>(
  client: PoolClient,
  begin: () => Promise<void>,
  work: (tx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  let over = false
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      if (over) throw new Error('this transaction is over')
      inOnePiece(client)
      const { rows, command, rowCount } = await client.query({ ...named(sql), text: sql, values: [...parameters] })
      const counted = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
      return { rows, ...(counted ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
    },
    // biome-ignore lint/correctness/useYield: streams would hold the pipelined connection; lists are paged instead.
    streamQuery: async function* () {
      throw new Error('lists are paged, not streamed')
    },
  }
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: asks => asks(connection) })
  const tx = new Transaction<Tables>({ config: { dialect }, dialect, driver: new DummyDriver(), executor })
  const along: Promise<unknown>[] = []
  sent.set(tx, along)
  const end = (sql: string) => {
    over = true
    inOnePiece(client)
    return client.query(sql)
  }
  await begin()
  try {
    const result = await work(tx)
    const [ended] = await Promise.all([end('commit'), ...along])
    // PostgreSQL answers `commit` with ROLLBACK, and no fault, where something failed that `work` went past
    if (ended.command !== 'COMMIT') throw new Error('everything was undone: a question had failed')
    return result
  } catch (error) {
    if (!over) await end('rollback')
    throw isEcho(error) ? ((await firstFault(along)) ?? error) : error
  }
}

/** In a transaction with a fault PostgreSQL answers everything else with this (25P02): it says nothing of why. */
const isEcho = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '25P02'

async function firstFault(along: readonly Promise<unknown>[]): Promise<unknown> {
  const ended = await Promise.allSettled(along)
  return ended.flatMap(each => (each.status === 'rejected' && !isEcho(each.reason) ? [each.reason] : []))[0]
}
