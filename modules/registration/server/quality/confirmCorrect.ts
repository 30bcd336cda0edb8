import { invalid, Refusal } from '@nansen/kernel'
import { createRecord, defineCommand } from '@nansen/store'
import { sql } from 'kysely'
import { registration } from '../../index.ts'
import { CODE, ID, object, TEXT } from '../commands/schemas.ts'

interface Input {
  readonly individualId: string
  readonly rule: string
  readonly because: string
}

/** A reason of fewer characters explains nothing to whoever reads it in a year. */
const SHORTEST_REASON = 10

/** Says that a finding is right as it is, and why: real families break rules. The finding comes back when its facts change. */
export const confirmCorrect = defineCommand<Input, { id: string }>({
  name: 'registration.confirmCorrect',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object({ individualId: ID, rule: CODE, because: TEXT }),
  output: object({ id: ID }),
  async run(tx, asking, { individualId, rule, because }) {
    if (because.trim().length < SHORTEST_REASON)
      throw invalid([{ path: 'because', problem: 'registration.problem.say-why-correct' }])
    const { rows } = await sql<{ facts: string }>`select facts from registration.quality_finding
      where root_id = ${individualId}::uuid and rule = ${rule} and not confirmed`.execute(tx)
    if (rows[0] === undefined) throw new Refusal('not-found', 'no such finding')
    const values = { parent_id: individualId, rule, facts: rows[0].facts, because: because.trim() }
    const { id } = await createRecord(tx, asking, registration, 'finding_confirmed', values, { commands: true })
    return { id }
  },
})
