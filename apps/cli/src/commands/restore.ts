import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { giveToPostgres } from '@nansen/store/embedded'
import { verifiedManifest } from '../backup/manifest.ts'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { openInstallation } from '../installation.ts'
import { fingerprint, readKeys } from '../serverKeys.ts'
import { readSettings, type Settings } from '../settings.ts'

export const restore: CliCommand = {
  name: 'restore',
  usage: 'DIR [--demo]',
  summary: 'Brings a backup back into an empty data folder.',
  help: `DIR is a folder that "nansen backup" wrote. Every file is compared with its checksum before anything is done.
The data folder must be empty: nothing is ever overwritten. The key file must be the one the backup was made with.
  --demo   the backup is of "nansen demo"`,
  options: { demo: 'flag' },
  run: async ({ words, flags }) => {
    const [folder] = words
    if (folder === undefined) throw new CannotGoOn('say which one: nansen restore DIR')
    await bringBack(readSettings(flags.has('demo') ? 'demo' : 'real'), resolve(folder), console.log)
  },
}

/** @throws CannotGoOn when the backup, the keys or the data folder do not allow it; the data folder is then as it was */
export async function bringBack(settings: Settings, folder: string, say: (text: string) => void): Promise<void> {
  if (settings.databaseUrl !== null)
    throw new CannotGoOn('DATABASE_URL is set: restore that database with its own tools')
  const { dataFolder } = settings
  if (existsSync(dataFolder) && readdirSync(dataFolder).length > 0)
    throw new CannotGoOn(`${dataFolder} is not empty: move it away first, or choose another folder with NANSEN_DATA`)
  const manifest = await verifiedManifest(folder)
  if (manifest.kind !== settings.kind)
    throw new CannotGoOn(
      manifest.kind === 'demo'
        ? 'this is the backup of a demo: add --demo'
        : 'this is not the backup of a demo: leave --demo out',
    )
  const keys = readKeys(settings.keysFile)
  if (!keys)
    throw new CannotGoOn(
      `bring the key file ${manifest.keys} back to ${settings.keysFile} first: without it nothing protected opens`,
    )
  if (fingerprint(keys) !== manifest.keys)
    throw new CannotGoOn(
      `${settings.keysFile} is key file ${fingerprint(keys)}, and the backup was made with ${manifest.keys}`,
    )
  copyIn(folder, dataFolder)
  const installation = await openInstallation(settings, say)
  await installation.stop()
  say(
    `${dataFolder} is as it was at ${manifest.at}. Start it with "nansen ${settings.kind === 'demo' ? 'demo' : 'start'}".`,
  )
}

/** Complete or not at all. */
function copyIn(backup: string, dataFolder: string): void {
  const making = `${dataFolder}.restoring`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true, mode: 0o711 })
  for (const part of ['data', 'password']) cpSync(join(backup, part), join(making, part), { recursive: true })
  giveToPostgres(join(making, 'data'))
  rmSync(dataFolder, { recursive: true, force: true })
  renameSync(making, dataFolder)
}
