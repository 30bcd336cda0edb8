import { type KeyObject, sign, verify } from 'node:crypto'
import { cardKeyId } from './card.ts'

/** A paper that no longer counts though its code is genuine. */
export interface RevokedPaper {
  /** Of the document: `KEN-DAD-0000042-7/C1`. */
  readonly number: string
  /** `replaced`, `spoiled`, `returned` or `cancelled`. */
  readonly ended: string
  /** `YYYY-MM-DD`. */
  readonly endedOn: string
}

export interface RevokedList {
  /** The day it was taken out: what ended later is not in it. `YYYY-MM-DD`. */
  readonly asOf: string
  readonly papers: ReadonlyMap<string, RevokedPaper>
}

/** The first line, raised with the format. */
const HEAD = 'NANSEN-REVOKED1'
/** Keeps a signature of a list from ever being one of something else under the same key. */
const CONTEXT = 'nansen revoked 1\0'

/**
 * A list for whoever checks papers without a network: a line each of number, end and day, under the issuer's signature. Names nobody.
 *
 * @param key the server's Ed25519 private key of papers.
 */
export function signRevoked(key: KeyObject, asOf: string, papers: readonly RevokedPaper[]): string {
  const lines = papers.map(({ number, ended, endedOn }) => `${number}\t${ended}\t${endedOn}`)
  const text = `${[`${HEAD} ${asOf} ${cardKeyId(key)}`, ...lines].join('\n')}\n`
  return `${text}${sign(null, Buffer.from(CONTEXT + text), key).toString('base64')}\n`
}

/** The list that a text holds; null when it was not signed by a key one trusts, or was changed since. */
export function readRevoked(text: string, trusted: readonly KeyObject[]): RevokedList | null {
  const end = text.trimEnd().lastIndexOf('\n') + 1
  const said = text.slice(0, end)
  const signature = Buffer.from(text.slice(end).trim(), 'base64')
  const [head = '', ...lines] = said.trimEnd().split('\n')
  const [kind, asOf = ''] = head.split(' ')
  const isSigned = () => trusted.some(key => verify(null, Buffer.from(CONTEXT + said), key, signature))
  if (kind !== HEAD || !isSigned()) return null
  const papers = lines.map(line => {
    const [number = '', ended = '', endedOn = ''] = line.split('\t')
    return [number, { number, ended, endedOn }] as const
  })
  return { asOf, papers: new Map(papers) }
}
