import { type Certificate, readCertificate } from './certificate.ts'
import { ScannerError } from './words.ts'

/** Certificates that somebody responsible vouched for: of devices, or of who makes them. DER. */
export type Trust = readonly Uint8Array[]

export interface Signed {
  readonly payload: unknown
  /** SHA-256 of the certificate whose key signed, hexadecimal: which device it was. */
  readonly signer: string
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

/**
 * What a device signed: a compact JWS (RFC 7515) with RS256 and its certificate in `x5c`, whose first one alone counts.
 *
 * @throws ScannerError `garbled` when it is none, `unknown-device` when nobody vouched for the signer, `expired`, `forged` when the
 * signature is not of these words.
 */
export async function verifySigned(jws: unknown, trust: Trust, now: Date): Promise<Signed> {
  const { header, payload, signature, words } = partsOf(jws)
  const signer = certificateOf(header)
  if (now < signer.from || now > signer.until) throw new ScannerError('expired')
  if (!(await isTrusted(signer, trust, now))) throw new ScannerError('unknown-device')
  if (!(await isSignedBy(signer, signature, words))) throw new ScannerError('forged')
  return { payload, signer: hex(await crypto.subtle.digest('SHA-256', signer.der)) }
}

function partsOf(jws: unknown) {
  const parts = typeof jws === 'string' ? jws.split('.') : []
  if (parts.length !== 3) throw new ScannerError('garbled')
  try {
    const [header, payload, signature] = parts.map(fromBase64Url)
    return {
      header: json(header!) as Record<string, unknown> | null,
      payload: json(payload!),
      signature: signature!,
      words: new TextEncoder().encode(`${parts[0]}.${parts[1]}`),
    }
  } catch {
    throw new ScannerError('garbled')
  }
}

const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))

function certificateOf(header: Record<string, unknown> | null): Certificate {
  const chain = header?.x5c
  const first: unknown = Array.isArray(chain) ? chain[0] : chain
  // the standard allows nothing else, and `none` or a shared secret would be an open door
  if (header?.alg !== 'RS256' || typeof first !== 'string') throw new ScannerError('garbled')
  try {
    return readCertificate(fromBase64Url(first.replaceAll(/\s/g, '')))
  } catch {
    throw new ScannerError('garbled')
  }
}

/** The very certificate was vouched for, or one that may issue, and is in force, issued it. */
async function isTrusted(signer: Certificate, trust: Trust, now: Date): Promise<boolean> {
  for (const der of trust) {
    const known = readCertificate(der)
    if (known.der.length === signer.der.length && known.der.every((byte, i) => signer.der[i] === byte)) return true
    const inForce = known.mayIssue && now >= known.from && now <= known.until
    if (inForce && signer.rs256 && (await isSignedBy(known, signer.signature, signer.body))) return true
  }
  return false
}

async function isSignedBy({ key }: Certificate, signature: Uint8Array<ArrayBuffer>, words: Uint8Array<ArrayBuffer>) {
  try {
    return await crypto.subtle.verify(
      RSA,
      await crypto.subtle.importKey('spki', key, RSA, false, ['verify']),
      signature,
      words,
    )
  } catch {
    return false // a key of another kind
  }
}

/** Also plain base64, which devices send in `x5c` and sometimes elsewhere. @throws when it is neither */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('')
