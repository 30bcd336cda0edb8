import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@nansen/kernel'
import { runCommand, type Store } from '@nansen/store'
import type pg from 'pg'
import { servers } from '../../../../../modules/servers.gen.ts'
import { drawFaces } from '../../demo/faces.ts'
import { loadedWorld } from '../../demo/loadedWorld.ts'
import { type Installation, storeOf } from '../../installation.ts'
import { withOwner } from '../../openDatabase.ts'
import { practiceForms, practiceOfficer } from '../../resettled/practiceForms.ts'
import { putForward } from './putForward.ts'

/** Of the public schemas; where they are absent that is said. */
const SCHEMA = join(import.meta.dirname, '../../../../../../shared/data/reference/erff/xsd/v4_1/rrf-v4.xsd')
const FAMILY = 8
/** Of the form of a family, the first of which opens the typesetter. */
const ROUNDS = 5

interface Taken {
  readonly seconds: number
  /** User and system, of this process. */
  readonly processor: number
}

/** What `nansen bench resettlement` prints. */
export interface ResettlementFigures {
  readonly cases: number
  readonly faces: number
  readonly electronic: Taken
  readonly refused: number
  /** Why, in the words that a caseworker is told. */
  readonly reasons: readonly string[]
  /** Accepted of all, or why nobody was asked. */
  readonly xmllint: string
  readonly people: number
  readonly papers: readonly Taken[]
}

/** The electronic forms of so many cases one after another, and the paper of a family of eight. */
export async function resettlementBench(
  installation: Installation,
  cases: number,
  now: () => Date,
  say: (line: string) => void,
): Promise<ResettlementFigures> {
  const { ownerUrl } = installation.database
  say('drawing portraits that are missing…')
  const world = await loadedWorld(ownerUrl)
  await drawFaces({ ownerUrl, keys: installation.keys, world, stopped: () => false, judgesAt: new Set() })
  const store = storeOf(installation, () => undefined)
  try {
    return await withOwner(ownerUrl, async owner => {
      const there = await putForward(owner, cases)
      await owner.query('delete from login.shown; analyze')
      const faces = await owner.query(
        `select count(*)::int as n from resettlement.traveller t join registration.individual i on i.id = t.individual where i.thumbnail is not null`,
      )
      say(`${there} cases, ${faces.rows[0].n} faces`)
      const electronic = await electronicForms(store, owner, now)
      return { cases: there, faces: faces.rows[0].n, ...electronic, ...(await papersOf(store, owner, now)) }
    })
  } finally {
    await store.close()
  }
}

async function electronicForms(store: Store, owner: pg.Client, now: () => Date) {
  const made: { readonly name: string; readonly xml: string }[] = []
  const reasons = new Set<string>()
  let refused = 0
  const electronic = await taken(async () => {
    for await (const { name, xml, findings } of practiceForms(store, owner, now)) {
      made.push({ name, xml })
      const errors = findings.filter(({ severity }) => severity === 'error')
      if (errors.length > 0) refused++
      for (const { says } of errors) reasons.add(says)
    }
  })
  return { electronic, refused, reasons: [...reasons], xmllint: judged(made) }
}

function judged(made: readonly { readonly name: string; readonly xml: string }[]): string {
  if (!existsSync(SCHEMA)) return `not asked: ${SCHEMA} is absent`
  if (spawnSync('xmllint', ['--version']).error) return 'not asked: xmllint is absent'
  const folder = mkdtempSync(join(tmpdir(), 'nansen-bench-forms-'))
  try {
    const accepted = made.filter(({ name, xml }) => {
      const file = join(folder, name)
      writeFileSync(file, xml)
      return spawnSync('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, file]).status === 0
    })
    return `${accepted.length} of ${made.length}`
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function papersOf(store: Store, owner: pg.Client, now: () => Date) {
  const { rows } = await owner.query<{ id: string; people: number }>(
    `select parent_id as id, count(*)::int as people from resettlement.traveller where withdrawn_at is null group by 1
     order by abs(count(*) - $1), 1 limit 1`,
    [FAMILY],
  )
  const [family] = rows
  const print = servers
    .find(({ name }) => name === 'resettlement')!
    .commands.find(({ name }) => name === 'resettlement.form')!
  const token = await practiceOfficer(store, owner)
  const papers: Taken[] = []
  for (let round = 0; round < ROUNDS; round++)
    papers.push(
      await taken(() =>
        runCommand(store, token, print, {
          commandId: newId<'command'>(),
          input: { fileId: family!.id, language: 'en' },
          now,
        }),
      ),
    )
  return { people: family!.people, papers }
}

async function taken(work: () => Promise<unknown>): Promise<Taken> {
  const [began, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - began) / 1000, processor: (user + system) / 1e6 }
}

const said = ({ seconds, processor }: Taken) =>
  `${seconds.toFixed(2)} s (${processor.toFixed(2)} s of processor in this process)`

export const resettlementLines = (figures: ResettlementFigures): string =>
  [
    `electronic forms of ${figures.cases} cases with ${figures.faces} faces: ${said(figures.electronic)}; 10 s are wanted for 200`,
    `  a receiving state would refuse: ${figures.refused}; xmllint accepts: ${figures.xmllint}`,
    ...figures.reasons.map(each => `    ${each}`),
    `form on paper of a family of ${figures.people}; 1.5 s are wanted:`,
    ...figures.papers.map(each => `  ${said(each)}`),
  ].join('\n')
