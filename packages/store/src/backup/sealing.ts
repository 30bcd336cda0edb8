import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto'
import { Transform } from 'node:stream'
import { promisify } from 'node:util'
import { openSealed, seal, sealingPublicKey } from '@nansen/kernel'

/** Who can open a backup: whoever has the private half of an X25519 key (32 bytes each), or knows a passphrase. */
export type SealTo = { readonly publicKey: Uint8Array } | { readonly passphrase: string }
export type OpenWith = { readonly privateKey: Uint8Array } | { readonly passphrase: string }

/** What stands beside the sealed files in the open: how to come to their key, and nothing of what they hold. */
export interface SealHeader {
  readonly format: 2
  /** Sixteen random bytes, hexadecimal: in front of each of its files, so that those of two backups are told apart. */
  readonly backup: string
  readonly sealedTo:
    | { readonly kind: 'public-key'; readonly key: string; readonly wrapped: string }
    | { readonly kind: 'passphrase'; readonly salt: string; readonly cost: number; readonly wrapped: string }
}

/** Owns the key of one backup. Every file has a key of its own, that of its name. */
export interface Sealing {
  readonly backup: string
  readonly keyOf: (file: string) => Buffer
}

/** Plaintext of one chunk. Bytes. */
const CHUNK = 64 * 1024
const TAG = 16
/** In front of every sealed file; then the backup's sixteen bytes. */
const MAGIC = Buffer.from('NANSENB2')
const LEAD = MAGIC.length + 16
const INFO = 'nansen backup 2'
/** scrypt's N with r = 8, p = 1: 128 MB and about half a second. RFC 7914; OWASP's password storage cheat sheet asks for as much. */
const COST = 2 ** 17
/** A backup says its cost; what asks for more memory than 1 GB is not ours. */
const HIGHEST_COST = 2 ** 20
/** Whoever took the backup guesses as fast as they can. Characters. */
export const SHORTEST_PASSPHRASE = 16

/** Eight hexadecimal digits that name a public key. */
export const backupKeyId = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 8)

/** @throws Error for a passphrase that can be guessed. */
export async function newSealing(to: SealTo): Promise<Sealing & { readonly header: SealHeader }> {
  const key = randomBytes(32)
  const backup = randomBytes(16).toString('hex')
  return { ...sealingOf(key, backup), header: { format: 2, backup, sealedTo: await wrapped(key, backup, to) } }
}

/** @throws Error in words when the key or passphrase is another, or the header was changed. */
export async function openSealing(header: SealHeader, given: OpenWith): Promise<Sealing> {
  const { backup, sealedTo } = header
  if (sealedTo.kind === 'public-key') {
    if (!('privateKey' in given))
      throw new Error(`this backup was sealed to the key ${sealedTo.key}: bring its private half`)
    const mine = backupKeyId(await sealingPublicKey(given.privateKey))
    if (mine !== sealedTo.key) throw new Error(`this backup was sealed to the key ${sealedTo.key}, and this is ${mine}`)
    const opened = await openSealed(given.privateKey, Buffer.from(sealedTo.wrapped, 'base64'), {
      info: INFO,
      aad: backup,
    }).catch(() => {
      throw new Error('the backup is damaged: its key does not open')
    })
    return sealingOf(Buffer.from(opened), backup)
  }
  if (!('passphrase' in given)) throw new Error('this backup was sealed with a passphrase: bring it')
  if (!Number.isInteger(sealedTo.cost) || sealedTo.cost < COST || sealedTo.cost > HIGHEST_COST)
    throw new Error('the backup is damaged: its key does not open')
  const outer = await stretched(given.passphrase, Buffer.from(sealedTo.salt, 'base64'), sealedTo.cost)
  const bytes = Buffer.from(sealedTo.wrapped, 'base64')
  try {
    return sealingOf(openChunk(outer, nonceOf(0, true), bytes, Buffer.from(backup)), backup)
  } catch {
    throw new Error('this passphrase does not open the backup')
  }
}

function sealingOf(key: Buffer, backup: string): Sealing {
  return {
    backup,
    keyOf: file => Buffer.from(hkdfSync('sha256', key, Buffer.from(backup, 'hex'), `${INFO} ${file}`, 32)),
  }
}

