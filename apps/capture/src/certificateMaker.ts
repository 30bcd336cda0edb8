import { createPrivateKey, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** A key made at start and its certificate; it is never written to a disk. */
export interface Keys {
  readonly privateKey: KeyObject
  /** DER. */
  readonly certificate: Uint8Array
}

export interface CertificateWishes {
  readonly name: string
  readonly from: Date
  readonly until: Date
  /** Default: itself. */
  readonly issuer?: Keys & { readonly name: string }
  /** Whether it may vouch for others. */
  readonly mayIssue?: boolean
}

/** RSA 2048 as the standard asks of devices; version 3, RSA with SHA-256. */
export function makeKeys({ name, from, until, issuer, mayIssue = false }: CertificateWishes): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  })
  const own = createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' })
  const serial = randomBytes(16)
  serial[0] = (serial[0]! & 0x7f) | 1
  const body = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, serial),
    RS256,
    nameOf(issuer?.name ?? name),
    sequence(moment(from), moment(until)),
    nameOf(name),
    publicKey,
    der(
      0xa3,
      sequence(sequence(BASIC_CONSTRAINTS, der(0x04, sequence(...(mayIssue ? [der(0x01, Buffer.of(0xff))] : []))))),
    ),
  )
  const signature = createSign('sha256')
    .update(body)
    .sign(issuer?.privateKey ?? own)
  return { privateKey: own, certificate: sequence(body, RS256, der(0x03, Buffer.concat([Buffer.of(0), signature]))) }
}

export const pemOf = (certificate: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate).toString('base64').replaceAll(/.{64}/g, '$&\n').trim()}\n-----END CERTIFICATE-----\n`

function der(tag: number, content: Uint8Array): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.of(tag, ...size), content])
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, Buffer.concat(parts))

/** sha256WithRSAEncryption with its empty parameters; basicConstraints; commonName. */
const RS256 = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex'))
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex')
const COMMON_NAME = Buffer.from('0603550403', 'hex')

const nameOf = (name: string): Buffer => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))))

/** GeneralizedTime. */
const moment = (at: Date): Buffer => der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`))
