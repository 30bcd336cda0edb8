import { paperVerifiers } from '@nansen/store'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { readKeys } from '../serverKeys.ts'
import { readSettings } from '../settings.ts'

export const cardKey: CliCommand = {
  name: 'card key',
  usage: '[--demo]',
  summary: 'Prints the public keys by which others know our cards.',
  help: `Two keys (PEM): the one that signs cards and certificates, and the one that did before they had a key of their own. They are no secret.
Others check with "nansen card verify TEXT --key FILE". Hand them over in person, or where nobody can put others in their place.
  --demo   of "nansen demo"`,
  options: { demo: 'flag' },
  run: async ({ flags }) => {
    const { keysFile } = readSettings(flags.has('demo') ? 'demo' : 'real')
    const keys = readKeys(keysFile)
    if (!keys) throw new CannotGoOn(`there is no key file ${keysFile}`)
    for (const key of paperVerifiers(keys.store)) process.stdout.write(key.export({ format: 'pem', type: 'spki' }))
  },
}
