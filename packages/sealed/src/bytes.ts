/** Raw bytes that WebCrypto accepts. */
export type Bytes = Uint8Array<ArrayBuffer>

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Base64 without line breaks: what a browser and a database column both carry. */
export const toText = (bytes: Uint8Array): string => {
  let characters = ''
  for (const byte of bytes) characters += String.fromCharCode(byte)
  return btoa(characters)
}

/** @throws Error (of `atob`) when the text is no base64. */
export const fromText = (text: string): Bytes => Uint8Array.from(atob(text), character => character.charCodeAt(0))

export const sha256 = async (bytes: Uint8Array): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Bytes))

/**
 * One text for one meaning, so that a signature or a bound context cannot be read in two ways: JSON of a flat list, whose strings are
 * quoted by JSON itself.
 */
export const canonical = (...parts: readonly (string | number | null)[]): string => JSON.stringify(parts)
