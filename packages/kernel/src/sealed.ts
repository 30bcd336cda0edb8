import { Refusal } from './refusal.ts'

/**
 * Sealing to a public key: HPKE base mode, RFC 9180, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-GCM. Whoever seals cannot open again:
 * the ephemeral private key is forgotten. Runs on WebCrypto, the same in Node and the browser.
 */
export interface SealOptions {
  /** What the sealed bytes are for; the opener must say the same. */
  readonly info: string
  /** Bound to the sealed bytes and not hidden: an image cannot be moved under another record. */
  readonly aad: string
}

/** RFC 9180 7.3. Ours is 256; 128 exists so that the RFC's own vectors prove the key schedule. */
type KeyBits = 128 | 256
const AEAD_ID: Readonly<Record<KeyBits, number>> = { 128: 0x0001, 256: 0x0002 }
const KEM_ID = 0x0020
const KDF_ID = 0x0001
const PUBLIC_KEY_BYTES = 32
/** Leads a PKCS #8 X25519 private key of 32 bytes (RFC 8410). */
const PKCS8_X25519 = new Uint8Array([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32])

type Bytes = Uint8Array<ArrayBuffer>
const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes

/** A new key pair, 32 raw bytes each. The private half belongs in the server's key file and nowhere else. */
export async function newSealingKeys(): Promise<{ readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }> {
  const pair = (await crypto.subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const privateKey = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).slice(PKCS8_X25519.length)
  return { publicKey, privateKey }
}

/** @returns the ephemeral public key (32 bytes), then the ciphertext with its 16-byte tag. */
export async function seal(publicKey: Uint8Array, plain: Uint8Array, { info, aad }: SealOptions): Promise<Uint8Array> {
  const ephemeral = (await crypto.subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', ephemeral.publicKey))
  const secret = await sharedSecret(ephemeral.privateKey, publicKey, enc, publicKey)
  const { key, nonce } = await keySchedule(secret, utf8(info), 256)
  const gcm = { name: 'AES-GCM', iv: nonce, additionalData: utf8(aad) }
  return joined(enc, new Uint8Array(await crypto.subtle.encrypt(gcm, key, own(plain))))
}

/** @throws Refusal `invalid` when the bytes were changed, or sealed to another key, for another purpose or under another record. */
export async function openSealed(
  privateKey: Uint8Array,
  sealed: Uint8Array,
  { info, aad }: SealOptions,
): Promise<Uint8Array> {
  return openWith(privateKey, sealed, utf8(info), utf8(aad), 256)
}

/** The same with the RFC's other key length and binary inputs; for `openSealed` and its test vectors. */
export async function openWith(
  privateKey: Uint8Array,
  sealed: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  bits: KeyBits,
): Promise<Uint8Array> {
  const enc = sealed.slice(0, PUBLIC_KEY_BYTES)
  try {
    const mine = await crypto.subtle.importKey('pkcs8', joined(PKCS8_X25519, privateKey), 'X25519', true, [
      'deriveBits',
    ])
    const secret = await sharedSecret(mine, enc, enc, await publicHalf(mine))
    const { key, nonce } = await keySchedule(secret, info, bits)
    const gcm = { name: 'AES-GCM', iv: nonce, additionalData: own(aad) }
    return new Uint8Array(await crypto.subtle.decrypt(gcm, key, own(sealed.slice(PUBLIC_KEY_BYTES))))
  } catch {
    throw new Refusal('invalid', 'this was sealed for somebody else, or was changed on the way')
  }
}

/** The public half of a raw private key. */
export async function sealingPublicKey(privateKey: Uint8Array): Promise<Uint8Array> {
  return publicHalf(
    await crypto.subtle.importKey('pkcs8', joined(PKCS8_X25519, privateKey), 'X25519', true, ['deriveBits']),
  )
}

async function publicHalf(key: CryptoKey): Promise<Uint8Array> {
  const { x } = await crypto.subtle.exportKey('jwk', key)
  return Uint8Array.from(atob(x!.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0))
}

/** RFC 9180 4.1: ExtractAndExpand over the Diffie-Hellman value, bound to both public keys. */
async function sharedSecret(
  mine: CryptoKey,
  theirs: Uint8Array,
  enc: Uint8Array,
  recipient: Uint8Array,
): Promise<Bytes> {
  const them = await crypto.subtle.importKey('raw', own(theirs), 'X25519', false, [])
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: them }, mine, 256))
  const suite = joined(utf8('KEM'), i2osp(KEM_ID))
  const prk = await labeledExtract(new Uint8Array(0), suite, 'eae_prk', dh)
  return labeledExpand(prk, suite, 'shared_secret', joined(enc, recipient), 32)
}

/** RFC 9180 5.1, mode base (0): no pre-shared key. */
async function keySchedule(secret: Bytes, info: Uint8Array, bits: KeyBits): Promise<{ key: CryptoKey; nonce: Bytes }> {
  const suite = joined(utf8('HPKE'), i2osp(KEM_ID), i2osp(KDF_ID), i2osp(AEAD_ID[bits]))
  const none = new Uint8Array(0)
  const context = joined(
    new Uint8Array([0]),
    await labeledExtract(none, suite, 'psk_id_hash', none),
    await labeledExtract(none, suite, 'info_hash', info),
  )
  const prk = await labeledExtract(secret, suite, 'secret', none)
  const raw = await labeledExpand(prk, suite, 'key', context, bits / 8)
  const nonce = await labeledExpand(prk, suite, 'base_nonce', context, 12)
  return { key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']), nonce }
}

const labeledExtract = (salt: Bytes, suite: Bytes, label: string, ikm: Uint8Array) =>
  hmac(salt.length === 0 ? new Uint8Array(32) : salt, joined(utf8('HPKE-v1'), suite, utf8(label), ikm))

/** HKDF-Expand of at most one block, which is all that is ever asked for here. */
async function labeledExpand(
  prk: Bytes,
  suite: Bytes,
  label: string,
  info: Uint8Array,
  length: number,
): Promise<Bytes> {
  const block = await hmac(prk, joined(i2osp(length), utf8('HPKE-v1'), suite, utf8(label), info, new Uint8Array([1])))
  return block.slice(0, length)
}

async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  const secret = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', secret, data))
}

const i2osp = (n: number): Bytes => new Uint8Array([n >> 8, n & 255])
/** WebCrypto takes no view of shared memory, so what may be one is copied. */
const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)

function joined(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
