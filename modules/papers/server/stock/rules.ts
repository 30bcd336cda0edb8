import { createRecord, defineCommand, defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { RULES } from '../../fields.ts'
import { papers } from '../../index.ts'
import { ID, list, NUMBER, object, REMARKS, TEXT } from '../schemas.ts'

interface Rule {
  readonly rule: string
  readonly amount: number
}

/** The figures that hold at an office. */
export const rules = defineQuery<{ officeId: string }, { rules: readonly Rule[] }>({
  name: 'papers.rules',
  module: 'papers',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ officeId: ID }),
  output: object({ rules: list(object({ rule: TEXT, amount: NUMBER })) }),
  async run(tx, _asking, { officeId }) {
    const { rows } = await sql<Rule>`select r as rule, papers.rule_of(${officeId}::uuid, r) as amount
      from unnest(${RULES}::text[]) r`.execute(tx)
    return { rules: rows }
  },
})

interface Input {
  readonly officeId: string
  readonly rule: (typeof RULES)[number]
  readonly amount: number
  readonly because: string
}

/** Decides a figure for the whole operation of an office, with the reason; what held before stays written. */
export const setRule = defineCommand<Input, { id: string }>({
  name: 'papers.setRule',
  module: 'papers',
  needs: { action: 'approve', level: 'personal' },
  input: object({
    officeId: ID,
    rule: { enum: RULES },
    amount: { type: 'integer', minimum: 1, maximum: 10_000 },
    because: REMARKS,
  }),
  output: object({ id: TEXT }),
  async run(tx, asking, { officeId, rule, amount, because }) {
    const { rows } = await sql<{
      country: string
    }>`select country from auth.office where id = ${officeId}::uuid`.execute(tx)
    const values = { office_id: officeId, country: rows[0]?.country ?? '', rule, amount, because }
    const { id } = await createRecord(tx, asking, papers, 'rule', values, { commands: true })
    return { id }
  },
})
