import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { measure } from '../bench/measure.ts'
import { type Officer, officersOf } from '../bench/population.ts'
import { type Line, reportLines } from '../bench/report.ts'
import { type Work, works } from '../bench/work.ts'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand } from '../command.ts'
import { loadWorld } from '../demo/loadWorld.ts'
import { type Installation, openInstallation, storeOf } from '../installation.ts'
import { openLog } from '../log.ts'
import { withOwner } from '../openDatabase.ts'
import { countOf } from '../readInput.ts'
import { serve } from '../serve.ts'
import { readSettings, type Settings } from '../settings.ts'

const PEOPLE = 10_000
const CLIENTS = 16
const SECONDS = 10

export const bench: CliCommand = {
  name: 'bench',
  usage: '[--people N] [--clients N] [--seconds N]',
  summary: 'Measures how fast this machine saves, searches and shows people.',
  help: `Invents people in a database of its own (kept for the next time), serves it, and asks over HTTP from several clients at once:
search by name, search by number, a person's page, a saved remark. Beside each stands the same row asked by bare SQL past every policy, in the
same run, so that the ratio means something on a busy machine too.
  --people N    people in the database (default ${PEOPLE}); another number makes another database
  --clients N   clients at once (default ${CLIENTS})
  --seconds N   for each kind of work (default ${SECONDS})`,
  options: { people: 'value', clients: 'value', seconds: 'value' },
  run: async input => {
    const people = countOf(input, 'people', PEOPLE)
    const installation = await openInstallation(settingsFor(people), console.log)
    try {
      await populate(installation, people)
      const lines = await run(
        installation,
        countOf(input, 'clients', CLIENTS),
        countOf(input, 'seconds', SECONDS) * 1000,
      )
      console.log(reportLines(people, countOf(input, 'clients', CLIENTS), lines))
    } finally {
      await installation.stop()
    }
  },
}

function settingsFor(people: number): Settings {
  const settings = { ...readSettings('demo'), port: 0 }
  if (settings.databaseUrl !== null) throw new CannotGoOn('a bench makes its own database: unset DATABASE_URL')
  const dataFolder = `${settings.dataFolder}-bench-${people}`
  return { ...settings, dataFolder, keysFile: join(`${dataFolder}-keys`, 'server.key') }
}

async function populate({ database, keys, settings }: Installation, people: number): Promise<void> {
  const start = performance.now()
  const fresh = !existsSync(join(settings.dataFolder, 'bench'))
  let last = -1
  await loadWorld({
    ownerUrl: database.ownerUrl,
    keys: keys.store,
    people,
    today: '2026-11-21',
    templates: 0,
    say: (_, part) => {
      const tenth = Math.floor(part * 10)
      if (fresh && tenth > last) console.log(`Inventing people: ${tenth * 10} %`)
      last = tenth
    },
  })
  await withOwner(database.ownerUrl, client => client.query(BARE_TABLE))
  console.log(`The people were there after ${((performance.now() - start) / 1000).toFixed(0)} s.`)
}

/** Where bare SQL saves: a table of the same columns without triggers, policies or history. */
const BARE_TABLE = `create table if not exists public.bench_note (like registration.note including defaults including indexes)`

async function run(installation: Installation, clients: number, milliseconds: number): Promise<readonly Line[]> {
  const store = storeOf(installation, () => undefined)
  const pool = new pg.Pool({ connectionString: installation.database.ownerUrl, max: 10 })
  pool.on('error', () => undefined)
  const began = Date.now()
  // Limits of requests a second would be all one measures: for them time runs a hundred times as fast.
  const now = () => new Date(began + (Date.now() - began) * 100)
  const serving = await serve(installation, openLog('error'), { pages: false, now })
  try {
    const officers = await withOwner(installation.database.ownerUrl, client => officersOf(client, store))
    if (officers.length === 0) throw new CannotGoOn('nobody registers anybody in this world: invent more people')
    const lines: Line[] = []
    for (const work of works(serving.origin)) lines.push(await compare(work, { officers, pool, clients, milliseconds }))
    return lines
  } finally {
    await serving.stop()
    await pool.end()
    await store.close()
  }
}

interface Means {
  readonly officers: readonly Officer[]
  readonly pool: pg.Pool
  readonly clients: number
  readonly milliseconds: number
}

/** First a warm-up, then product, bare, product, bare: what else the machine does meets both. */
async function compare(work: Work, { officers, pool, clients, milliseconds }: Means): Promise<Line> {
  const pick = (client: number, turn: number) => {
    const officer = officers[client % officers.length] as Officer
    const person = officer.people[(turn * clients + client * 7) % officer.people.length]
    if (!person) throw new Error('an officer without people')
    return { officer, person }
  }
  const product = (client: number, turn: number) => {
    const { officer, person } = pick(client, turn)
    return work.http(officer, person)
  }
  const bare = async (client: number, turn: number) => void (await work.bare(pool, pick(client, turn).person))
  await measure(clients, milliseconds / 10, product)
  const half = milliseconds / 2
  const runs = [await measure(clients, half, product), await measure(clients, half, bare)]
  const again = [await measure(clients, half, product), await measure(clients, half, bare)]
  return { name: work.name, product: [runs[0]!, again[0]!], bare: [runs[1]!, again[1]!] }
}
