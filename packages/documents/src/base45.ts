/** RFC 9285: bytes in the characters that QR codes pack at 5.5 bits each. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const second = bytes[at + 1]
    const value = second === undefined ? bytes[at]! : bytes[at]! * 256 + second
    text += ALPHABET[value % 45]! + ALPHABET[Math.floor(value / 45) % 45]!
    if (second !== undefined) text += ALPHABET[Math.floor(value / 2025)]!
  }
  return text
}

/** @returns null when the text is not base45. */
export function fromBase45(text: string): Uint8Array | null {
  const digits = [...text].map(character => ALPHABET.indexOf(character))
  if (digits.includes(-1) || digits.length % 3 === 1) return null
  const bytes: number[] = []
  for (let at = 0; at < digits.length; at += 3) {
    const [low, middle, high] = [digits[at]!, digits[at + 1]!, digits[at + 2]]
    const value = low + middle * 45 + (high ?? 0) * 2025
    if (value > (high === undefined ? 0xff : 0xffff)) return null
    if (high !== undefined) bytes.push(value >> 8)
    bytes.push(value & 0xff)
  }
  return Uint8Array.from(bytes)
}
