import { createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { type CardVerdict, type RevokedList, readRevoked, verifyCard } from '@nansen/documents'
import { paperVerifiers } from '@nansen/store'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand, CliInput } from '../command.ts'
import { readKeys } from '../serverKeys.ts'
import { readSettings } from '../settings.ts'

export const cardVerify: CliCommand = {
  name: 'card verify',
  usage: 'FILE|TEXT [--key FILE] [--revoked LIST] [--demo]',
  summary: 'Says whether the code on a card or certificate is genuine.',
  help: `Reads what a scanner read from the square code, as text or from a file, and needs no network and no database.
Genuine means that these words were signed; compare them with the paper, and the paper with the person.
  --key FILE   public keys of the server that issued it, as its "nansen card key" printed them; without it, this installation's own
  --revoked LIST   papers that were replaced, spoiled or given back, as "nansen card revoked" wrote them at the issuer
  --demo       of "nansen demo"
Exit code 1: not genuine, expired, or in the list.`,
  options: { key: 'value', revoked: 'value', demo: 'flag' },
  run: async input => {
    const [given] = input.words
    if (given === undefined) throw new CannotGoOn('say which: nansen card verify FILE|TEXT')
    const text = isFile(given) ? readFileSync(given, 'utf8').trim() : given
    const trusted = trustedKeys(input)
    const list = input.values.get('revoked')
    const revoked = list === undefined ? null : revokedIn(list, trusted)
    report(verifyCard(text, trusted, new Date().toISOString().slice(0, 10)), revoked)
  },
}

/** What a scanner read may be no path at all: too long, or with characters that no path has. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function trustedKeys(input: CliInput): readonly KeyObject[] {
  const file = input.values.get('key')
  if (file !== undefined) {
    if (!isFile(file)) throw new CannotGoOn(`there is no file ${file}`)
    return publicKeysIn(file)
  }
  const { keysFile } = readSettings(input.flags.has('demo') ? 'demo' : 'real')
  const keys = readKeys(keysFile)
  if (!keys) throw new CannotGoOn(`there is no key file ${keysFile}: bring the issuer's public key with --key`)
  return paperVerifiers(keys.store)
}

/** @throws CannotGoOn for a list that nobody one trusts has signed: an old or shortened one would let a replaced paper pass. */
function revokedIn(file: string, trusted: readonly KeyObject[]): RevokedList {
  if (!isFile(file)) throw new CannotGoOn(`there is no file ${file}`)
  const list = readRevoked(readFileSync(file, 'utf8'), trusted)
  if (list === null) throw new CannotGoOn(`${file} is no list of that issuer, or it was changed`)
  return list
}

function report(verdict: CardVerdict, revoked: RevokedList | null): void {
  if (verdict.outcome === 'unreadable') throw new CannotGoOn('this is not the code of a card, or it is damaged')
  if (verdict.outcome === 'forged') throw new CannotGoOn('FORGED: it was changed after it was signed, or never was')
  if (verdict.outcome === 'unknown-key')
    throw new CannotGoOn(
      `it was signed with key ${verdict.keyId}, which is not here: bring that server's public key with --key`,
    )
  const { card, expired } = verdict
  const ended = revoked?.papers.get(card.document)
  if (ended) console.log(`Genuine, but ${ended.ended.toUpperCase()} on ${ended.endedOn}: it no longer counts.`)
  else console.log(`Genuine${expired ? ', but EXPIRED' : ''}.`)
  for (const [name, value] of Object.entries(card))
    console.log(`  ${name.padEnd(12)} ${printable(String(value ?? '-'))}`)
  if (revoked !== null) console.log(`The list is of ${revoked.asOf}: what ended later is not in it.`)
  if (expired || ended) process.exitCode = 1
}

/** What a name holds is read by a person, never obeyed by the terminal. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD')

const PEM = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g

/** All that `nansen card key` printed. Only Ed25519 signs cards: another kind of key would be asked to verify by other rules. */
function publicKeysIn(file: string): readonly KeyObject[] {
  const keys = (readFileSync(file, 'utf8').match(PEM) ?? []).flatMap(pem => keyOf(pem) ?? [])
  if (keys.length === 0) throw new CannotGoOn(`${file} holds no public key that signs cards (PEM, Ed25519)`)
  return keys
}

function keyOf(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}
