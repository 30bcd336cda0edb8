import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runningIn, startPostgres } from '@nansen/store/embedded'
import { copyDatabase } from '../backup/copyDatabase.ts'
import { writeManifest } from '../backup/manifest.ts'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { fingerprint, readKeys } from '../serverKeys.ts'
import { readSettings, type Settings } from '../settings.ts'

export const backup: CliCommand = {
  name: 'backup',
  usage: 'DIR [--demo]',
  summary: 'Copies the whole database into a folder, also while people work.',
  help: `Writes a new folder DIR/nansen-DATE-TIME with everything but the keys, and a list of its files with their checksums.
Keep the key file elsewhere: a backup without it shows nothing that is protected, and whoever has both has everything.
For a database of your own (DATABASE_URL) use that database's tools, for example pg_basebackup.
  --demo   the database of "nansen demo"`,
  options: { demo: 'flag' },
  run: async ({ words, flags }) => {
    const [folder] = words
    if (folder === undefined) throw new CannotGoOn('say where to: nansen backup DIR')
    const target = await backUp(readSettings(flags.has('demo') ? 'demo' : 'real'), resolve(folder))
    console.log(`The backup is in ${target}. Its keys are NOT in it.`)
  },
}

/** @returns the new folder. @throws CannotGoOn when there is nothing to back up, or the database is not npm's */
export async function backUp(settings: Settings, folder: string, now = new Date()): Promise<string> {
  if (settings.databaseUrl !== null)
    throw new CannotGoOn('DATABASE_URL is set: back that database up with its own tools, for example pg_basebackup')
  const { dataFolder } = settings
  if (!existsSync(join(dataFolder, 'data', 'PG_VERSION'))) throw new CannotGoOn(`there is no database in ${dataFolder}`)
  if (`${folder}/`.startsWith(`${dataFolder}/`))
    throw new CannotGoOn('a backup in the data folder is lost with it: choose another place')
  const keys = readKeys(settings.keysFile)
  if (!keys) throw new CannotGoOn(`the keys are missing: ${settings.keysFile}`)
  const target = join(folder, `nansen-${now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')}`)
  const making = `${target}.incomplete`
  mkdirSync(making, { recursive: true, mode: 0o700 })
  try {
    await withRunning(dataFolder, url => copyDatabase(url, join(dataFolder, 'data'), join(making, 'data')))
    copyFileSync(join(dataFolder, 'password'), join(making, 'password'))
    const postgres = Number(readFileSync(join(dataFolder, 'data', 'PG_VERSION'), 'utf8'))
    await writeManifest(making, { kind: settings.kind, at: now.toISOString(), keys: fingerprint(keys), postgres })
    renameSync(making, target)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  }
  return target
}

/** Through the server's running PostgreSQL, or one started for this. */
async function withRunning(dataFolder: string, work: (ownerUrl: string) => Promise<void>): Promise<void> {
  const running = runningIn(dataFolder)
  if (running) {
    const password = readFileSync(join(dataFolder, 'password'), 'utf8').trim()
    return work(`postgres://nansen_owner:${password}@127.0.0.1:${running.port}/nansen`)
  }
  const postgres = await startPostgres(dataFolder)
  await work(postgres.ownerUrl).finally(postgres.stop)
}
