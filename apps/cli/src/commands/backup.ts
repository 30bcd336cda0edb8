import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backupTo } from '@nansen/store'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { openForLooking } from '../openForLooking.ts'
import { fingerprint } from '../serverKeys.ts'
import { type Kind, readSettings, type Settings } from '../settings.ts'

export const backup: CliCommand = {
  name: 'backup',
  usage: 'DIR [--demo]',
  summary: 'Copies the whole database into a folder, also while people work.',
  help: `Writes a new folder DIR/nansen-DATE-TIME with everything but the keys, as of one moment, and a list of its files with their checksums.
Keep the key file elsewhere: a backup without it shows nothing that is protected, and whoever has both has everything.
  --demo   the database of "nansen demo"`,
  options: { demo: 'flag' },
  run: async ({ words, flags }) => {
    const [folder] = words
    if (folder === undefined) throw new CannotGoOn('say where to: nansen backup DIR')
    const target = await backUp(readSettings(flags.has('demo') ? 'demo' : 'real'), resolve(folder))
    console.log(`The backup is in ${target}. Its keys are NOT in it.`)
  },
}

/** Beside the files that `@nansen/store` writes and checks. */
export const ABOUT = 'installation.json'
export interface About {
  readonly kind: Kind
  /** Which key file opens what is protected in it: see `fingerprint`. */
  readonly keys: string
}

/** @returns the new folder. @throws CannotGoOn when there is nothing to back up, or its keys are missing */
export async function backUp(settings: Settings, folder: string, now = new Date()): Promise<string> {
  if (`${folder}/`.startsWith(`${settings.dataFolder}/`))
    throw new CannotGoOn('a backup in the data folder is lost with it: choose another place')
  const target = join(folder, `nansen-${now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')}`)
  const making = `${target}.incomplete`
  const installation = await openForLooking(settings)
  try {
    mkdirSync(folder, { recursive: true })
    await backupTo(installation.database.ownerUrl, making, now)
    chmodSync(making, 0o700)
    const about: About = { kind: settings.kind, keys: fingerprint(installation.keys) }
    writeFileSync(join(making, ABOUT), `${JSON.stringify(about)}\n`, { mode: 0o600, flush: true })
    renameSync(making, target)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  } finally {
    await installation.stop()
  }
  return target
}
