import { Refusal } from '@nansen/kernel'

/** Values of 0 to 2 that fit into a byte: 3^5 = 243. */
const PER_BYTE = 5
const BYTE_VALUES = 3 ** PER_BYTE

/** Numbers of 0 to 2, five to a byte, the first of each five the lowest digit; the last byte is filled with zeros. */
export function packTrits(trits: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(trits.length / PER_BYTE))
  for (let at = 0; at < bytes.length; at++) {
    let value = 0
    for (let i = Math.min((at + 1) * PER_BYTE, trits.length) - 1; i >= at * PER_BYTE; i--) value = value * 3 + trits[i]!
    bytes[at] = value
  }
  return bytes
}

/** The first `count` numbers of `packTrits`. @throws Refusal `invalid` when a byte is not five such numbers. */
export function unpackTrits(bytes: Uint8Array, count: number): Uint8Array {
  const trits = new Uint8Array(count)
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte >= BYTE_VALUES) throw new Refusal('invalid', 'this template is damaged')
    let rest = byte
    for (let i = at * PER_BYTE; i < (at + 1) * PER_BYTE; i++) {
      if (i < count) trits[i] = rest % 3
      else if (rest !== 0) throw new Refusal('invalid', 'this template is damaged')
      rest = (rest / 3) | 0
    }
  }
  return trits
}
