import { existsSync } from 'node:fs'
import { makeBreachFile } from '@nansen/auth'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'

export const breachedPasswords: CliCommand = {
  name: 'breached-passwords',
  usage: 'LIST FILE',
  summary: 'Makes the file of breached passwords that nobody may choose here.',
  help: `Without it new passwords are still measured against 49,000 common ones and the ways of guessing them; the server asks nobody outside.
LIST has one a line: either SHA-1 hashes in ascending order, as the downloader of Have I Been Pwned writes them (about 40 GB, made into
6 GB; nothing is kept in memory), or passwords as they are (sorted in memory: some tens of millions). FILE is written anew. Then say
  NANSEN_BREACHED_PASSWORDS=FILE
to "nansen start". Passwords are compared when they are chosen, those chosen before are not.`,
  options: {},
  run: async ({ words }) => {
    const [list, file] = words
    if (list === undefined || file === undefined) throw new CannotGoOn('say which LIST and which FILE')
    if (!existsSync(list)) throw new CannotGoOn(`there is no ${list}`)
    const count = await makeBreachFile(list, file).catch((error: Error) => {
      throw new CannotGoOn(error.message)
    })
    console.log(`${count} breached passwords stand in ${file}`)
  },
}
