import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runningIn } from '@nansen/store/embedded'
import pg from 'pg'
import { modules } from '../../../../modules/registry.gen.ts'
import { servers } from '../../../../modules/servers.gen.ts'
import { auditCost } from '../bench/auditCost.ts'
import { bytesByGroup, peopleIn } from '../bench/bytes.ts'
import { type Clients, startClients } from '../bench/clients.ts'
import { compare } from '../bench/compare.ts'
import { foundAgain, foundAgainLine } from '../bench/foundAgain.ts'
import type { Growth } from '../bench/identify/growthPicture.ts'
import { searchEverybody, searchedLines } from '../bench/identifying.ts'
import { judge } from '../bench/policies.ts'
import { officersOf } from '../bench/population.ts'
import { type Line, type Report, reportLines } from '../bench/report.ts'
import { warm } from '../bench/warm.ts'
import { WORKS } from '../bench/work.ts'
import { CannotGoOn } from '../cannotGoOn.ts'
import type { CliCommand, CliInput } from '../command.ts'
import { openPeopled } from '../demo/openPeopled.ts'
import { type Installation, storeOf } from '../installation.ts'
import { openLog } from '../log.ts'
import { withOwner } from '../openDatabase.ts'
import { countOf } from '../readInput.ts'
import { serve } from '../serve.ts'
import { readSettings, type Settings } from '../settings.ts'

const PEOPLE = 10_000
const CLIENTS = 16
const LANES = 20
/** Families of a camp that a partner serves. */
const FAMILIES = 5_000
const SECONDS = 10
/** People with fingers and eyes, who are searched; among more nobody has measured. */
const TEMPLATES = 10_000

/** People whose cases they are, unless said otherwise. */
const CASE_PEOPLE = 20_000
const CASES = 200_000

/** Among whom one person is enrolled. */
const PERSON_PEOPLE = 100_000
/** Persons enrolled, for a median. */
const PERSONS = 8

/** Whose forms are made: a month's work of a large office. */
const FORM_PEOPLE = 2_000
const FORMS = 200

export const bench: CliCommand = {
  name: 'bench',
  usage:
    '[identify [DIR…] [--modality fingers] [--json] | person [--json] | growth FILE… --out FILE | fit DIR… | cases | distribution | overlap | resettlement] [--people N | --data DIR] [--clients N] [--seconds N]',
  summary: 'Measures how fast this machine saves, searches and shows people.',
  help: `Invents people in a database of its own (kept for the next time), serves it, and asks over HTTP from several clients at once:
search by name, by two common words, by number, look-alikes of somebody about to be registered, a person's page, a saved remark. Beside each stands the processor time of a request, and the same
row asked by bare SQL past every policy, in the same run, so that the ratio means something on a busy machine too. Then, one after another and
without HTTP: the same SQL with row policies and without, the same act with its audit and without, and bytes a person on disk. At last everybody
who was captured (up to ${TEMPLATES}) is searched over HTTP by fingers and irises, and of those planted to have come twice it is counted how often the first
record is named to whoever opens the second.
  --people N    people in the database (default ${PEOPLE}); another number makes another database
  --data DIR    a demo that is there already, with its keys in DIR-keys or NANSEN_KEYS; remarks are written into it
  --clients N   clients at once (default ${CLIENTS})
  --seconds N   for each kind of work (default ${SECONDS})

nansen bench identify: searches by both eyes among invented ones, written to a folder of the system's (or NANSEN_BENCH, 713 bytes a person) and read
again. Real eyes of the folders DIR come back among them, without any those of ../shared/data/iris or invented ones.
  --people N    people in the gallery (default ${PEOPLE})
  --modality fingers  by four fingers instead: those of ../shared/data/fingerprint are grouped into invented people; 5.2 KB a person of memory
  --json        machine-readable, rates as shares

nansen bench person: one person enrolled, ten fingers and two eyes extracted and judged and both eyes searched among --people (default ${PERSON_PEOPLE}),
invented all of them, on two cores; also --json.

nansen bench growth FILE… --out FILE: draws what several runs of identify --json printed as an SVG picture.

nansen bench cases: pages and queues of many cases, over HTTP and under row policies, in a database of its own; and opening a sealed note.
  --cases N     cases in it (default ${CASES}), over --people (default ${CASE_PEOPLE}); also --clients, --seconds, --json

nansen bench distribution: lanes of points that check and serve families at once, over HTTP; --clients is the lanes (default 20), --people, --seconds.

nansen bench overlap: what the browsers of two partners do to compare lists of so many families (--cases, default ${FAMILIES}), without a server.

nansen bench resettlement: electronic forms of so many --cases (default ${FORMS}) with their photos, judged by xmllint where it and the public schemas are,
and the form on paper of a family of eight, in a database of its own of --people (default ${FORM_PEOPLE}).

nansen bench fit DIR… [--out FILE]: fits how far eyes of two people agree in a gallery, from which thresholds follow; the one in use is
packages/biometrics/src/iris/gallery/recordTail.json.`,
  options: {
    people: 'value',
    cases: 'value',
    data: 'value',
    clients: 'value',
    seconds: 'value',
    json: 'flag',
    out: 'value',
    modality: 'value',
  },
  run: async input => {
    if (input.words[0] === 'identify') return identify(input)
    if (input.words[0] === 'person') return person(input)
    if (input.words[0] === 'growth') return growth(input)
    if (input.words[0] === 'fit') return refit(input)
    if (input.words[0] === 'cases') return cases(input)
    if (input.words[0] === 'distribution') return distribution(input)
    if (input.words[0] === 'overlap') return overlap(input)
    if (input.words[0] === 'resettlement') return resettlement(input)
    const wishes = { people: countOf(input, 'people', PEOPLE), today: '2026-11-21', templates: TEMPLATES }
    // Nobody is invented twice: who is there stays, however many they are.
    const installation = await openPeopled(settingsFor(input), wishes, console.log)
    try {
      await withOwner(installation.database.ownerUrl, client => client.query(PREPARED))
      const isWarm = await warm(installation.settings.dataFolder)
      const clients = countOf(input, 'clients', CLIENTS)
      const milliseconds = countOf(input, 'seconds', SECONDS) * 1000
      console.log(reportLines({ ...(await run(installation, clients, milliseconds)), isWarm }))
      const searched = await searchEverybody(installation, milliseconds, hasty())
      if (searched !== null) console.log(`\n${searchedLines(searched)}`)
      const again = await foundAgain(installation, hasty())
      if (again !== null) console.log(`\n${foundAgainLine(again)}`)
    } finally {
      await installation.stop()
    }
  },
}

