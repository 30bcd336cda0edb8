import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runServer, sequencing } from '@nansen/app-server'
import type { Auth } from '@nansen/auth'
import type { Demo } from '@nansen/http'
import { trustScannersOf } from '@nansen/identity/server'
import type { Logger } from 'pino'
import { modules } from '../../../modules/registry.gen.ts'
import { servers } from '../../../modules/servers.gen.ts'
import { CannotGoOn } from './cannotGoOn.ts'
import { forgetting, judging, matching, overseeing, refreshing, watching } from './duties.ts'
import { type Installation, storeOf } from './installation.ts'
import { scannersFile } from './scannersFile.ts'
import { takePort } from './takePort.ts'
import { writeWithdrawn } from './withdrawnFile.ts'

/** The duties of a server program that run: serve now; match and sync beside it. */
export interface Serving {
  /** `http://localhost:3000` */
  readonly origin: string
  readonly auth: Auth
  readonly stop: () => Promise<void>
}

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url))

export interface ServeOptions {
  /** The invented people that the sign-in page offers; none in a real installation. */
  readonly demo?: Demo
  /** Where browsers find the pages, when that is not here: the development server. */
  readonly origin?: string | undefined
  /** False serves the interface alone. Default: the built pages, when they are there. */
  readonly pages?: false
  /** False leaves captures uncompared: nobody makes any. */
  readonly matching?: false
  /** Injected clock of limits. */
  readonly now?: () => Date
  /** Done before anybody can come in. */
  readonly before?: (auth: Auth) => Promise<void>
}

export async function serve(installation: Installation, log: Logger, options: ServeOptions = {}): Promise<Serving> {
  const store = storeOf(installation, error => log.warn({ err: error }, 'an idle database connection broke'))
  const webRoot =
    options.pages !== false && options.origin === undefined && existsSync(join(WEB, 'index.html')) ? WEB : null
  const { network = {}, breachedPasswords } = installation.settings
  trustScannersOf(scannersFile(installation.settings))
  const { origin, auth, stop } = await runServer({
    ...network,
    store,
    loginUrl: installation.database.urlOf('nansen_login'),
    loginSecret: installation.keys.loginSecret,
    modules,
    servers,
    webRoot,
    port: await takePort(installation.settings),
    demo: options.demo ?? null,
    duties: [
      sequencing(store, log),
      judging(store, log),
      watching(store, log, options.now),
      forgetting(store, log),
      overseeing(store, log),
      ...(options.matching === false ? [] : [matching(installation, log), refreshing(installation, log)]),
    ],
    log,
    ...(options.origin && { origin: options.origin }),
    ...(breachedPasswords && { breachedPasswords }),
    ...(options.now && { now: options.now }),
    ...(options.before && { before: options.before }),
  }).catch((error: Error) => {
    const plain = /not safe to serve from|breached-passwords/.test(error.message)
    throw plain ? new CannotGoOn(error.message) : error
  })
  const noteWithdrawn = () =>
    writeWithdrawn(installation.settings, installation.database.ownerUrl).catch((error: Error) =>
      log.warn(
        { err: error },
        'the list of who was disabled and what was erased was not written: see nansen restore --help',
      ),
    )
  await noteWithdrawn()
  const stopAll = async () => {
    await stop()
    await store.close()
    await noteWithdrawn()
  }
  return { origin, auth, stop: stopAll }
}
