/** What is needed of an X.509 certificate (RFC 5280) to say whether a device's signature is trusted, in Node and in a browser. */
export interface Certificate {
  readonly der: Uint8Array<ArrayBuffer>
  /** The signed part. */
  readonly body: Uint8Array<ArrayBuffer>
  readonly signature: Uint8Array<ArrayBuffer>
  /** Signed with RSA and SHA-256, the only way of the standard. */
  readonly rs256: boolean
  /** SubjectPublicKeyInfo. */
  readonly key: Uint8Array<ArrayBuffer>
  readonly from: Date
  readonly until: Date
  /** Whether it may vouch for others (basic constraints). */
  readonly mayIssue: boolean
}

const [BOOLEAN, BIT_STRING, OCTET_STRING, UTC_TIME, SEQUENCE] = [0x01, 0x03, 0x04, 0x17, 0x30]
/** sha256WithRSAEncryption and basicConstraints, as encoded. */
const RS256 = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]
const BASIC_CONSTRAINTS = [0x55, 0x1d, 0x13]
/** Longer is no device's certificate. Bytes. */
const MOST_BYTES = 16_384

interface Node {
  readonly tag: number
  readonly content: Uint8Array<ArrayBuffer>
  /** With its tag and length. */
  readonly whole: Uint8Array<ArrayBuffer>
}

/** @throws Error when it is no certificate. */
export function readCertificate(der: Uint8Array): Certificate {
  const bytes = new Uint8Array(der)
  if (bytes.length > MOST_BYTES) throw notOne()
  const [outer] = nodesIn(bytes)
  const [body, algorithm, signature] = nodesIn(expect(outer, SEQUENCE).content)
  const parts = nodesIn(expect(body, SEQUENCE).content)
  // version is optional, explicitly tagged
  const fields = parts[0]?.tag === 0xa0 ? parts.slice(1) : parts
  const [from, until] = nodesIn(expect(fields[3], SEQUENCE).content)
  return {
    der: outer!.whole,
    body: body!.whole,
    signature: expect(signature, BIT_STRING).content.slice(1),
    rs256: same(nodesIn(expect(algorithm, SEQUENCE).content)[0]?.content, RS256),
    key: expect(fields[5], SEQUENCE).whole,
    from: moment(from),
    until: moment(until),
    mayIssue: mayIssue(fields.find(({ tag }) => tag === 0xa3)),
  }
}

function nodesIn(bytes: Uint8Array<ArrayBuffer>): readonly Node[] {
  const nodes: Node[] = []
  let at = 0
  while (at < bytes.length) {
    const start = at
    const tag = bytes[at++]!
    let length = bytes[at++] ?? -1
    if (length > 0x80) {
      const count = length & 0x7f
      if (count > 3) throw notOne()
      length = 0
      for (let i = 0; i < count; i++) length = length * 256 + (bytes[at++] ?? Number.NaN)
    }
    if (!(length >= 0 && at + length <= bytes.length)) throw notOne()
    nodes.push({ tag, content: bytes.slice(at, at + length), whole: bytes.slice(start, at + length) })
    at += length
  }
  return nodes
}

function expect(node: Node | undefined, tag: number): Node {
  if (node?.tag !== tag) throw notOne()
  return node
}

const same = (bytes: Uint8Array | undefined, wanted: readonly number[]): boolean =>
  bytes?.length === wanted.length && wanted.every((byte, i) => bytes[i] === byte)

/** UTCTime or GeneralizedTime, always UTC in a certificate. */
function moment(node: Node | undefined): Date {
  const text = new TextDecoder().decode(node?.content)
  const full = node?.tag === UTC_TIME ? `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}` : text
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full)
  if (found === null) throw notOne()
  const [, year, month, day, hour, minute, second] = found.map(Number)
  return new Date(Date.UTC(year!, month! - 1, day, hour, minute, second))
}

function mayIssue(extensions: Node | undefined): boolean {
  const [list] = extensions === undefined ? [] : nodesIn(extensions.content)
  for (const extension of list === undefined ? [] : nodesIn(list.content)) {
    const parts = nodesIn(extension.content)
    if (!same(parts[0]?.content, BASIC_CONSTRAINTS)) continue
    const [value] = nodesIn(expect(parts.at(-1), OCTET_STRING).content)
    const [ca] = nodesIn(expect(value, SEQUENCE).content)
    return ca?.tag === BOOLEAN && ca.content[0] === 0xff
  }
  return false
}

const notOne = () => new Error('this is no certificate')
