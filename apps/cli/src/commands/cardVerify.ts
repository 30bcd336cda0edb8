import { createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { type CardVerdict, verifyCard } from '@nansen/documents'
import { checkpointVerifier } from '@nansen/store'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand, CliInput } from '../command.ts'
import { readKeys } from '../serverKeys.ts'
import { readSettings } from '../settings.ts'

export const cardVerify: CliCommand = {
  name: 'card verify',
  usage: 'FILE|TEXT [--key FILE] [--demo]',
  summary: 'Says whether the code on a card or certificate is genuine.',
  help: `Reads what a scanner read from the square code, as text or from a file, and needs no network and no database.
Genuine means that these words were signed; compare them with the paper, and the paper with the person.
  --key FILE   public key of the server that issued it (PEM); without it, this installation's own
  --demo       of "nansen demo"
Exit code 1: not genuine.`,
  options: { key: 'value', demo: 'flag' },
  run: async input => {
    const [given] = input.words
    if (given === undefined) throw new CannotGoOn('say which: nansen card verify FILE|TEXT')
    const text = existsSync(given) ? readFileSync(given, 'utf8').trim() : given
    report(verifyCard(text, [trustedKey(input)], new Date().toISOString().slice(0, 10)))
  },
}

function trustedKey(input: CliInput): KeyObject {
  const file = input.values.get('key')
  if (file !== undefined) {
    if (!existsSync(file)) throw new CannotGoOn(`there is no file ${file}`)
    return createPublicKey(readFileSync(file))
  }
  const { keysFile } = readSettings(input.flags.has('demo') ? 'demo' : 'real')
  const keys = readKeys(keysFile)
  if (!keys) throw new CannotGoOn(`there is no key file ${keysFile}: bring the issuer's public key with --key`)
  return checkpointVerifier(keys.store)
}

function report(verdict: CardVerdict): void {
  if (verdict.outcome === 'unreadable') throw new CannotGoOn('this is not the code of a card, or it is damaged')
  if (verdict.outcome === 'forged') throw new CannotGoOn('FORGED: it was changed after it was signed, or never was')
  if (verdict.outcome === 'unknown-key')
    throw new CannotGoOn(
      `it was signed with key ${verdict.keyId}, which is not here: bring that server's public key with --key`,
    )
  const { card, expired } = verdict
  console.log(`Genuine${expired ? ', but EXPIRED' : ''}.`)
  for (const [name, value] of Object.entries(card)) console.log(`  ${name.padEnd(12)} ${value ?? '-'}`)
  if (expired) process.exitCode = 1
}
