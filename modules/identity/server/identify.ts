import { type Candidate, decide, type PersonTemplates } from '@nansen/biometrics'
import { auditRead, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { matcher } from './matcher/matcher.ts'
import type { Identified } from './matcher/protocol.ts'
import { IDENTIFY_INPUT, IDENTIFY_OUTPUT } from './schemas.ts'

export interface Probe {
  readonly site: keyof PersonTemplates
  /** Stored form, base64. */
  readonly template: string
}

/**
 * Evidence in whole tenfolds. A score that answers to the smallest change of a probe lets a program climb, step by step, to a template that
 * passes for somebody; whole steps give it nothing to hold on to.
 */
export const evidenceToTell = (evidence: number): number => Math.max(0, Math.floor(evidence))

/** At most this many candidates are shown: beyond them a person looks at noise. */
const SHOWN = 10

export const templatesOf = (probe: readonly Probe[]): PersonTemplates =>
  Object.fromEntries(probe.map(({ site, template }) => [site, new Uint8Array(Buffer.from(template, 'base64'))]))

/**
 * Who this may be, among everybody: 1:N. Answers with summaries of people the asker may see, and how many it may not show. The search holds no
 * transaction: it knows aliases, and whose they are is asked when it has ended.
 */
export const identify = defineQuery<{ probe: readonly Probe[] }, unknown, Identified>({
  name: 'identity.identify',
  module: 'identity',
  needs: { action: 'create', level: 'personal' },
  input: IDENTIFY_INPUT,
  output: IDENTIFY_OUTPUT,
  showsPeople: true,
  outside:
    async (_tx, _asking, { probe }) =>
    () =>
      matcher.ask({ is: 'identify', probe: templatesOf(probe) }),
  async run(tx, asking, _input, found) {
    const near = found.candidates.filter(({ evidence }) => evidence >= found.thresholds.look)
    const people = oneEach(await peopleOf(tx, near.slice(0, SITTINGS)))
    await auditRead(tx, asking, {
      module: 'identity',
      action: 'see',
      record: 'enrolment',
      ids: people.map(({ individual }) => individual),
      reason: 'identification',
    })
    const shown = new Set(people.flatMap(({ aliases }) => aliases))
    const unseen = near.filter(({ ref }) => !shown.has(ref))
    // A person who sat twice is one candidate, or they could never be told at once.
    const { outcome } = decide([...people.map(asCandidate), ...unseen], found.thresholds)
    const candidates = people.slice(0, SHOWN).map(asTold)
    return { outcome, people: found.people, candidates, unseen: unseen.length }
  },
})

const asTold = ({ individual, evidence, sites, card }: Alike) => ({
  individual,
  evidence: evidenceToTell(evidence),
  sites: Object.fromEntries(Object.entries(sites).map(([site, each]) => [site, evidenceToTell(each)])),
  card,
})

/** Sittings looked up at most: more likenesses than these are a matter for the adjudication desk. */
const SITTINGS = 50

interface Alike {
  readonly aliases: readonly string[]
  readonly individual: string
  readonly evidence: number
  readonly sites: Candidate['sites']
  readonly card: Readonly<Record<string, unknown>>
}

async function peopleOf(tx: Tx, candidates: readonly Candidate[]): Promise<readonly Alike[]> {
  const aliases = candidates.map(({ ref }) => ref)
  const { rows } = await sql<{
    alias: string
    individual: string
  }>`select alias, individual from gallery.people_of(${aliases}::uuid[])`.execute(tx)
  const cards = await summariesOf(
    tx,
    rows.map(({ individual }) => individual),
  )
  return rows.flatMap(({ alias, individual }) => {
    const candidate = candidates.find(({ ref }) => ref === alias)
    const card = cards.get(individual)
    return candidate && card
      ? [{ aliases: [alias], individual, evidence: candidate.evidence, sites: candidate.sites, card }]
      : []
  })
}

/** A person captured twice is one candidate: their best sitting. Best first. */
function oneEach(people: readonly Alike[]): readonly Alike[] {
  const best = new Map<string, Alike>()
  for (const person of people) {
    const other = best.get(person.individual)
    const better = other === undefined || other.evidence < person.evidence ? person : other
    best.set(person.individual, { ...better, aliases: [...(other?.aliases ?? []), ...person.aliases] })
  }
  return [...best.values()].sort((a, b) => b.evidence - a.evidence)
}

const asCandidate = ({ individual, evidence, sites }: Alike): Candidate => ({ ref: individual, evidence, sites })

/** Summary cards as the desk search shows them, for people the asker may see. */
export async function summariesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const { rows } = await sql<{ id: string }>`select * from registration.cards(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, { ...row }]))
}
