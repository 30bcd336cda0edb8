import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { fromBase45, toBase45 } from './base45.ts'

/** What the QR code of a certificate or card says: enough to compare with the paper and the face, and no more than is printed beside it. */
export interface Card {
  /** Number of the document, then of the person. */
  readonly document: string
  readonly person: string
  /** In Latin script. */
  readonly name: string
  readonly sex: string
  readonly yearOfBirth: number | null
  /** People on the document. */
  readonly people: number
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string
  readonly expiresOn: string | null
}

export type CardVerdict =
  /** Signed by a key one trusts and unchanged since. `expired` is judged on the day asked for. */
  | { readonly outcome: 'genuine'; readonly card: Card; readonly expired: boolean }
  /** Says it is of a key one trusts, and is not: changed or made up. */
  | { readonly outcome: 'forged' }
  /** Of a server whose key one does not have. */
  | { readonly outcome: 'unknown-key'; readonly keyId: string }
  | { readonly outcome: 'unreadable' }

/** In front of every code, so that a scanner knows what it holds. Raised with the format. */
const PREFIX = 'NANSEN1:'
/** Keeps a signature of a card from ever being one of something else under the same key. */
const CONTEXT = Buffer.from('nansen card 1\0')
const KEY_ID_BYTES = 4
const SIGNATURE_BYTES = 64
const FIELDS = 8

/** First bytes of the SHA-256 of the public key (SPKI), lower-case hexadecimal: which key of many, not proof of anything. */
export function cardKeyId(key: KeyObject): string {
  const spki = createPublicKey(key.type === 'private' ? key.export({ format: 'pem', type: 'pkcs8' }) : exported(key))
  return createHash('sha256')
    .update(spki.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 2 * KEY_ID_BYTES)
}
const exported = (key: KeyObject) => key.export({ format: 'pem', type: 'spki' })

/**
 * The text of the QR code: prefix, then in base45 the key's identifier, the fields as UTF-8 lines, and an Ed25519 signature (RFC 8032).
 * About 200 characters: a version 9 code at level M, readable from a phone's photo of a worn card.
 *
 * @param key the server's Ed25519 private key.
 */
export function signCard(key: KeyObject, card: Card): string {
  const said = Buffer.concat([Buffer.from(cardKeyId(key), 'hex'), Buffer.from(linesOf(card).join('\n'))])
  return PREFIX + toBase45(Buffer.concat([said, sign(null, Buffer.concat([CONTEXT, said]), key)]))
}

/**
 * Whether a card is ours, without a network: the public keys of the servers one trusts are enough. Genuine means that we said these words
 * of somebody, not that the bearer is that person.
 *
 * @param on the day of the question, `YYYY-MM-DD`.
 */
export function verifyCard(text: string, trusted: readonly KeyObject[], on: string): CardVerdict {
  const bytes = text.startsWith(PREFIX) ? fromBase45(text.slice(PREFIX.length)) : null
  if (bytes === null || bytes.length <= KEY_ID_BYTES + SIGNATURE_BYTES) return { outcome: 'unreadable' }
  const said = Buffer.from(bytes.subarray(0, -SIGNATURE_BYTES))
  const keyId = said.subarray(0, KEY_ID_BYTES).toString('hex')
  const keys = trusted.filter(each => each.asymmetricKeyType === 'ed25519' && cardKeyId(each) === keyId)
  if (keys.length === 0) return { outcome: 'unknown-key', keyId }
  const signed = Buffer.concat([CONTEXT, said])
  if (!keys.some(key => verify(null, signed, key, bytes.subarray(-SIGNATURE_BYTES)))) return { outcome: 'forged' }
  const card = cardOf(said.subarray(KEY_ID_BYTES).toString().split('\n'))
  if (card === null) return { outcome: 'unreadable' }
  return { outcome: 'genuine', card, expired: card.expiresOn !== null && card.expiresOn < on }
}

const linesOf = (card: Card): readonly string[] => [
  card.document,
  card.person,
  card.name.replace(/\s+/g, ' '),
  card.sex.slice(0, 1).toUpperCase(),
  String(card.yearOfBirth ?? ''),
  String(card.people),
  card.issuedOn,
  card.expiresOn ?? '',
]

function cardOf(lines: readonly string[]): Card | null {
  if (lines.length !== FIELDS) return null
  const [document, person, name, sex, year, people, issuedOn, expiresOn] = lines as [string, ...string[]]
  return {
    document,
    person: person!,
    name: name!,
    sex: sex!,
    yearOfBirth: year === '' ? null : Number(year),
    people: Number(people),
    issuedOn: issuedOn!,
    expiresOn: expiresOn === '' ? null : expiresOn!,
  }
}
