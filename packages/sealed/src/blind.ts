import { POINT_BYTES, pointOf } from './curve.ts'

/**
 * What is on both of two lists, without either side seeing the other's (Meadows 1986; Huberman, Franklin and Hogg 1999): each
 * multiplies points by a secret of its own, and a·(b·P) is b·(a·P). Whoever knows neither secret cannot even try guesses against what
 * is sent. Decision 0320.
 */
export interface Secret {
  readonly jwk: JsonWebKey
}

/** Told after every so many points, with the share that is done, 0 to 1. */
export type Progress = (share: number) => void
const TOLD_EVERY = 200

/** A secret for one comparison: 32 bytes of the machine's randomness, as RFC 7748 clamps them. */
export async function newSecret(): Promise<Secret> {
  const pair = (await crypto.subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair
  return { jwk: await crypto.subtle.exportKey('jwk', pair.privateKey) }
}

async function times(
  secret: Secret,
  points: readonly Uint8Array<ArrayBuffer>[],
  told: Progress,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const key = await crypto.subtle.importKey('jwk', secret.jwk, 'X25519', false, ['deriveBits'])
  const products: Uint8Array<ArrayBuffer>[] = []
  for (const [at, point] of points.entries()) {
    const other = await crypto.subtle.importKey('raw', point, 'X25519', true, [])
    products.push(
      new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: other }, key, 8 * POINT_BYTES)),
    )
    if (at % TOLD_EVERY === 0) told(at / points.length)
  }
  return products
}

/** Each text once, as a point. */
async function pointsOf(texts: readonly string[], told: Progress) {
  const points = new Map<string, { readonly text: string; readonly point: Uint8Array<ArrayBuffer> }>()
  for (const [at, text] of texts.entries()) {
    const point = await pointOf(text)
    if (!points.has(textOf(point))) points.set(textOf(point), { text, point })
    if (at % TOLD_EVERY === 0) told(at / texts.length)
  }
  return [...points.values()]
}

interface Blinded {
  readonly text: string
  readonly token: string
}

/** A list, blinded, in the order of its tokens: that order says nothing of the list's own. */
async function blindedList(secret: Secret, texts: readonly string[], told: Progress): Promise<readonly Blinded[]> {
  const points = await pointsOf(texts, share => told(share / 2))
  const tokens = await times(
    secret,
    points.map(({ point }) => point),
    share => told(0.5 + share / 2),
  )
  return points
    .map(({ text }, at) => ({ text, token: textOf(tokens[at]!) }))
    .sort((a, b) => (a.token < b.token ? -1 : 1))
}

/** What the other side is sent of a list. @returns tokens in base64, each of 32 bytes, in their own order, each once. */
export async function blinded(secret: Secret, texts: readonly string[], told: Progress = () => undefined) {
  return (await blindedList(secret, texts, told)).map(({ token }) => token)
}

/** The other side's tokens blinded once more, in the order in which they came. @throws Error for a token that is no point. */
export async function blindedAgain(secret: Secret, tokens: readonly string[], told: Progress = () => undefined) {
  return (await times(secret, tokens.map(pointIn), told)).map(textOf)
}

/**
 * Texts of our list that are on the other's, to the letter: whoever asks writes them one way.
 * @param back our tokens, in their order, as the other side blinded them once more
 * @param theirs the other side's tokens, which we blind once more ourselves
 * @throws Error when the list is not the one whose tokens were sent
 */
export async function common(
  secret: Secret,
  texts: readonly string[],
  sent: readonly string[],
  back: readonly string[],
  theirs: readonly string[],
  told: Progress = () => undefined,
): Promise<readonly string[]> {
  const ours = await blindedList(secret, texts, share => told(share / 2))
  if (ours.length !== sent.length || back.length !== sent.length || ours.some(({ token }, at) => token !== sent[at]))
    throw new OtherList()
  const twice = new Set(await blindedAgain(secret, theirs, share => told(0.5 + share / 2)))
  return ours.filter((_, at) => twice.has(back[at]!)).map(({ text }) => text)
}

/** The list is not the one whose tokens were sent, or the secret is another. */
export class OtherList extends Error {}

const textOf = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

function pointIn(token: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(token), letter => letter.charCodeAt(0))
  if (bytes.length !== POINT_BYTES) throw new Error('a token has 32 bytes')
  return bytes
}
