import { createHmac, timingSafeEqual } from 'node:crypto'

/** RFC 6238 as authenticators on telephones expect it: SHA-1, six digits, half minutes. As the library behind `identity.ts` reads them. */
const STEP_MS = 30_000
const DIGITS = 6
/** Half minutes a clock may be off. */
const SLACK = 1

/** RFC 4648 without padding. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, byte => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map(five => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

function digitsAt(secret: string, step: number): Buffer {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const at = mac[mac.length - 1]! & 15
  return Buffer.from(String((mac.readUInt32BE(at) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0'))
}

/** @param secret its characters are the key. */
export const totpUri = (secret: string, account: string): string =>
  `otpauth://totp/Nansen:${encodeURIComponent(account)}?${new URLSearchParams({
    secret: base32(Buffer.from(secret)),
    issuer: 'Nansen',
    digits: String(DIGITS),
    period: String(STEP_MS / 1000),
  })}`

/** Whether these are the digits of now, or of half a minute before or after. */
export function totpMatches(secret: string, digits: string, now: Date): boolean {
  const typed = Buffer.from(digits)
  if (typed.length !== DIGITS) return false
  const step = Math.floor(now.getTime() / STEP_MS)
  return Array.from({ length: 2 * SLACK + 1 }, (_, i) => step - SLACK + i).some(each =>
    timingSafeEqual(typed, digitsAt(secret, each)),
  )
}
