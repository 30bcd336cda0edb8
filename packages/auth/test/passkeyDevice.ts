import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** What a dishonest or broken device may say otherwise. */
export interface Saying {
  /** Where the page that asked said it was. */
  readonly origin?: string
  /** The site whose passkey it took. */
  readonly rpId?: string
  /** Whether it checked who holds it. */
  readonly userVerified?: boolean
  readonly counter?: number
  readonly challenge?: string
  /** Another than `webauthn.get`. */
  readonly type?: string
}
type Options = Readonly<Record<string, unknown>>

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const b64 = (data: Buffer): string => data.toString('base64url')

/** A passkey device in software (WebAuthn Level 3, ES256, attestation none), which does not mind saying what is not so. For tests. */
export function passkeyDevice(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let counter = 0
  let userHandle = ''
  const authData = (o: Saying, extra = Buffer.alloc(0)): Buffer => {
    const flags = 0x01 | (o.userVerified === false ? 0 : 0x04) | (extra.length > 0 ? 0x40 : 0)
    const count = Buffer.alloc(4)
    counter = o.counter ?? counter + 1
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(o.rpId ?? new URL(origin).hostname), Buffer.from([flags]), count, extra])
  }
  const clientData = (type: string, options: Options, o: Saying): Buffer =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: o.challenge ?? options.challenge,
        origin: o.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const answer = (response: Options): Options => ({
    id: b64(id),
    rawId: b64(id),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })
  return {
    create: (options: Options, o: Saying = {}): Options => {
      userHandle = (options.user as { id: string }).id
      const { x, y } = publicKey.export({ format: 'jwk' })
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x!, 'base64url')],
          [-3, Buffer.from(y!, 'base64url')],
        ]),
      )
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData(o, credential)],
      ])
      return answer({
        clientDataJSON: b64(clientData(o.type ?? 'webauthn.create', options, o)),
        attestationObject: b64(cbor(attestation)),
        transports: ['internal'],
      })
    },
    get: (options: Options, o: Saying = {}): Options => {
      const said = clientData(o.type ?? 'webauthn.get', options, o)
      const data = authData(o)
      const signature = sign('sha256', Buffer.concat([data, sha256(said)]), privateKey)
      return answer({ clientDataJSON: b64(said), authenticatorData: b64(data), signature: b64(signature), userHandle })
    },
  }
}

/** RFC 8949, as far as an attestation needs it. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = [...(value as Map<unknown, unknown>)]
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, each]) => [cbor(key), cbor(each)])])
}

function head(major: number, n: number): Buffer {
  if (n < 24) return Buffer.from([(major << 5) | n])
  return n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255])
}
