import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backupTo, type SealTo } from '@nansen/store'
import { SEALING_OPTIONS, sealToOf } from '../backupKeys.ts'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { noteCare } from '../noteCare.ts'
import { openForLooking } from '../openForLooking.ts'
import { fingerprint } from '../serverKeys.ts'
import { type Kind, readSettings, type Settings } from '../settings.ts'
import { writeWithdrawn } from '../withdrawnFile.ts'

export const backup: CliCommand = {
  name: 'backup',
  usage: 'DIR --to FILE',
  summary: 'Copies the whole database, sealed, into a folder, also while people work.',
  help: `Writes a new folder DIR/nansen-DATE-TIME with everything but the keys, as of one moment, sealed and signed.
  --to FILE               public key of whoever may open it ("nansen backup key" makes a pair); or NANSEN_BACKUP_TO
  --passphrase-file FILE  a passphrase instead, its first line; or NANSEN_BACKUP_PASSPHRASE
  --plain                 not sealed: whoever has the folder reads every name in it
  --demo                  the database of "nansen demo"
NOT in it: the server's key file, without which nothing protected opens and nothing can be restored, and what opens the backup itself.
Keep the three apart. Beside the key file stands a list, by identifier, of who was disabled and what was erased: a later restore asks it.`,
  options: { ...SEALING_OPTIONS, demo: 'flag' },
  run: async input => {
    const [folder] = input.words
    if (folder === undefined) throw new CannotGoOn('say where to: nansen backup DIR --to FILE')
    const sealTo = sealToOf(input)
    if (sealTo === null)
      console.error('Take care: this backup is NOT sealed. Whoever has the folder reads every name in it.')
    const target = await backUp(readSettings(input.flags.has('demo') ? 'demo' : 'real'), resolve(folder), { sealTo })
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
export async function backUp(
  settings: Settings,
  folder: string,
  { sealTo, now = new Date() }: { readonly sealTo: SealTo | null; readonly now?: Date },
): Promise<string> {
  if (`${folder}/`.startsWith(`${settings.dataFolder}/`))
    throw new CannotGoOn('a backup in the data folder is lost with it: choose another place')
  const target = join(folder, `nansen-${now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')}`)
  const making = `${target}.incomplete`
  const installation = await openForLooking(settings)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { ownerUrl } = installation.database
    await backupTo(ownerUrl, making, { sealTo, now, signer: installation.keys.store.backups }).catch(inWords)
    chmodSync(making, 0o700)
    await writeWithdrawn(settings, ownerUrl, now)
    const about: About = { kind: settings.kind, keys: fingerprint(installation.keys) }
    writeFileSync(join(making, ABOUT), `${JSON.stringify(about)}\n`, { mode: 0o600, flush: true })
    renameSync(making, target)
    await noteCare(ownerUrl, 'backup', 'backup')
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  } finally {
    await installation.stop()
  }
  return target
}

function inWords(error: unknown): never {
  if (error instanceof Error && error.message.startsWith('a passphrase')) throw new CannotGoOn(error.message)
  throw error
}
