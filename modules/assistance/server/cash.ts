import { createHash } from 'node:crypto'
import { newId, Refusal } from '@nansen/kernel'
import { auditRead, type Command, defineCommand, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { answerLines } from './answerLines.ts'
import { ID, INTEGER, list, MAYBE, NUMBER, object, TEXT, YES } from './schemas.ts'

/** Writes down where a family is paid, as it says. What was told before stays and counts no more. */
export const tellAccount: Command = defineCommand<
  { readonly familyNumber: string; readonly channel: 'bank' | 'mobile'; readonly account: string },
  { readonly told: boolean }
>({
  name: 'assistance.tellAccount',
  module: 'assistance',
  needs: { action: 'create', level: 'protected' },
  input: object({
    familyNumber: { ...TEXT, minLength: 1, maxLength: 40 },
    channel: { enum: ['bank', 'mobile'] },
    account: { ...TEXT, minLength: 4, maxLength: 40 },
  }),
  output: object({ told: YES }),
  async run(tx, asking, { familyNumber, channel, account }) {
    await sql`select assistance.tell_account(${newId(asking.now().getTime())}, ${familyNumber.trim().toUpperCase()}, ${channel},
      ${account.trim().toUpperCase()}, ${asking.now().toISOString()})`.execute(tx)
    return { told: true }
  },
})

/** Freezes the payments of a list, and the file they make. @throws Refusal `wrong-state` when nobody is left to pay or the list holds more than money. */
export const planPayments: Command = defineCommand<
  { readonly cycleId: string; readonly currency: string },
  { readonly planId: string }
>({
  name: 'assistance.planPayments',
  module: 'assistance',
  needs: { action: 'change', level: 'personal' },
  input: object({ cycleId: ID, currency: { ...TEXT, pattern: '^[A-Z]{3}$' } }),
  output: object({ planId: ID }),
  async run(tx, asking, { cycleId, currency }) {
    const planId = newId(asking.now().getTime())
    const { rows } = await sql<{
      said: string
    }>`select assistance.plan_payments(${planId}, ${cycleId}, ${currency}) as said`.execute(tx)
    if (rows[0]!.said !== 'made')
      throw new Refusal('wrong-state', 'no payment can be made of this list', { reason: rows[0]!.said })
    return { planId }
  },
})

const DECISIONS = ['approved', 'refused'] as const

/** Approves a payment file, never by whoever made it, or refuses it. @throws Refusal `wrong-state` when decided before, or somebody in it is protected since. */
export const decidePayments: Command = defineCommand<
  { readonly planId: string; readonly decision: (typeof DECISIONS)[number] },
  { readonly decision: string }
>({
  name: 'assistance.decidePayments',
  module: 'assistance',
  needs: { action: 'approve', level: 'personal' },
  input: object({ planId: ID, decision: { enum: DECISIONS } }),
  output: object({ decision: TEXT }),
  async run(tx, _, { planId, decision }) {
    const { rows } = await sql<{
      done: boolean
    }>`select assistance.decide_payments(${planId}, ${decision}) as done`.execute(tx)
    if (rows[0]?.done !== true) throw new Refusal('wrong-state', 'this was decided before, or is refused and made anew')
    return { decision }
  },
})

/** The approved file for the bank, the same bytes each time. */
export const paymentFile: Query = defineQuery<
  { readonly planId: string },
  { readonly csv: string; readonly sha256: string }
>({
  name: 'assistance.paymentFile',
  module: 'assistance',
  needs: { action: 'read', level: 'protected' },
  showsPeople: true,
  input: object({ planId: ID }),
  output: object({ csv: TEXT, sha256: TEXT }),
  async run(tx, asking, { planId }) {
    const { rows } = await sql<{ csv: string | null }>`select assistance.payment_file(${planId}) as csv`.execute(tx)
    const csv = rows[0]!.csv
    if (csv === null)
      throw new Refusal('wrong-state', 'not approved yet, or somebody in it was erased or is protected since')
    await auditRead(tx, asking, {
      module: 'assistance',
      action: 'read',
      record: 'plan',
      ids: [planId],
      reason: 'payment file',
    })
    return { csv, sha256: createHash('sha256').update(csv).digest('hex') }
  },
})

interface Taken {
  readonly said: 'taken' | 'before'
  readonly paid: number
  readonly failed: number
  readonly questions: number
}

/** Takes the bank's answer in, line by line, by the numbers of the payments. @throws Refusal `invalid` for a file that is not such a table. */
export const takeAnswer: Command = defineCommand<{ readonly planId: string; readonly csv: string }, Taken>({
  name: 'assistance.takeAnswer',
  large: true,
  module: 'assistance',
  needs: { action: 'change', level: 'personal' },
  input: object({ planId: ID, csv: { ...TEXT, minLength: 1, maxLength: 2_000_000 } }),
  output: object({ said: { enum: ['taken', 'before'] }, paid: INTEGER, failed: INTEGER, questions: INTEGER }),
  async run(tx, asking, { planId, csv }) {
    const now = asking.now().toISOString()
    const lines = answerLines(csv, now.slice(0, 10))
    const digest = createHash('sha256').update(csv).digest('hex')
    const { rows } = await sql<Omit<Taken, 'said'> & { said: Taken['said'] | 'not-approved' }>`
      select * from assistance.take_answer(${newId(asking.now().getTime())}, ${planId}, ${digest}, ${JSON.stringify(lines)}::jsonb, ${now})`.execute(
      tx,
    )
    const { said, ...counts } = rows[0]!
    if (said === 'not-approved') throw new Refusal('wrong-state', 'another one approves the file first')
    return { said, ...counts }
  },
})

interface Question {
  readonly id: string
  readonly number: string
  readonly problem: string
  readonly familyNumber: string | null
  readonly due: number | null
  readonly known: string | null
  readonly settled: boolean
}

/** Lines of answers that fit nothing, or not wholly: a person looks at each. */
export const questionsOf: Query = defineQuery<{ readonly planId: string }, { readonly questions: readonly Question[] }>(
  {
    name: 'assistance.questions',
    module: 'assistance',
    needs: { action: 'read', level: 'personal' },
    showsPeople: false,
    input: object({ planId: ID }),
    output: object({
      questions: list(
        object({
          id: ID,
          number: TEXT,
          problem: TEXT,
          familyNumber: MAYBE,
          due: { ...NUMBER, type: ['number', 'null'] },
          known: MAYBE,
          settled: YES,
        }),
      ),
    }),
    async run(tx, asking, { planId }) {
      const { rows } = await sql<Question>`
      select q.id, q.number, q.problem, q.family_number as "familyNumber", q.due::float8, q.known, q.settled
      from assistance.questions_of(${planId}) q`.execute(tx)
      await auditRead(tx, asking, {
        module: 'assistance',
        action: 'read',
        record: 'plan',
        ids: [planId],
        reason: 'answers of the bank',
      })
      return { questions: rows }
    },
  },
)

/** Says what became of such a line. */
export const settleQuestion: Command = defineCommand<
  { readonly questionId: string; readonly because: string },
  { readonly settled: boolean }
>({
  name: 'assistance.settleQuestion',
  module: 'assistance',
  needs: { action: 'approve', level: 'personal' },
  input: object({ questionId: ID, because: { ...TEXT, minLength: 3, maxLength: 1_000 } }),
  output: object({ settled: YES }),
  async run(tx, _, { questionId, because }) {
    const { rows } = await sql<{
      settled: boolean
    }>`select assistance.settle_question(${questionId}, ${because}) as settled`.execute(tx)
    if (rows[0]?.settled !== true) throw new Refusal('wrong-state', 'this was settled before')
    return { settled: true }
  },
})
