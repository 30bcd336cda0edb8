import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '@nansen/store/embedded'
import type { World } from '@nansen/world'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { addAccounts, practiceAccounts } from '../demo/accounts.ts'
import { drawFaces } from '../demo/faces.ts'
import { loadWorld } from '../demo/loadWorld.ts'
import { type Installation, openInstallation } from '../installation.ts'
import { openLog } from '../log.ts'
import { ensurePages } from '../pages.ts'
import { countOf } from '../readInput.ts'
import { serve } from '../serve.ts'
import { readSettings, type Settings } from '../settings.ts'
import { untilStopped } from '../untilStopped.ts'
import { serveDev } from '../vite.ts'

/** Enough for every queue and report to have something in it, and quick to load. */
export const PRACTICE_PEOPLE = 2_000

export const demo: CliCommand = {
  name: 'demo',
  usage: '[--people N] [--fresh] [--dev]',
  summary: 'Serves a practice installation with invented people.',
  help: `Makes a database with invented offices, colleagues and refugees, and serves it. Nobody in it exists. The sign-in page offers the
colleagues; there is no second factor. A demo can never become a real installation.
  --people N   how many people to invent at the first start (default ${PRACTICE_PEOPLE})
  --fresh      throw the demo away first
  --dev        serve the pages from their sources, and show changes at once`,
  options: { people: 'value', fresh: 'flag', dev: 'flag' },
  run: async input => {
    const settings = readSettings('demo')
    if (input.flags.has('fresh')) await throwAway(settings)
    const dev = input.flags.has('dev')
    await ensurePages(!dev)
    const installation = await openInstallation(settings, console.log)
    try {
      if (settings.databaseUrl === null) markAsDemo(settings)
      const world = await invent(installation, countOf(input, 'people', PRACTICE_PEOPLE))
      await run(installation, world, dev)
    } finally {
      await installation.stop()
    }
  },
}

async function run(installation: Installation, world: World, dev: boolean): Promise<void> {
  const pages = dev ? await serveDev(installation.settings.port) : null
  const serving = await serve(installation, openLog(), {
    demo: practiceAccounts(),
    origin: pages?.origin,
    before: auth => addAccounts(auth, installation.database.ownerUrl),
  })
  const drawing = draw(installation, world)
  console.log(`Nansen serves at ${serving.origin}`)
  console.log(accountsTable())
  await untilStopped(console.log, async () => {
    await drawing.stop()
    await pages?.stop()
    await serving.stop()
  })
}

/** Portraits come while people already look around. */
function draw({ database, keys }: Installation, world: World): { readonly stop: () => Promise<void> } {
  let stopped = false
  const drawing = drawFaces({ ownerUrl: database.ownerUrl, keys, world, stopped: () => stopped }).catch(
    (error: Error) => console.log(`Not all portraits were drawn: ${error.message}`),
  )
  return {
    stop: async () => {
      stopped = true
      await drawing
    },
  }
}

async function invent({ database, keys }: Installation, people: number): Promise<World> {
  let last = ''
  return loadWorld({
    ownerUrl: database.ownerUrl,
    keys: keys.store,
    people,
    today: new Date().toISOString().slice(0, 10),
    say: (what, part) => {
      const line = `Inventing ${what === 'people' ? 'people' : 'their fingers and eyes'}: ${Math.floor(part * 10) * 10} %`
      if (line !== last) console.log(line)
      last = line
    },
  })
}

function accountsTable(): string {
  const { password, people } = practiceAccounts()
  const lines = people.map(({ email, role, office }) => `  ${email.padEnd(26)} ${role.replaceAll('_', ' ')}, ${office}`)
  return `Invented colleagues, all with the password "${password}":\n${lines.join('\n')}\nCtrl-C stops it.`
}

/** Says of the folder that it may be thrown away. */
const markOf = (settings: Settings): string => join(settings.dataFolder, 'demo')
function markAsDemo(settings: Settings): void {
  mkdirSync(settings.dataFolder, { recursive: true })
  if (!existsSync(markOf(settings)))
    writeFileSync(markOf(settings), 'Invented people only: "nansen demo --fresh" may delete this folder.\n')
}

/** @throws CannotGoOn unless the folder says that it is a demo; DatabaseBusy while somebody uses it */
async function throwAway(settings: Settings): Promise<void> {
  if (settings.databaseUrl !== null)
    throw new CannotGoOn('--fresh deletes no database of your own: empty the one in DATABASE_URL yourself')
  if (!existsSync(settings.dataFolder)) return
  if (!existsSync(markOf(settings)))
    throw new CannotGoOn(`${settings.dataFolder} does not say that it is a demo: delete it yourself if you are sure`)
  const postgres = await startPostgres(settings.dataFolder) // ends one that was left behind, and finds one that is in use
  await postgres.stop()
  rmSync(settings.dataFolder, { recursive: true })
  rmSync(settings.keysFile, { force: true })
}
