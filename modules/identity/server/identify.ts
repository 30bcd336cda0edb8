import { type Candidate, decide, type PersonTemplates } from '@nansen/biometrics'
import { auditRead, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { matcher } from './matcher/matcher.ts'
import { IDENTIFY_INPUT, IDENTIFY_OUTPUT } from './schemas.ts'

export interface Probe {
  readonly site: keyof PersonTemplates
  /** Stored form, base64. */
  readonly template: string
}

/** At most this many candidates are shown: beyond them a person looks at noise. */
const SHOWN = 10

export const templatesOf = (probe: readonly Probe[]): PersonTemplates =>
  Object.fromEntries(probe.map(({ site, template }) => [site, new Uint8Array(Buffer.from(template, 'base64'))]))

/** Who this may be, among everybody: 1:N. Answers with summaries of people the asker may see, and how many it may not show. */
export const identify = defineQuery<{ probe: readonly Probe[] }, unknown>({
  name: 'identity.identify',
  module: 'identity',
  needs: { action: 'create', level: 'personal' },
  input: IDENTIFY_INPUT,
  output: IDENTIFY_OUTPUT,
  showsPeople: true,
  async run(tx, asking, { probe }) {
    const found = await matcher.ask({ is: 'identify', probe: templatesOf(probe) })
    const decision = decide(found.candidates, found.thresholds)
    const alike =
      decision.outcome === 'look' ? decision.candidates : decision.outcome === 'this-person' ? [decision.candidate] : []
    const people = await peopleOf(tx, alike.slice(0, SHOWN))
    const ids = people.map(({ individual }) => individual)
    await auditRead(tx, asking, {
      module: 'identity',
      action: 'see',
      record: 'enrolment',
      ids,
      reason: 'identification',
    })
    const shown = new Set(people.map(({ alias }) => alias))
    const unseen = alike.filter(({ ref }) => !shown.has(ref)).length
    return { outcome: decision.outcome, people: found.people, candidates: oneEach(people), unseen }
  },
})

interface Alike {
  readonly alias: string
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
    return candidate && card ? [{ alias, individual, evidence: candidate.evidence, sites: candidate.sites, card }] : []
  })
}

/** A person captured twice is one candidate: their best sitting. */
function oneEach(people: readonly Alike[]) {
  const best = new Map<string, Alike>()
  for (const person of people)
    if ((best.get(person.individual)?.evidence ?? -1) < person.evidence) best.set(person.individual, person)
  return [...best.values()].sort((a, b) => b.evidence - a.evidence).map(({ alias: _, ...person }) => person)
}

/** Summary cards as the desk search shows them, for people the asker may see. */
export async function summariesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const { rows } = await sql<{ id: string }>`select * from registration.cards(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, { ...row }]))
}
