import { decide, ONE_TO_ONE } from '@nansen/biometrics'
import { newId, Refusal } from '@nansen/kernel'
import { auditRead, ChangedMeanwhile, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { evidenceToTell, type Probe, templatesOf } from './identify.ts'
import { matcher } from './matcher/matcher.ts'
import type { Verified } from './matcher/protocol.ts'
import { VERIFY_INPUT, VERIFY_OUTPUT } from './schemas.ts'

interface Input {
  readonly individualId: string
  readonly probe: readonly Probe[]
  readonly occasion: string
}

/**
 * Whether the person at the desk is the person of the record: 1:1. Recorded as a fact, whatever it says.
 * @throws Refusal `not-found` for a person out of sight; `wrong-state` for one who was never captured.
 */
export const verifyPerson = defineCommand<Input, unknown, Compared | undefined>({
  name: 'identity.verify',
  module: 'identity',
  needs: { action: 'create', level: 'personal' },
  input: VERIFY_INPUT,
  output: VERIFY_OUTPUT,
  async outside(tx, _asking, { individualId, probe }) {
    const aliases = await aliasesOf(tx, individualId)
    return async () => ({ aliases, said: await matcher.ask({ is: 'verify', probe: templatesOf(probe), aliases }) })
  },
  async run(tx, asking, { individualId, probe, occasion }, made) {
    const aliases = await aliasesOf(tx, individualId)
    if (made === undefined || aliases.join() !== made.aliases.join()) throw new ChangedMeanwhile()
    const found = made.said
    const { outcome } = decide([{ ref: individualId, evidence: found.evidence, sites: found.sites }], ONE_TO_ONE)
    const said = ({ 'this-person': 'same-person', look: 'look', 'nobody-known': 'not-the-same' } as const)[outcome]
    const evidence = evidenceToTell(said === 'not-the-same' ? 0 : found.evidence)
    const verificationId = newId<'identity.verification'>()
    const [office] = asking.session.grants.identity?.filter(grant => grant.action === 'create') ?? []
    await sql`insert into identity.verification (id, office_id, individual, verified_at, sites, outcome, evidence, occasion)
      values (${verificationId}::uuid, ${office!.officeId}::uuid, ${individualId}::uuid, ${asking.now()}, ${probe.map(({ site }) => site)}::text[],
        ${said}, ${evidence}, ${occasion})`.execute(tx)
    // the row alone names no person to whoever asks the audit about one
    const ids = [individualId, verificationId]
    await auditRead(tx, asking, { module: 'identity', action: 'create', record: 'verification', ids })
    return { verificationId, outcome: said, evidence, compared: found.compared }
  },
})

/** What the matcher said, and of which sittings. */
interface Compared {
  readonly aliases: readonly string[]
  readonly said: Verified
}

async function aliasesOf(tx: Tx, individualId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ alias: string }>`
    select a as alias from gallery.aliases_of(${individualId}::uuid) a`.execute(tx)
  if (rows.length === 0) throw new Refusal('wrong-state', 'nothing was captured of this person yet: capture first')
  return rows.map(({ alias }) => alias)
}
