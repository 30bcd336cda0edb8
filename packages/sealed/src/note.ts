import { openSealed, Refusal, seal } from '@nansen/kernel'
import { type Bytes, canonical, fromText, joined, sha256, toText, utf8 } from './bytes.ts'
import type { Epoch, Member } from './group.ts'
import { type OwnKeys, signed, verified } from './ownKeys.ts'

/** Where sealed content belongs. It opens nowhere else: not under another case, not as another note, not as another version. */
export interface Place {
  readonly module: string
  /** The case. */
  readonly record: string
  /** The note or attachment. */
  readonly id: string
  readonly version: number
}

/** What the server keeps of a sealed note or attachment. Texts are base64. */
export interface SealedContent {
  readonly group: string
  readonly epoch: number
  /** The content's own key, sealed to the epoch's public key. */
  readonly key: string
  /** 12 bytes of nonce, then AES-256-GCM of the padded content with its tag. */
  readonly ciphertext: string
  readonly author: string
  /** The author's word over place, group and ciphertext: a server cannot write in somebody's name. The epoch is not in it, so that a change of
   * readers can seal the key anew. */
  readonly signature: string
}

const NONCE_BYTES = 12
/** A note's length would tell whether it says "nothing" or a story: lengths are rounded up to this many bytes. */
const PAD_BYTES = 1024
/** ISO/IEC 7816-4: this byte, then zeros. */
const END = 0x80

const placeText = (group: string, { module, record, id, version }: Place, author: string) =>
  canonical('nansen/note/1', group, module, record, id, version, author)

const keyContext = (group: string, epoch: number, place: Place) => ({
  info: 'nansen/note-key',
  aad: canonical(group, epoch, place.module, place.record, place.id, place.version),
})

/** @param epoch the newest epoch of a chain that was verified. */
export async function sealContent(own: OwnKeys, epoch: Epoch, place: Place, content: Bytes): Promise<SealedContent> {
  const { group, number, publicKey } = epoch.statement
  const author = own.public.staff
  const raw = crypto.getRandomValues(new Uint8Array(32))
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const gcm = { name: 'AES-GCM', iv, additionalData: utf8(placeText(group, place, author)) }
  const ciphertext = joined(iv, new Uint8Array(await crypto.subtle.encrypt(gcm, key, padded(content))))
  return {
    group,
    epoch: number,
    key: toText(await seal(fromText(publicKey), raw, keyContext(group, number, place))),
    ciphertext: toText(ciphertext),
    author,
    signature: toText(await signed(own.signing, await authorText(group, place, author, ciphertext))),
  }
}

const authorText = async (group: string, place: Place, author: string, ciphertext: Bytes) =>
  canonical(placeText(group, place, author), toText(await sha256(ciphertext)))

/**
 * @param keys private keys of the group's epochs (`openEpochs`). @param epochs the verified chain: it says whose signature is whose.
 * @throws Refusal `not-allowed` when no key of the epoch is at hand, `invalid` when the content was changed, moved, or signed by nobody of the
 *   group.
 */
export async function openContent(
  keys: ReadonlyMap<number, Bytes>,
  epochs: readonly Epoch[],
  place: Place,
  content: SealedContent,
): Promise<Bytes> {
  const { group, epoch, author } = content
  const mine = keys.get(epoch)
  if (!mine) throw new Refusal('not-allowed', 'this was sealed to readers of whom you are none')
  const ciphertext = fromText(content.ciphertext)
  const text = await authorText(group, place, author, ciphertext)
  if (!(await signedBySomeKeyOf(epochs, author, text, content.signature)))
    throw new Refusal('invalid', 'the signature under this is not that of its author')
  const raw = await openSealed(mine, fromText(content.key), keyContext(group, epoch, place))
  const key = await crypto.subtle.importKey('raw', raw as Bytes, 'AES-GCM', false, ['decrypt'])
  const gcm = {
    name: 'AES-GCM',
    iv: ciphertext.slice(0, NONCE_BYTES),
    additionalData: utf8(placeText(group, place, author)),
  }
  try {
    return unpadded(new Uint8Array(await crypto.subtle.decrypt(gcm, key, ciphertext.slice(NONCE_BYTES))))
  } catch {
    throw new Refusal('invalid', 'this was changed after it was sealed')
  }
}

/** A colleague may have had several keys over the years: any that a reader of some epoch had counts. */
async function signedBySomeKeyOf(epochs: readonly Epoch[], author: string, text: string, signature: string) {
  const keys = epochs
    .flatMap(({ statement }) => statement.members)
    .filter(({ keys, role }: Member) => role === 'reader' && keys.staff === author)
    .map(member => member.keys.signing)
  for (const key of new Set(keys)) if (await verified(key, text, signature)) return true
  return false
}

/** The same content, its key sealed to the newest epoch: who left the group since cannot open it with an old key. */
export async function sealedAnew(
  keys: ReadonlyMap<number, Bytes>,
  newest: Epoch,
  place: Place,
  content: SealedContent,
): Promise<SealedContent> {
  const mine = keys.get(content.epoch)
  if (!mine) throw new Refusal('not-allowed', 'this was sealed to readers of whom you are none')
  const { group, number, publicKey } = newest.statement
  const raw = await openSealed(mine, fromText(content.key), keyContext(group, content.epoch, place))
  return {
    ...content,
    epoch: number,
    key: toText(await seal(fromText(publicKey), raw, keyContext(group, number, place))),
  }
}

function padded(content: Bytes): Bytes {
  const whole = new Uint8Array(Math.ceil((content.length + 1) / PAD_BYTES) * PAD_BYTES)
  whole.set(content)
  whole[content.length] = END
  return whole
}

function unpadded(whole: Bytes): Bytes {
  const end = whole.lastIndexOf(END)
  if (end < 0) throw new Refusal('invalid', 'this was not padded as sealed content is')
  return whole.slice(0, end)
}

export const sealText = (own: OwnKeys, epoch: Epoch, place: Place, text: string): Promise<SealedContent> =>
  sealContent(own, epoch, place, utf8(text))

export async function openText(
  keys: ReadonlyMap<number, Bytes>,
  epochs: readonly Epoch[],
  place: Place,
  content: SealedContent,
): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true }).decode(await openContent(keys, epochs, place, content))
}
