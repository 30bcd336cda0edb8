import { createPublicKey } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { closedDoors } from '@nansen/auth'
import { type OpenWith, openBackup, restoreFrom } from '@nansen/store'
import { OPENING_OPTIONS, openWithOf } from '../backupKeys.ts'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { openInstallation } from '../installation.ts'
import { fingerprint, readKeys, type ServerKeys } from '../serverKeys.ts'
import { readSettings, type Settings } from '../settings.ts'
import { readWithdrawn } from '../withdrawnFile.ts'
import { ABOUT, type About } from './backup.ts'

export const restore: CliCommand = {
  name: 'restore',
  usage: 'DIR [--key FILE]',
  summary: 'Brings a backup back into an empty database.',
  help: `DIR is a folder that "nansen backup" wrote. Its signature and every file are checked before anything is done.
  --key FILE              what opens it: the private half of the key it was sealed to
  --passphrase-file FILE  the passphrase it was sealed with, its first line; or NANSEN_BACKUP_PASSPHRASE
  --unsigned              takes an old backup that carries no signature: only when you know where it has been
  --demo                  the backup is of "nansen demo"
The data folder (or the database of DATABASE_URL) must be empty: nothing is ever overwritten. The key file must be the one the backup
was made with, and the program of the version it was made with.
Nobody is signed in afterwards, and no set-up code, recovery code or waiting reset is good. Whoever was disabled and whatever was erased
since stays so, as far as the list beside the key file knows: it is written at every backup, and when the server starts and stops. Restrictions on people are as they were
then: put those of the last days anew.`,
  options: { ...OPENING_OPTIONS, unsigned: 'flag', demo: 'flag' },
  run: async input => {
    const [folder] = input.words
    if (folder === undefined) throw new CannotGoOn('say which one: nansen restore DIR')
    const settings = readSettings(input.flags.has('demo') ? 'demo' : 'real')
    const openWith = openWithOf(input)
    await bringBack(settings, resolve(folder), console.log, { openWith, unsigned: input.flags.has('unsigned') })
  },
}

/** @throws CannotGoOn when the backup, the keys or the place do not allow it; a data folder made for it is removed again */
export async function bringBack(
  settings: Settings,
  folder: string,
  say: (text: string) => void,
  { openWith, unsigned = false }: { readonly openWith: OpenWith | null; readonly unsigned?: boolean },
): Promise<void> {
  const { dataFolder } = settings
  if (settings.databaseUrl === null && existsSync(dataFolder) && readdirSync(dataFolder).length > 0)
    throw new CannotGoOn(`${dataFolder} is not empty: move it away first, or choose another folder with NANSEN_DATA`)
  const keys = keysFitting(settings, readAbout(folder))
  const withdrawn = readWithdrawn(settings)
  const trusted = unsigned ? null : createPublicKey(keys.store.backups)
  const backup = await openBackup(folder, { openWith, trusted }).catch(inWords)
  try {
    const installation = await openInstallation(settings, say)
    const options = { withdrawn, afterwards: await closedDoors(keys.loginSecret) }
    const { ownerUrl } = installation.database
    const { takenAt, audit } = await restoreFrom(ownerUrl, backup, options).finally(installation.stop)
    say(`Everything is as it was at ${takenAt}; the audit has its ${audit.size} rows. Everybody signs in anew.`)
    say(
      withdrawn === null
        ? 'There is NO LIST of who was disabled and what was erased since: whoever was is active again. Look through the accounts before anybody else does.'
        : `Whoever had been disabled and whatever had been erased by ${withdrawn.asOf} stays so; look through the accounts for what came later.`,
    )
    say(`Start it with "nansen ${settings.kind === 'demo' ? 'demo' : 'start'}".`)
  } catch (error) {
    if (settings.databaseUrl === null) rmSync(dataFolder, { recursive: true, force: true })
    return inWords(error)
  }
}

/** What the store refuses a backup for is already said in words. */
function inWords(error: unknown): never {
  if (error instanceof Error && /backup|passphrase|restore|database holds|audit did not/.test(error.message))
    throw new CannotGoOn(error.message)
  throw error
}

function readAbout(folder: string): About {
  if (!existsSync(join(folder, ABOUT)))
    throw new CannotGoOn(`${folder} is not a backup, or its writing was interrupted: it has no ${ABOUT}`)
  return JSON.parse(readFileSync(join(folder, ABOUT), 'utf8')) as About
}

function keysFitting(settings: Settings, about: About): ServerKeys {
  if (about.kind !== settings.kind)
    throw new CannotGoOn(
      about.kind === 'demo'
        ? 'this is the backup of a demo: add --demo'
        : 'this is not the backup of a demo: leave --demo out',
    )
  const keys = readKeys(settings.keysFile)
  if (!keys)
    throw new CannotGoOn(
      `bring the key file ${about.keys} back to ${settings.keysFile} first: without it nothing protected opens`,
    )
  if (fingerprint(keys) !== about.keys)
    throw new CannotGoOn(
      `${settings.keysFile} is key file ${fingerprint(keys)}, and the backup was made with ${about.keys}`,
    )
  return keys
}
