import { Refusal } from '@nansen/kernel'
import { type Bytes, canonical, fromText, joined, toText, utf8 } from './bytes.ts'

/** A colleague's private keys under a lock of theirs, as the server keeps it. All texts are base64. */
export type Lock = {
  readonly staff: string
  readonly salt: string
  readonly ciphertext: string
} & (
  | { readonly kind: 'passphrase'; readonly rounds: number }
  | { readonly kind: 'passkey'; readonly credential: string }
)

/**
 * PBKDF2-HMAC-SHA-256 rounds. OWASP's Password Storage Cheat Sheet asks 600,000; a lock is opened once a day, so it may cost more. About half a
 * second on a desk machine.
 */
const ROUNDS = 1_200_000
/** Fewer than what OWASP asks is refused when a lock comes back: a server could otherwise ask for a lock that it can guess. */
const FEWEST_ROUNDS = 600_000
const SALT_BYTES = 16
const NONCE_BYTES = 12

export async function lockByPassphrase(staff: string, secret: Bytes, passphrase: string): Promise<Lock> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
  const key = await passphraseKey(passphrase, salt, ROUNDS)
  const ciphertext = await locked(key, secret, canonical('nansen/lock/1', staff, 'passphrase', ROUNDS))
  return { kind: 'passphrase', staff, rounds: ROUNDS, salt: toText(salt), ciphertext }
}

/**
 * @param prf the passkey's answer to the `prf` extension (WebAuthn 3, 10.1.4) for this lock's salt: 32 bytes that leave the authenticator only
 *   with the colleague's finger or code.
 */
export async function lockByPasskey(staff: string, secret: Bytes, passkey: Passkey): Promise<Lock> {
  const { credential, salt } = passkey
  const ciphertext = await locked(
    await prfKey(passkey.prf),
    secret,
    canonical('nansen/lock/1', staff, 'passkey', credential),
  )
  return { kind: 'passkey', staff, credential, salt: toText(salt), ciphertext }
}

export interface Passkey {
  readonly credential: string
  readonly salt: Bytes
  readonly prf: Bytes
}

/** What to ask a passkey's `prf` extension for, when a lock is made. */
export const newPrfSalt = (): Bytes => crypto.getRandomValues(new Uint8Array(32))

/** @throws Refusal `not-allowed` when the passphrase is another, or the lock was changed. */
export async function openByPassphrase(lock: Lock, passphrase: string): Promise<Bytes> {
  if (lock.kind !== 'passphrase' || lock.rounds < FEWEST_ROUNDS) throw notOpened()
  const key = await passphraseKey(passphrase, fromText(lock.salt), lock.rounds)
  return opened(key, lock.ciphertext, canonical('nansen/lock/1', lock.staff, 'passphrase', lock.rounds))
}

/** @throws Refusal `not-allowed` when it is another passkey, or the lock was changed. */
export async function openByPasskey(lock: Lock, prf: Bytes): Promise<Bytes> {
  if (lock.kind !== 'passkey') throw notOpened()
  return opened(await prfKey(prf), lock.ciphertext, canonical('nansen/lock/1', lock.staff, 'passkey', lock.credential))
}

const notOpened = () => new Refusal('not-allowed', 'this does not open your sealed notes')

async function passphraseKey(passphrase: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  // One spelling, whichever keyboard wrote it.
  const material = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC').trim()), 'PBKDF2', false, [
    'deriveKey',
  ])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

async function prfKey(prf: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', prf, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8('nansen/lock/passkey/1') }
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

async function locked(key: CryptoKey, secret: Bytes, context: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const gcm = { name: 'AES-GCM', iv, additionalData: utf8(context) }
  return toText(joined(iv, new Uint8Array(await crypto.subtle.encrypt(gcm, key, secret))))
}

async function opened(key: CryptoKey, ciphertext: string, context: string): Promise<Bytes> {
  const bytes = fromText(ciphertext)
  const gcm = { name: 'AES-GCM', iv: bytes.slice(0, NONCE_BYTES), additionalData: utf8(context) }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(gcm, key, bytes.slice(NONCE_BYTES)))
  } catch {
    throw notOpened()
  }
}
