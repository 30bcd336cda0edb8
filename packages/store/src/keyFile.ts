import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** The server's own keys. They stand in one file outside the data and backup folders: who has only the database has only ciphertext. */
export interface Keys {
  /** Key-encryption keys by name; the last wraps new data keys. 32 bytes each. */
  readonly keks: ReadonlyMap<string, Buffer>
  readonly currentKek: string
  /** Makes blind indexes of exact search keys. 32 bytes. */
  readonly blindIndex: Buffer
  /** Signs audit checkpoints (Ed25519), and nothing else. */
  readonly checkpoint: KeyObject
  /** Signs cards and certificates (Ed25519). */
  readonly papers: KeyObject
  /** Signs backups (Ed25519). */
  readonly backups: KeyObject
  /** Name in front of checkpoints: the log's origin. */
  readonly origin: string
}

interface KeyFile {
  readonly origin: string
  readonly keks: Readonly<Record<string, string>>
  readonly blindIndex: string
  readonly checkpoint: string
}

/** Writes a new key file, readable by this user alone. @throws Error when there is one already: keys are never overwritten. */
export function createKeyFile(path: string, origin: string): void {
  if (existsSync(path)) throw new Error(`${path} exists: keys are never overwritten`)
  const { privateKey } = generateKeyPairSync('ed25519')
  const file: KeyFile = {
    origin,
    keks: { [`kek-${new Date().getUTCFullYear()}`]: randomBytes(32).toString('base64') },
    blindIndex: randomBytes(32).toString('base64'),
    checkpoint: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
}

export function readKeyFile(path: string): Keys {
  const file = JSON.parse(readFileSync(path, 'utf8')) as KeyFile
  const keks = new Map(Object.entries(file.keks).map(([name, key]) => [name, Buffer.from(key, 'base64')]))
  const currentKek = [...keys(keks)].at(-1)
  if (currentKek === undefined) throw new Error(`${path} holds no key-encryption key`)
  const checkpoint = createPrivateKey(file.checkpoint)
  return {
    keks,
    currentKek,
    blindIndex: Buffer.from(file.blindIndex, 'base64'),
    checkpoint,
    papers: keyFor(checkpoint, 'papers'),
    backups: keyFor(checkpoint, 'backups'),
    origin: file.origin,
  }
}

/** Leads a PKCS #8 Ed25519 private key of 32 bytes (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * A signing key of its own for each purpose, which follows from the file's by HKDF-SHA256 (RFC 5869): key files that were copied to a safe
 * place years ago stay complete.
 */
function keyFor(checkpoint: KeyObject, purpose: string): KeyObject {
  const secret = Buffer.from(checkpoint.export({ format: 'jwk' }).d ?? '', 'base64url')
  const seed = Buffer.from(hkdfSync('sha256', secret, '', `nansen signing key for ${purpose}`, 32))
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
}
const keys = (map: ReadonlyMap<string, Buffer>) => map.keys()

/** Who checks a checkpoint needs only this. */
export const checkpointVerifier = (keys: Keys): KeyObject => createPublicKey(keys.checkpoint)

/** Who checks a paper needs only these: papers are signed with the first; the other signed them before papers had a key of their own. */
export const paperVerifiers = (keys: Keys): readonly [KeyObject, KeyObject] => [
  createPublicKey(keys.papers),
  createPublicKey(keys.checkpoint),
]

/** AES-256-GCM (NIST SP 800-38D): 12 random bytes, ciphertext, 16 bytes of tag. `about` is authenticated and not stored. */
export function encrypt(key: Buffer, plain: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error when the key, the bytes or what they are about is another. */
export function decrypt(key: Buffer, sealed: Uint8Array, about: string): Buffer {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(
    Buffer.from(about),
  )
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
}

/** A search key that shows nothing but equality: HMAC-SHA256 of field and value, 96 bits in base64url. */
export const blindIndex = (keys: Pick<Keys, 'blindIndex'>, field: string, value: string): string =>
  createHmac('sha256', keys.blindIndex).update(`${field}\0${value}`).digest().subarray(0, 12).toString('base64url')
