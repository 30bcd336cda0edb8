import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sequence } from '@nansen/store'
import { startPostgres } from '@nansen/store/embedded'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand, CliInput } from '../command.ts'
import { addAccounts, practiceAccounts } from '../demo/accounts.ts'
import { drawFaces } from '../demo/faces.ts'
import { loadedWorld } from '../demo/loadedWorld.ts'
import { openPeopled } from '../demo/openPeopled.ts'
import { addPapers } from '../demo/papers.ts'
import { type Installation, storeOf } from '../installation.ts'
import { openLog } from '../log.ts'
import { ensurePages } from '../pages.ts'
import { countOf } from '../readInput.ts'
import { serve } from '../serve.ts'
import { readSettings, type Settings } from '../settings.ts'
import { takePort } from '../takePort.ts'
import { untilStopped } from '../untilStopped.ts'
import { serveDev } from '../vite.ts'

/** Enough for every queue and report to have something in it, and quick to load. */
export const PRACTICE_PEOPLE = 2_000
/** A search of more fingers and eyes takes longer than somebody at a desk waits: see docs/measured.md. */
const PRACTICE_TEMPLATES = 10_000

export const demo: CliCommand = {
  name: 'demo',
  usage: '[--people N] [--templates N] [--fresh] [--dev] [--prepare]',
  summary: 'Serves a practice installation with invented people.',
  help: `Makes a database with invented offices, colleagues and refugees, and serves it. Nobody in it exists. The sign-in page offers the
colleagues; there is no second factor. A demo can never become a real installation.
  --people N     how many people to invent at the first start (default ${PRACTICE_PEOPLE}); a million take some twenty minutes
  --templates N  how many of them have fingers and eyes (default ${PRACTICE_TEMPLATES}, or all)
  --fresh        throw the demo away first
  --dev          serve the pages from their sources, and show changes at once
  --prepare      invent the people and stop, to serve them another time`,
  options: { people: 'value', templates: 'value', fresh: 'flag', dev: 'flag', prepare: 'flag' },
  run: async input => {
    const settings = readSettings('demo')
    const dev = input.flags.has('dev')
    const prepare = input.flags.has('prepare')
    if (!prepare) await takePort(settings) // whoever must choose another one learns it before a minute of work
    if (input.flags.has('fresh')) await throwAway(settings)
    if (!prepare) await ensurePages(!dev)
    const installation = await peopled(settings, input)
    try {
      await (prepare ? prepared(installation) : run(installation, dev))
    } finally {
      await installation.stop()
    }
  },
}

function peopled(settings: Settings, input: CliInput): Promise<Installation> {
  const wishes = {
    opened: () => settings.databaseUrl === null && markAsDemo(settings),
    people: countOf(input, 'people', PRACTICE_PEOPLE),
    templates: countOf(input, 'templates', PRACTICE_TEMPLATES),
    today: new Date().toISOString().slice(0, 10),
  }
  return openPeopled(settings, wishes, console.log)
}

/** What has been loaded is under a signature. */
async function prepared(installation: Installation): Promise<void> {
  const store = storeOf(installation, () => undefined)
  await sequence(store, { sign: true }).finally(() => store.close())
}

async function run(installation: Installation, dev: boolean): Promise<void> {
  const pages = dev ? await serveDev(installation.settings.port) : null
  const serving = await serve(installation, openLog(), {
    demo: practiceAccounts(),
    origin: pages?.origin,
    before: auth => addAccounts(auth, installation.database.ownerUrl),
  })
  const drawing = draw(installation)
  console.log(`Nansen serves at ${serving.origin}`)
  console.log(accountsTable())
  await untilStopped(console.log, async () => {
    await drawing.stop()
    await pages?.stop()
    await serving.stop()
  })
}

/** Portraits come while people already look around, and then some papers with them. */
function draw(installation: Installation): { readonly stop: () => Promise<void> } {
  const { database, keys } = installation
  const { ownerUrl } = database
  let stopped = false
  const drawAll = async () => {
    await drawFaces({ ownerUrl, keys, world: await loadedWorld(ownerUrl), stopped: () => stopped })
    const store = storeOf(installation, () => undefined)
    await addPapers(store, ownerUrl, () => stopped).finally(() => store.close())
  }
  const drawing = drawAll().catch((error: Error) => console.log(`Not all portraits were drawn: ${error.message}`))
  return {
    stop: async () => {
      stopped = true
      await drawing
    },
  }
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