async function wrapped(key: Buffer, backup: string, to: SealTo): Promise<SealHeader['sealedTo']> {
  if ('publicKey' in to) {
    const sealed = await seal(to.publicKey, key, { info: INFO, aad: backup })
    return { kind: 'public-key', key: backupKeyId(to.publicKey), wrapped: Buffer.from(sealed).toString('base64') }
  }
  if (to.passphrase.length < SHORTEST_PASSPHRASE)
    throw new Error(`a passphrase of a backup has at least ${SHORTEST_PASSPHRASE} characters`)
  const salt = randomBytes(16)
  const outer = await stretched(to.passphrase, salt, COST)
  const sealed = sealChunk(outer, nonceOf(0, true), key, Buffer.from(backup))
  return { kind: 'passphrase', salt: salt.toString('base64'), cost: COST, wrapped: sealed.toString('base64') }
}

const scryptOf = promisify<string, Buffer, number, object, Buffer>(scrypt)
const stretched = (passphrase: string, salt: Buffer, cost: number) =>
  scryptOf(passphrase.normalize('NFKC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 129 * 8 * cost + 1024 * 1024 })

/** Which chunk, and whether it is the last: a chunk that was moved, repeated or cut off does not open. Never twice under one key. */
function nonceOf(at: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(at, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

function sealChunk(key: Buffer, nonce: Buffer, plain: Uint8Array, about: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function openChunk(key: Buffer, nonce: Buffer, sealed: Buffer, about: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(about)
  decipher.setAuthTag(sealed.subarray(-TAG))
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
}

const leadOf = (backup: string) => Buffer.concat([MAGIC, Buffer.from(backup, 'hex')])

/** Seals what flows through it as the file of this name. */
export function sealer(sealing: Sealing, file: string): Transform {
  const key = sealing.keyOf(file)
  const lead = leadOf(sealing.backup)
  let held = Buffer.alloc(0)
  let at = 0
  const out = (to: Transform, plain: Buffer, last: boolean) => to.push(sealChunk(key, nonceOf(at++, last), plain, lead))
  return new Transform({
    construct(done) {
      this.push(lead)
      done()
    },
    transform(chunk: Buffer, _, done) {
      held = Buffer.concat([held, chunk])
      while (held.length > CHUNK) {
        out(this, held.subarray(0, CHUNK), false)
        held = held.subarray(CHUNK)
      }
      done()
    },
    flush(done) {
      out(this, held, true)
      done()
    },
  })
}

/** Opens what flows through it; nothing of a chunk is given on before it proved to be whole and in its place. */
export function opener(sealing: Sealing, file: string): Transform {
  const key = sealing.keyOf(file)
  const lead = leadOf(sealing.backup)
  let held = Buffer.alloc(0)
  let at = -1
  const fail = (what: string) => new Error(`the backup ${what}: ${file}`)
  const out = (to: Transform, last: boolean) => {
    const sealed = held.subarray(0, last ? undefined : CHUNK + TAG)
    to.push(openChunk(key, nonceOf(at++, last), sealed, lead))
    held = held.subarray(sealed.length)
  }
  return new Transform({
    transform(chunk: Buffer, _, done) {
      held = Buffer.concat([held, chunk])
      try {
        if (at < 0 && held.length >= LEAD) {
          if (!held.subarray(0, MAGIC.length).equals(MAGIC)) return done(fail('is damaged'))
          if (!held.subarray(0, LEAD).equals(lead)) return done(fail('holds a file of another backup'))
          held = held.subarray(LEAD)
          at = 0
        }
        while (at >= 0 && held.length > CHUNK + TAG) out(this, false)
        done()
      } catch {
        done(fail('is damaged'))
      }
    },
    flush(done) {
      try {
        if (at < 0 || held.length < TAG) return done(fail('is cut short'))
        out(this, true)
        done()
      } catch {
        done(fail('is damaged or cut short'))
      }
    },
  })
}

/** The raw 32 bytes of an X25519 key in PEM, and which half it is. @throws Error when it is something else. */
export function readX25519(pem: string): { readonly half: 'public' | 'private'; readonly raw: Uint8Array } {
  const half = pem.includes('PRIVATE KEY') ? 'private' : 'public'
  const key: KeyObject = half === 'private' ? createPrivateKey(pem) : createPublicKey(pem)
  if (key.asymmetricKeyType !== 'x25519') throw new Error('this is no X25519 key')
  const { d, x } = key.export({ format: 'jwk' })
  return { half, raw: new Uint8Array(Buffer.from((half === 'private' ? d : x) ?? '', 'base64url')) }
}
