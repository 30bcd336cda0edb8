/** The field and the curve of RFC 7748, section 4.1: v² = u³ + 486662 u² + u over 2²⁵⁵ − 19. */
const PRIME = 2n ** 255n - 19n
const A = 486_662n
const BITS_OF_U = 2n ** 255n - 1n
/** Bytes of a point as RFC 7748 writes it: its u alone, least byte first. */
export const POINT_BYTES = 32
/** Told to the hash first, so that no other use of it gives the same points. */
const ABOUT = 'nansen: common to two lists, 1'

/** By Euler's criterion. Half of all numbers are the u of a point of the curve, the others of its twist. */
export function onCurve(u: bigint): boolean {
  const right = (((u * u) % PRIME) * (u + A) + u) % PRIME
  return right !== 0n && power(right, (PRIME - 1n) / 2n) === 1n
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let [square, left] = [base, exponent]; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % PRIME
    square = (square * square) % PRIME
  }
  return result
}

/**
 * A point of the curve that hangs on a text alone and of which nobody knows how many times the base point it is: the text is hashed with a
 * counter until that gives the u of a point. Points of the twist are passed over, since which of the two a point is on can be seen through
 * any blinding.
 */
export async function pointOf(text: string): Promise<Uint8Array<ArrayBuffer>> {
  for (let counter = 0; ; counter++) {
    const said = new TextEncoder().encode(`${ABOUT}\n${counter}\n${text}`)
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', said))
    const u = (numberOf(bytes) & BITS_OF_U) % PRIME
    if (onCurve(u)) return bytesOf(u)
  }
}

function numberOf(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of [...bytes].reverse()) value = (value << 8n) | BigInt(byte)
  return value
}

function bytesOf(u: bigint): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(POINT_BYTES)
  for (let [at, left] = [0, u]; at < POINT_BYTES; at++, left >>= 8n) bytes[at] = Number(left & 255n)
  return bytes
}
