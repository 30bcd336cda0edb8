import { generateKeyPairSync } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { backupKeyId, readX25519 } from '@nansen/store'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'

export const backupKey: CliCommand = {
  name: 'backup key',
  usage: 'FILE',
  summary: 'Makes a pair of keys for backups.',
  help: `Writes FILE, which opens backups, and FILE.pub, to which they are sealed. Make it on another machine than the server: take
FILE.pub to the server ("nansen backup DIR --to FILE.pub"), and keep FILE where nobody comes by chance, twice. Who has lost it cannot
open a single backup; who has it, a backup and the server's key file has everything.`,
  options: {},
  run: async ({ words: [file] }) => {
    if (file === undefined) throw new CannotGoOn('say which: nansen backup key FILE')
    console.log(`${file} opens what is sealed to ${file}.pub (${makeBackupKey(file)}).`)
  },
}

/** @returns the key's name. @throws CannotGoOn when there is one already. */
export function makeBackupKey(file: string): string {
  for (const path of [file, `${file}.pub`])
    if (existsSync(path)) throw new CannotGoOn(`${path} exists: keys are never overwritten`)
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx', flush: true })
  writeFileSync(`${file}.pub`, pem, { mode: 0o644, flag: 'wx', flush: true })
  return backupKeyId(readX25519(pem).raw)
}
