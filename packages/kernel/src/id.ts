import { Refusal } from './refusal.ts'

declare const of: unique symbol

/** An identifier that remembers what it identifies. At run time a plain lower-case UUID. */
export type Id<Of extends string> = string & { readonly [of]: Of }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const isId = (text: unknown): text is Id<string> => typeof text === 'string' && UUID.test(text)

/** Reads an identifier that came from outside. @throws Refusal `invalid` unless it is a lower-case UUID. */
export function parseId<Of extends string>(kind: Of, text: string): Id<Of> {
  if (!UUID.test(text)) throw new Refusal('invalid', `not an identifier of a ${kind}`)
  return text as Id<Of>
}

/**
 * A new identifier (UUID version 7, RFC 9562): made where the record is made, so nothing waits for a server.
 * Never printed: it reveals when the record was made.
 */
export function newId<Of extends string>(at: number = Date.now()): Id<Of> {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const time = at.toString(16).padStart(12, '0')
  for (let i = 0; i < 6; i++) bytes[i] = Number.parseInt(time.slice(2 * i, 2 * i + 2), 16)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Of>
}
