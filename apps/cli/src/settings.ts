import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CannotGoOn } from './cannotGoOn.ts'
import { type Network, readNetwork } from './network.ts'

/** What the environment says. Everything has a default that works after `npm ci`. */
export interface Settings {
  readonly kind: Kind
  /** Holds the database, unless `databaseUrl` is set. */
  readonly dataFolder: string
  /** The server's keys. Never inside the data folder nor in a backup of it. */
  readonly keysFile: string
  readonly port: number
  /** A PostgreSQL of one's own, as the owner of the database; null: the one that npm installed. */
  readonly databaseUrl: string | null
  /** False loses everything at a power cut: nobody can say so but a test. */
  readonly durable: boolean
  /** Started to take in very many rows at once, by this program alone. */
  readonly filling?: boolean
  /** Default: this machine alone. */
  readonly network?: Network
  /** A file that `nansen breached-passwords` made. */
  readonly breachedPasswords?: string
}

/** Invented people to try things with, or real ones. An installation is one or the other for ever. */
export type Kind = 'demo' | 'real'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const DEFAULT_PORT = 3000

type Environment = Readonly<Record<string, string | undefined>>

/** @throws CannotGoOn when a value cannot be meant. */
export function readSettings(kind: Kind, environment: Environment = process.env): Settings {
  const dataFolder = environment.NANSEN_DATA ? resolve(environment.NANSEN_DATA) : defaultFolder(kind)
  const keys = environment.NANSEN_KEYS ? resolve(environment.NANSEN_KEYS) : join(`${dataFolder}-keys`, 'server.key')
  if (`${keys}/`.startsWith(`${dataFolder}/`))
    throw new CannotGoOn(
      `the keys must not lie in the data folder, or whoever takes the one has both: set NANSEN_KEYS elsewhere`,
    )
  const databaseUrl = environment.DATABASE_URL || null
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new CannotGoOn('DATABASE_URL must begin with postgres://')
  const network = kind === 'real' ? readNetwork(environment) : {}
  const breached = environment.NANSEN_BREACHED_PASSWORDS
  if (breached && !existsSync(breached)) throw new CannotGoOn(`NANSEN_BREACHED_PASSWORDS: there is no ${breached}`)
  return {
    kind,
    dataFolder,
    keysFile: keys,
    port: portOf(environment.PORT),
    databaseUrl,
    durable: true,
    network,
    ...(breached && { breachedPasswords: resolve(breached) }),
  }
}

function portOf(text: string | undefined): number {
  const port = text ? Number(text) : DEFAULT_PORT
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new CannotGoOn(`PORT must be a number up to 65535, not "${text}"`)
  return port
}

/** As root PostgreSQL runs as `nobody`, who cannot enter a checkout under /root: then it lies in /var/lib, one folder per checkout. */
function defaultFolder(kind: Kind): string {
  if (process.getuid?.() !== 0) return join(ROOT, '.data', kind)
  return `/var/lib/nansen/${kind}-${createHash('sha256').update(ROOT).digest('hex').slice(0, 8)}`
}
