import { newSealingKeys, sealingPublicKey } from '@nansen/kernel'
import { type Bytes, canonical, fromText, joined, toText, utf8 } from './bytes.ts'

/** What everybody may know of a colleague's keys. Texts are base64 of 32 raw bytes; `proof` of 64. */
export interface PublicKeys {
  /** The colleague. */
  readonly staff: string
  /** X25519: what is sealed to it only the colleague opens. */
  readonly sealing: string
  /** Ed25519: what it signed came from the colleague. */
  readonly signing: string
  /** The signing key's word that both belong to this colleague. */
  readonly proof: string
}

/** A colleague's keys while they are unlocked: in the memory of one page, never stored or sent as they are. */
export interface OwnKeys {
  readonly public: PublicKeys
  /** Raw X25519 private key, 32 bytes. */
  readonly sealing: Bytes
  /** PKCS #8 of the Ed25519 private key. */
  readonly signing: CryptoKey
  /** Both private halves, to be locked: 32 bytes X25519, then PKCS #8 Ed25519. */
  readonly secret: Bytes
}

const RAW_KEY_BYTES = 32

export async function newOwnKeys(staff: string): Promise<OwnKeys> {
  const sealing = await newSealingKeys()
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))
  return ownKeysOf(staff, joined(sealing.privateKey, pkcs8))
}

/** The keys again from what a lock gave back. @throws Error when the bytes are no two keys. */
export async function ownKeysOf(staff: string, secret: Bytes): Promise<OwnKeys> {
  const sealing = secret.slice(0, RAW_KEY_BYTES)
  const pkcs8 = secret.slice(RAW_KEY_BYTES)
  const signing = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
  const publicSealing = toText(await sealingPublicKey(sealing))
  const publicSigning = toText(await publicHalf(pkcs8))
  const proof = toText(await signed(signing, keyStatement(staff, publicSealing, publicSigning)))
  return { public: { staff, sealing: publicSealing, signing: publicSigning, proof }, sealing, signing, secret }
}

/** Whether these keys say of themselves that they are this colleague's. It does not say that the colleague is who the server says. */
export const keysAreWhole = (keys: PublicKeys): Promise<boolean> =>
  verified(keys.signing, keyStatement(keys.staff, keys.sealing, keys.signing), keys.proof)

const keyStatement = (staff: string, sealing: string, signing: string) =>
  canonical('nansen/staff-keys/1', staff, sealing, signing)

export async function signed(key: CryptoKey, statement: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key, utf8(statement)))
}

/** @returns false for a wrong signature and for anything that is no key or signature at all. */
export async function verified(signing: string, statement: string, signature: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', fromText(signing), 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, fromText(signature), utf8(statement))
  } catch {
    return false
  }
}

async function publicHalf(pkcs8: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', key)
  return fromText(x!.replaceAll('-', '+').replaceAll('_', '/').padEnd(44, '='))
}

const DIGITS_A_GROUP = 5
const GROUPS = 8

/**
 * Forty digits that two colleagues read to each other, in person or by telephone, to know that no server put a key of its own between
 * them. 8 groups of 5 digits: 10^40 possibilities, some 132 bits.
 */
export async function safetyNumber(keys: PublicKeys): Promise<string> {
  const digest = new Uint8Array(
    await crypto.subtle.digest('SHA-512', utf8(keyStatement(keys.staff, keys.sealing, keys.signing))),
  )
  return Array.from({ length: GROUPS }, (_, group) => {
    // 8 bytes a group: the remainder's bias is below 2^-47.
    const view = new DataView(digest.buffer, group * 8, 8)
    return String(view.getBigUint64(0) % 10n ** BigInt(DIGITS_A_GROUP)).padStart(DIGITS_A_GROUP, '0')
  }).join(' ')
}
