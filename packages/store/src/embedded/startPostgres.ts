import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, findBinaries, runBinary } from './binaries.ts'
import { ensureCluster, OWNER } from './cluster.ts'
import { isReady, leaveFolder, runningIn, takeFolder } from './whoRuns.ts'

export interface PostgresOptions {
  /** False switches fsync and synchronous commit off: a power cut may then lose everything. For tests only. Default true. */
  readonly durable?: boolean
  /** Further settings: `{ shared_buffers: '512MB' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Default: a free one. */
  readonly port?: number
}

export interface RunningPostgres {
  /** Logs in as the owner of the whole cluster: for `migrate` and maintenance, never for serving. */
  readonly ownerUrl: string
  readonly port: number
  /** Ends sessions, writes a checkpoint, stops. */
  readonly stop: () => Promise<void>
  /** Resolves when it ends without `stop` or `crash`: killed by the system, or fallen. Never on Windows, where it is not our child. */
  readonly fell: Promise<void>
  /** Stops as a power cut would: nothing is written, the next start recovers from the log. */
  readonly crash: () => Promise<void>
}

/** A cold start after a crash replays the log: give it time. Milliseconds. */
const START_LIMIT = 120_000

const MB = 1024 * 1024

/**
 * An eighth of the machine's memory holds pages, at most 2 GB: a server, a matcher and a browser live here too. That half of it caches files,
 * and that one page costs little more than the next, is what the planner is told: disks have no heads any more.
 * @param memory of the machine, in bytes
 */
export const roomFor = (memory: number): Readonly<Record<string, string>> => ({
  shared_buffers: `${Math.round(Math.min(Math.max(memory / 8 / MB, 256), 2048))}MB`,
  effective_cache_size: `${Math.round(memory / 2 / MB)}MB`,
  random_page_cost: '1.1',
})

const DURABLE: Readonly<Record<string, string>> = { wal_compression: 'on', ...roomFor(totalmem()) }
const NOT_DURABLE: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '2GB',
  // It lives for minutes: whoever fills a table says when it is to be looked at.
  autovacuum: 'off',
  // Half a sign-in holds up every database that is made or dropped, and nobody waits a minute for it in a test.
  authentication_timeout: '10s',
}
/**
 * Loopback only; and a log that holds no value anybody typed: errors quote them (`invalid input syntax …: "Amina"`), so only what the
 * server says of itself is logged. Whoever asked gets the error, and logs its code.
 */
const ALWAYS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  timezone: 'UTC',
}

/**
 * Starts the PostgreSQL that npm installed, on the cluster in `dir`, which is made when absent. As root it runs as `nobody`.
 * @throws DatabaseBusy when another program uses `dir`.
 * @throws Error in plain words when it cannot start; the end of its log is part of the message.
 */
export async function startPostgres(dir: string, options: PostgresOptions = {}): Promise<RunningPostgres> {
  const durable = options.durable ?? true
  const binaries = findBinaries()
  const password = ensureCluster(dir, binaries, durable)
  await takeFolder(dir)
  try {
    const port = options.port ?? (await freePort())
    const settings = { ...ALWAYS, ...(durable ? DURABLE : NOT_DURABLE), ...options.settings, port: String(port) }
    const stops =
      process.platform === 'win32' ? byPgCtl(dir, binaries, settings) : await bySpawn(dir, binaries, settings)
    return { ownerUrl: `postgres://${OWNER}:${password}@127.0.0.1:${port}/postgres`, port, ...stops }
  } catch (error) {
    if (runningIn(dir) === null) leaveFolder(dir)
    throw error
  }
}

type Stops = Pick<RunningPostgres, 'stop' | 'crash' | 'fell'>

const asArguments = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])

/** In a process group of its own: Ctrl-C in the terminal reaches us alone, and we stop the database last. */
async function bySpawn(dir: string, binaries: Binaries, settings: Readonly<Record<string, string>>): Promise<Stops> {
  const log = openSync(join(dir, 'log'), 'a', 0o600)
  const child = spawn(join(binaries.folder, 'postgres'), ['-D', join(dir, 'data'), ...asArguments(settings)], {
    ...binaries.as,
    cwd: dir,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const withUs = () => void child.kill('SIGINT')
  process.once('exit', withUs)
  await untilReady(dir, child)
  let ending = false
  const fell = new Promise<void>(resolve =>
    child.once('exit', () => {
      process.off('exit', withUs)
      if (!ending) resolve()
    }),
  )
  const end = async (signal: NodeJS.Signals) => {
    ending = true
    child.kill(signal)
    await exited
    leaveFolder(dir)
  }
  return { stop: () => end('SIGINT'), crash: () => end('SIGQUIT'), fell }
}

async function untilReady(dir: string, child: ChildProcess): Promise<void> {
  let failed = false
  child.once('error', () => {
    failed = true
  })
  for (let waited = 0; waited < START_LIMIT; waited += 20) {
    if (failed || child.exitCode !== null) throw new Error(`PostgreSQL did not start. ${endOfLog(dir)}`)
    if (isReady(dir, child.pid ?? 0)) return
    await sleep(20)
  }
  child.kill('SIGQUIT')
  throw new Error(`PostgreSQL did not start within ${START_LIMIT / 1000} seconds. ${endOfLog(dir)}`)
}

/** PostgreSQL refuses an administrator on Windows; `pg_ctl` drops those rights by itself. */
function byPgCtl(dir: string, binaries: Binaries, settings: Readonly<Record<string, string>>): Stops {
  const data = join(dir, 'data')
  const given = asArguments(settings).join(' ')
  runBinary(binaries, 'pg_ctl', ['-D', data, '-w', '-l', join(dir, 'log'), '-o', given, 'start'], dir)
  const end = async (mode: string) => {
    runBinary(binaries, 'pg_ctl', ['-D', data, '-m', mode, '-w', 'stop'], dir)
    leaveFolder(dir)
  }
  return { stop: () => end('fast'), crash: () => end('immediate'), fell: new Promise<void>(() => undefined) }
}

function endOfLog(dir: string): string {
  const file = join(dir, 'log')
  if (!existsSync(file)) return ''
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
