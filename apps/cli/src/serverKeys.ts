import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createKeyFile, type Keys, readKeyFile } from '@nansen/store'
import { CannotGoOn } from './cannotGoOn.ts'

/** What the server alone knows. Whoever has this file and the database can read everything. */
export interface ServerKeys {
  /** Wraps each person's keys, makes blind indexes, signs checkpoints. */
  readonly store: Keys
  /** X25519: images are sealed to its public half. */
  readonly image: KeyObject
  /** Of the login library. */
  readonly loginSecret: string
  /** The database logins' passwords follow from it. Base64. */
  readonly databaseSeed: string
}

/** Beside what `@nansen/store` keeps in the file. */
interface Ours {
  readonly image: string
  readonly loginSecret: string
  readonly databaseSeed: string
}

/** @throws CannotGoOn when the file is there and is not ours, or others can read it. */
export function readKeys(file: string): ServerKeys | null {
  if (!existsSync(file)) return null
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new CannotGoOn(`others can read the keys in ${file}: run "chmod 600 ${file}"`)
  try {
    const { image, loginSecret, databaseSeed } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Ours>
    if (!image || !loginSecret || !databaseSeed) throw new Error('incomplete')
    return { store: readKeyFile(file), image: createPrivateKey(image), loginSecret, databaseSeed }
  } catch {
    throw new CannotGoOn(`${file} is not a key file of this Nansen: bring back the right one`)
  }
}

/** Makes the key file, complete or not at all, for its owner's eyes only. @param origin names the audit log it signs */
export function createKeys(file: string, origin: string): ServerKeys {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const making = `${file}.new`
  rmSync(making, { force: true })
  createKeyFile(making, origin)
  const { privateKey } = generateKeyPairSync('x25519')
  const ours: Ours = {
    image: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    loginSecret: randomBytes(32).toString('base64'),
    databaseSeed: randomBytes(32).toString('base64'),
  }
  const theirs = JSON.parse(readFileSync(making, 'utf8')) as object
  writeFileSync(making, `${JSON.stringify({ ...theirs, ...ours }, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(making, file)
  const keys = readKeys(file)
  if (keys === null) throw new Error(`${file} vanished`)
  return keys
}

/** Eight hexadecimal digits that name a key file without telling anything of it. */
export const fingerprint = (keys: ServerKeys): string =>
  createHash('sha256')
    .update(createPublicKey(keys.store.checkpoint).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 8)

/** The password of a database login; the same on every start, so that several servers can share one database. */
export const loginPassword = (keys: ServerKeys, login: string): string =>
  createHmac('sha256', Buffer.from(keys.databaseSeed, 'base64')).update(login).digest('base64url')

/** The private half of the image key, 32 bytes. */
export const imageKeyOf = (keys: ServerKeys): Uint8Array =>
  new Uint8Array(Buffer.from(keys.image.export({ format: 'jwk' }).d ?? '', 'base64url'))
