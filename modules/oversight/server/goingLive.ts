import { Refusal } from '@nansen/kernel'
import { type Command, defineCommand, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { fields, text } from './act.ts'
import { checksOf } from './readiness.ts'

const COUNTRY = { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' }

/** What the checklist says now. @throws Refusal `wrong-state` that names what lacks */
async function wholeChecklist(tx: Tx, country: string): Promise<string> {
  const checks = await checksOf(tx, country)
  const lacking = checks.filter(({ state }) => state === 'lacking').map(({ name }) => name)
  if (checks.length === 0 || lacking.length > 0)
    throw new Refusal('wrong-state', 'the checklist of this operation still lacks something', { lacking })
  return JSON.stringify(checks)
}

/** Asks that an operation goes live: only when nothing lacks. */
export const askLive: Command = defineCommand<{ readonly country: string }, object>({
  name: 'admin.ask-live',
  module: 'admin',
  needs: { action: 'create', level: 'personal' },
  input: fields({ country: COUNTRY }),
  output: fields({}),
  run: async (tx, asking, { country }) => {
    const checks = await wholeChecklist(tx, country)
    await sql`select oversight.ask_live(${country}, ${checks}::jsonb, ${asking.now().toISOString()})`.execute(tx)
    return {}
  },
})

/** Agrees, when still nothing lacks, or not; whoever asked takes it back. */
export const answerLive: Command = defineCommand<
  { readonly country: string; readonly agreed: boolean; readonly because?: string },
  { readonly state: string }
>({
  name: 'admin.answer-live',
  module: 'admin',
  needs: { action: 'read', level: 'personal' },
  input: fields({ country: COUNTRY, agreed: { type: 'boolean' }, because: text(1000, 3) }, ['because']),
  output: fields({ state: text(20) }),
  run: async (tx, asking, { country, agreed, because }) => {
    const checks = agreed ? await wholeChecklist(tx, country) : null
    const { rows } = await sql<{ state: string }>`select oversight.answer_live(${country}, ${agreed}, ${checks}::jsonb,
      ${because ?? null}, ${asking.now().toISOString()}) as state`.execute(tx)
    return { state: rows[0]!.state }
  },
})
