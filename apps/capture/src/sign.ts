import { createHash, createSign } from 'node:crypto'
import type { Keys } from './certificateMaker.ts'

const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url')

/** A compact JWS (RFC 7515), RS256, with the certificate in `x5c`. */
export function signed(payload: unknown, { privateKey, certificate }: Keys): string {
  const header = { alg: 'RS256', typ: 'JWT', x5c: [Buffer.from(certificate).toString('base64')] }
  const words = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`
  return `${words}.${base64url(createSign('sha256').update(words).sign(privateKey))}`
}

export const unsigned = (payload: unknown): string => base64url(JSON.stringify(payload))

const sha256 = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex').toUpperCase()

/** The standard's chain: the hash of what came before and of this one's data, both in hexadecimal. @param previous empty: the first */
export const chained = (previous: string, data: string): string => sha256((previous || sha256('')) + sha256(data))