async function identify(input: CliInput): Promise<void> {
  const modality = input.values.get('modality') ?? 'eyes'
  if (modality === 'fingers') return identifyFingers(input)
  if (modality !== 'eyes') throw new CannotGoOn('a gallery is searched by eyes or by fingers: --modality fingers')
  const { identifyBench } = await import('../bench/identify/identifyBench.ts')
  const { identifyLines } = await import('../bench/identify/identifyLines.ts')
  const folders = input.words.slice(1)
  const figures = await identifyBench({ people: countOf(input, 'people', PEOPLE), folders, progress: console.error })
  console.log(input.flags.has('json') ? JSON.stringify(figures, null, 2) : identifyLines(figures))
}

async function identifyFingers(input: CliInput): Promise<void> {
  const { fingersBench } = await import('../bench/identify/fingersBench.ts')
  const { fingersLines } = await import('../bench/identify/fingersLines.ts')
  const folders = input.words.slice(1)
  const figures = await fingersBench({ people: countOf(input, 'people', PEOPLE), folders, progress: console.error })
  console.log(input.flags.has('json') ? JSON.stringify(figures, null, 2) : fingersLines(figures))
}

async function person(input: CliInput): Promise<void> {
  const { personBench, personLines } = await import('../bench/identify/personBench.ts')
  const { SITES: sites } = await import('@nansen/biometrics')
  const people = countOf(input, 'people', PERSON_PEOPLE)
  printed(input, await personBench({ people, persons: PERSONS, sites, progress: console.error }), personLines)
}

/** Done in a database of its own with so many people, kept for the next time. */
async function among(input: CliInput, called: string, usual: number, work: (there: Installation) => Promise<void>) {
  const people = countOf(input, 'people', usual)
  const settings = settingsFor(input, `${called}-${people}`)
  const installation = await openPeopled(settings, { people, today: '2026-11-21', templates: 0 }, console.error)
  await work(installation).finally(() => installation.stop())
}

const printed = <T>(input: CliInput, figures: T, lines: (figures: T) => string): void =>
  console.log(input.flags.has('json') ? JSON.stringify(figures, null, 2) : lines(figures))

/** How many ask at once, for how long, and by which clock. */
const asked = (input: CliInput, usual: number) => ({
  clients: countOf(input, 'clients', usual),
  milliseconds: countOf(input, 'seconds', SECONDS) * 1000,
  now: hasty(),
  say: console.error,
})

async function cases(input: CliInput): Promise<void> {
  const { caseLines, casesBench } = await import('../bench/cases/casesBench.ts')
  await among(input, 'cases', CASE_PEOPLE, async installation => {
    const count = countOf(input, 'cases', CASES)
    printed(input, await casesBench({ installation, cases: count, ...asked(input, CLIENTS) }), caseLines)
  })
}

