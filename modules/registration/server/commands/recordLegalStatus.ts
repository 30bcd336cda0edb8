import { type FieldProblem, invalid, Refusal } from '@nansen/kernel'
import { jsonSchema } from '@nansen/model'
import { type Asking, createRecord, defineCommand, type JsonSchema, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { registration } from '../../index.ts'
import { neededForLegalStatus } from '../../legalStatus.ts'
import { type PersonId, today } from '../household/households.ts'
import { consequence } from './consequences.ts'
import { DAY, ID, object } from './schemas.ts'

interface Input {
  readonly individualId: PersonId
  readonly status: string
  readonly basis?: string | null
  readonly category?: string | null
  readonly effectiveOn: string
}

const { properties } = jsonSchema(registration, 'legal_status', 'create') as {
  readonly properties: Readonly<Record<string, JsonSchema>>
}

/** Writes down what a person is in law, from a day. @throws Refusal `not-allowed` for a decision on one person by who does not approve. */
export const recordLegalStatus = defineCommand<Input, { id: string }>({
  name: 'registration.recordLegalStatus',
  module: 'registration',
  needs: { action: 'change', level: 'personal' },
  input: object(
    {
      individualId: ID,
      status: properties.status!,
      basis: properties.basis!,
      category: properties.category!,
      effectiveOn: DAY,
    },
    ['basis', 'category'],
  ),
  output: object({ id: ID }),
  async run(tx, asking, input) {
    const { needed, approves } = await judged(tx, asking, input)
    if (needed === 'approve' && !approves) throw new Refusal('not-allowed', 'a supervisor must write this down')
    const { individualId, effectiveOn, status, basis = null, category = null } = input
    const values = { parent_id: individualId, status, basis, category, effective_on: effectiveOn }
    const { id } = await createRecord(tx, asking, registration, 'legal_status', values)
    return { id }
  },
  async preview(tx, asking, input) {
    const { needed, approves } = await judged(tx, asking, input)
    return [
      ...(needed === 'approve' ? [consequence('supervisor-needed', approves ? 'info' : 'blocks')] : []),
      consequence('legal-status', 'info'),
    ]
  },
})

/** @throws Refusal `not-found`; `invalid` naming what a decision lacks, and a day to come. */
async function judged(
  tx: Tx,
  asking: Asking,
  input: Input,
): Promise<{ readonly needed: 'change' | 'approve'; readonly approves: boolean }> {
  const { rows } = await sql<{ approves: boolean }>`
    select auth.may('registration', 'approve', 'personal', i.office_id, i.owner_id, i.id, i.restriction_group) as approves
    from registration.individual i where i.id = ${input.individualId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'no such person')
  const { needed, missing } = neededForLegalStatus(input)
  const problems: FieldProblem[] = missing.map(path => ({ path, problem: 'problem.required' }))
  if (input.effectiveOn > today(asking))
    problems.push({ path: 'effectiveOn', problem: 'registration.problem.in-the-future' })
  if (problems.length > 0) throw invalid(problems)
  return { needed, approves: rows[0].approves }
}
