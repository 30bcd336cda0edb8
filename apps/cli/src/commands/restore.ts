import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkBackup, restoreFrom } from '@nansen/store'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { openInstallation } from '../installation.ts'
import { fingerprint, readKeys } from '../serverKeys.ts'
import { readSettings, type Settings } from '../settings.ts'
import { ABOUT, type About } from './backup.ts'

export const restore: CliCommand = {
  name: 'restore',
  usage: 'DIR [--demo]',
  summary: 'Brings a backup back into an empty database.',
  help: `DIR is a folder that "nansen backup" wrote. Every file is compared with its checksum before anything is done.
The data folder (or the database of DATABASE_URL) must be empty: nothing is ever overwritten. The key file must be the one the backup
was made with, and the program of the version it was made with.
  --demo   the backup is of "nansen demo"`,
  options: { demo: 'flag' },
  run: async ({ words, flags }) => {
    const [folder] = words
    if (folder === undefined) throw new CannotGoOn('say which one: nansen restore DIR')
    await bringBack(readSettings(flags.has('demo') ? 'demo' : 'real'), resolve(folder), console.log)
  },
}

/** @throws CannotGoOn when the backup, the keys or the place do not allow it; a data folder made for it is removed again */
export async function bringBack(settings: Settings, folder: string, say: (text: string) => void): Promise<void> {
  const { dataFolder } = settings
  if (settings.databaseUrl === null && existsSync(dataFolder) && readdirSync(dataFolder).length > 0)
    throw new CannotGoOn(`${dataFolder} is not empty: move it away first, or choose another folder with NANSEN_DATA`)
  refuseOther(settings, readAbout(folder))
  await checkBackup(folder).catch(inWords)
  try {
    const installation = await openInstallation(settings, say)
    const { takenAt, audit } = await restoreFrom(installation.database.ownerUrl, folder).finally(installation.stop)
    say(`Everything is as it was at ${takenAt}; the audit has its ${audit.size} rows.`)
    say(`Start it with "nansen ${settings.kind === 'demo' ? 'demo' : 'start'}".`)
  } catch (error) {
    if (settings.databaseUrl === null) rmSync(dataFolder, { recursive: true, force: true })
    return inWords(error)
  }
}

/** What the store refuses a backup for is already said in words. */
function inWords(error: unknown): never {
  if (error instanceof Error && /backup|restore|database holds|audit did not/.test(error.message))
    throw new CannotGoOn(error.message)
  throw error
}

function readAbout(folder: string): About {
  if (!existsSync(join(folder, ABOUT)))
    throw new CannotGoOn(`${folder} is not a backup, or its writing was interrupted: it has no ${ABOUT}`)
  return JSON.parse(readFileSync(join(folder, ABOUT), 'utf8')) as About
}

function refuseOther(settings: Settings, about: About): void {
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
}
