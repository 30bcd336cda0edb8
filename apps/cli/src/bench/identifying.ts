import { setTimeout as sleep } from 'node:timers/promises'
import { loadKernels, type Site, syntheticTemplates } from '@nansen/biometrics'
import type pg from 'pg'
import { idOf } from '../demo/bulk.ts'
import { loadedWorld } from '../demo/loadedWorld.ts'
import { personId } from '../demo/personRows.ts'
import { type Installation, storeOf } from '../installation.ts'
import { openLog } from '../log.ts'
import { withOwner } from '../openDatabase.ts'
import { serve } from '../serve.ts'
import { type Measured, measure } from './measure.ts'
import { officersOf } from './population.ts'

/** What a desk presents, as the product's own screen sends it. */
const KINDS: readonly (readonly [name: string, sites: readonly Site[]])[] = [
  ['identify by one finger', ['finger-2']],
  ['by two fingers', ['finger-2', 'finger-7']],
  ['by two irises', ['iris-left', 'iris-right']],
]
/** Clients at once: a desk alone, and a registration hall. */
const CLIENTS = [1, 4]
/** People who come back, spread over those who have been captured; each captured again. */
const RETURNING = 40

/** One kind of search by so many clients. */
export interface Identified {
  readonly name: string
  readonly clients: number
  readonly measured: Measured
  /** Share of searches that named the person or said that there is somebody whom the asker may not see. */
  readonly found: number
}

export interface Searched {
  /** People with fingers and eyes. */
  readonly people: number
  readonly lines: readonly Identified[]
  /** Milliseconds after the server began to answer until each kind of search did. In the order of `KINDS`. */
  readonly readyAfter: readonly number[]
}

/** Somebody who comes back: their body's seed, and who they are. */
interface Comer {
  readonly body: string
  readonly individual: string
}

/**
 * Serves the installation with its matcher, and searches everybody who has been captured, over HTTP. Null where nobody has.
 * @param now a clock under which limits of searches an hour are not what is measured
 */
export async function searchEverybody(
  installation: Installation,
  milliseconds: number,
  now: () => Date,
): Promise<Searched | null> {
  const { ownerUrl } = installation.database
  const comers = await withOwner(ownerUrl, owner => comersOf(owner, ownerUrl))
  if (comers.length === 0) return null
  await loadKernels()
  const store = storeOf(installation, () => undefined)
  const serving = await serve(installation, openLog('error'), { pages: false, now })
  try {
    const officers = await withOwner(ownerUrl, owner => officersOf(owner, store))
    const ask = (client: number, body: string) => asked(serving.origin, officers[client % officers.length]!.token, body)
    const began = performance.now()
    const readyAfter: number[] = []
    let people = 0
    for (const [, sites] of KINDS.toReversed()) {
      people = await whenReady(() => ask(0, bodyOf(comers[0]!.body, sites)))
      readyAfter.unshift(performance.now() - began)
    }
    const lines: Identified[] = []
    for (const [name, sites] of KINDS)
      for (const clients of CLIENTS)
        lines.push({ name, clients, ...(await searched(comers, sites, clients, milliseconds, ask)) })
    return { people, lines, readyAfter }
  } finally {
    await serving.stop()
    await store.close()
  }
}

type Ask = (client: number, body: string) => Promise<Answer>

/** First a warm-up, then the time that counts. */
async function searched(
  comers: readonly Comer[],
  sites: readonly Site[],
  clients: number,
  milliseconds: number,
  ask: Ask,
): Promise<Pick<Identified, 'measured' | 'found'>> {
  const probes = comers.map(({ body, individual }) => ({ individual, body: bodyOf(body, sites) }))
  let found = 0
  const search = async (client: number, turn: number) => {
    const probe = probes[(turn * clients + client) % probes.length]!
    const { unseen, candidates } = await ask(client, probe.body)
    if (unseen > 0 || candidates.some(({ individual }) => individual === probe.individual)) found++
  }
  await measure(clients, milliseconds / 10, search)
  found = 0
  const measured = await measure(clients, milliseconds, search)
  return { measured, found: found / measured.done }
}

/** The gallery is read and made ready while the server answers already: its first answer is waited for. Tries, and milliseconds between them. */
const TRIES = 300
const PAUSE = 1_000

async function whenReady(ask: () => Promise<Answer>): Promise<number> {
  for (let tried = 1; ; tried++) {
    try {
      return (await ask()).people
    } catch (error) {
      if (tried === TRIES || !/\b503\b/.test((error as Error).message)) throw error
      await sleep(PAUSE)
    }
  }
}

async function comersOf(owner: pg.Client, ownerUrl: string): Promise<readonly Comer[]> {
  const { rows } = await owner.query<{ id: string }>('select id from identity.enrolment')
  const captured = new Set(rows.map(({ id }) => id))
  const world = await loadedWorld(ownerUrl)
  const known = world.families
    .flatMap(({ members }) => members.map(({ person }) => person))
    .filter(({ key }) => captured.has(idOf(`enrolment/${key}`)))
  const step = Math.max(1, Math.floor(known.length / RETURNING))
  return known
    .filter((_, at) => at % step === 0)
    .slice(0, RETURNING)
    .map(({ body, key }) => ({ body, individual: personId(key) }))
}

/** A second capture, in the form that the browser sends. */
function bodyOf(body: string, sites: readonly Site[]): string {
  const templates = syntheticTemplates(body, { sites, impression: 1 })
  const probe = sites.map(site => ({ site, template: Buffer.from(templates[site]!).toString('base64') }))
  return JSON.stringify({ probe })
}

interface Answer {
  readonly people: number
  readonly unseen: number
  readonly candidates: readonly { readonly individual: string }[]
}

async function asked(origin: string, token: string, body: string): Promise<Answer> {
  const answer = await fetch(`${origin}/api/queries/identity.identify`, {
    method: 'POST',
    headers: { cookie: `__Host-nansen=${token}`, origin, 'x-nansen': '1', 'content-type': 'application/json' },
    body,
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`identity.identify: ${answer.status} ${text.slice(0, 300)}`)
  return JSON.parse(text) as Answer
}

/** A table of medians and 95 %. */
export function searchedLines({ people, lines, readyAfter }: Searched): string {
  const head = `${`among ${people} captured`.padEnd(26)} clients   p50 ms   p95 ms   found`
  const ms = (value: number) => value.toFixed(0).padStart(8)
  const row = ({ name, clients, measured, found }: Identified) =>
    `${name.padEnd(26)} ${String(clients).padStart(7)} ${ms(measured.p50)} ${ms(measured.p95)} ${(found * 100).toFixed(0).padStart(6)} %`
  const ready = KINDS.map(([name], at) => `${name} ${(readyAfter[at]! / 1000).toFixed(0)} s`).join(', ')
  return [head, ...lines.map(row), `answered first, after the start: ${ready}`].join('\n')
}