async function distribution(input: CliInput): Promise<void> {
  const { distributionBench, distributionLines } = await import('../bench/distribution/distributionBench.ts')
  await among(input, 'distribution', PEOPLE, async installation => {
    const { clients: lanes, ...how } = asked(input, LANES)
    printed(input, await distributionBench({ installation, lanes, ...how }), distributionLines)
  })
}

async function overlap(input: CliInput): Promise<void> {
  const { overlapBench, overlapLines } = await import('../bench/overlap.ts')
  printed(input, await overlapBench(countOf(input, 'cases', FAMILIES)), overlapLines)
}

async function resettlement(input: CliInput): Promise<void> {
  const { resettlementBench, resettlementLines } = await import('../bench/resettlement/resettlementBench.ts')
  await among(input, 'resettlement', FORM_PEOPLE, async installation => {
    const forms = countOf(input, 'cases', FORMS)
    printed(input, await resettlementBench(installation, forms, hasty(), console.error), resettlementLines)
  })
}

async function growth(input: CliInput): Promise<void> {
  const { growthPicture } = await import('../bench/identify/growthPicture.ts')
  const files = input.words.slice(1)
  const out = input.values.get('out')
  if (files.length === 0 || !out) throw new CannotGoOn('say which figures to draw, and --out FILE')
  const figures = files.map(file => JSON.parse(readFileSync(file, 'utf8')) as Growth)
  writeFileSync(out, growthPicture('Both eyes searched among many people, two cores', figures))
}

async function refit(input: CliInput): Promise<void> {
  const { fitTails } = await import('../bench/identify/fitTails.ts')
  const folders = input.words.slice(1)
  if (folders.length === 0) throw new CannotGoOn('say which folders of eyes to fit')
  console.log(await fitTails(folders, input.values.get('out') ?? null, console.error))
}

function settingsFor(input: CliInput, called = String(countOf(input, 'people', PEOPLE))): Settings {
  const settings = { ...readSettings('demo'), port: 0 }
  if (settings.databaseUrl !== null) throw new CannotGoOn('a bench makes its own database: unset DATABASE_URL')
  const given = input.values.get('data')
  const dataFolder = given ? resolve(given) : `${settings.dataFolder}-bench-${called}`
  const keysFile = given && process.env.NANSEN_KEYS ? settings.keysFile : join(`${dataFolder}-keys`, 'server.key')
  return { ...settings, dataFolder, keysFile }
}

/**
 * Where bare SQL saves: a table of the same columns without triggers, policies or history. Whom earlier benches showed is forgotten, with their
 * quicker clock. What loading left to be written is written now: else the first saves wait for the disk.
 */
const PREPARED = `create table if not exists public.bench_note (like registration.note including defaults including indexes);
  delete from login.shown; checkpoint`

/** Limits of requests a second and of people an hour would be all one measures: for them time runs so many times as fast. */
const HASTE = 10_000
function hasty(): () => Date {
  const began = Date.now()
  return () => new Date(began + (Date.now() - began) * HASTE)
}

async function run(installation: Installation, clients: number, milliseconds: number): Promise<Omit<Report, 'isWarm'>> {
  const { database, settings } = installation
  const store = storeOf(installation, () => undefined)
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 10 })
  pool.on('error', () => undefined)
  const now = hasty()
  const serving = await serve(installation, openLog('error'), { pages: false, matching: false, now })
  let asking: Clients | null = null
  try {
    const officers = await withOwner(database.ownerUrl, client => officersOf(client, store))
    if (officers.length === 0) throw new CannotGoOn('nobody registers anybody in this world: invent more people')
    asking = startClients({ origin: serving.origin, officers, clients })
    const means = {
      officers,
      pool,
      asking,
      clients,
      milliseconds,
      postmaster: runningIn(settings.dataFolder)?.pid ?? 0,
    }
    const lines: Line[] = []
    for (const work of WORKS) lines.push(await compare(work, means))
    const alone = await withOwner(database.ownerUrl, async owner => ({
      people: await peopleIn(owner),
      policies: await judge(store, owner, officers[0]!, TURNS),
      audit: await auditCost(store, owner, officers[0]!, acts(), ROUNDS),
      shares: await bytesByGroup(owner),
    }))
    return { ...alone, clients, lines }
  } finally {
    await asking?.stop()
    await serving.stop()
    await pool.end()
    await store.close()
  }
}

/** Of each, one after another: enough for a median. */
const TURNS = 220
/** Of twenty turns each, with the audit and without. */
const ROUNDS = 8

const acts = () => ({
  registration: modules.find(({ name }) => name === 'registration')!,
  queries: servers.flatMap(({ queries }) => queries),
})
