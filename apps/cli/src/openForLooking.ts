import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Login } from '@nansen/store'
import { runningIn } from '@nansen/store/embedded'
import { CannotGoOn } from './cannotGoOn.ts'
import { type Installation, openInstallation } from './installation.ts'
import { loginPassword, readKeys } from './serverKeys.ts'
import type { Settings } from './settings.ts'

/**
 * An installation to read from: beside the server that runs, or started for this.
 * @throws CannotGoOn when there is none, or its keys are missing
 */
export async function openForLooking(settings: Settings): Promise<Installation> {
  const keys = readKeys(settings.keysFile)
  if (!keys) throw new CannotGoOn(`the keys are missing: ${settings.keysFile}`)
  if (settings.databaseUrl !== null) return openInstallation(settings, console.log)
  if (!existsSync(join(settings.dataFolder, 'data', 'PG_VERSION')))
    throw new CannotGoOn(`there is no database in ${settings.dataFolder}`)
  const running = runningIn(settings.dataFolder)
  if (!running) return openInstallation(settings, console.log)
  const password = readFileSync(join(settings.dataFolder, 'password'), 'utf8').trim()
  const at = (login: string, secret: string) => `postgres://${login}:${secret}@127.0.0.1:${running.port}/nansen`
  const database = {
    ownerUrl: at('nansen_owner', password),
    urlOf: (login: Login) => at(login, loginPassword(keys, login)),
    stop: async () => undefined,
  }
  return { settings, keys, database, applied: [], stop: database.stop }
}
