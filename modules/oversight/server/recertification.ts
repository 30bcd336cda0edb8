import { type Command, defineCommand, defineQuery, type JsonSchema, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { day, fields, id, nullable, rows, text } from './act.ts'

interface Answer {
  readonly assignmentId: string
  readonly keep: boolean
  readonly reason?: string | null
}

/** Answers sent at once: an office's worth. */
const MOST = 500

/** Still needed, or ended: one answer a line, all of them or none. */
export const recertify: Command = defineCommand<{ answers: readonly Answer[] }, object>({
  name: 'admin.recertify',
  module: 'admin',
  needs: { action: 'approve', level: 'personal' },
  stepUp: true,
  input: fields({
    answers: {
      type: 'array',
      minItems: 1,
      maxItems: MOST,
      items: fields({ assignmentId: id, keep: { type: 'boolean' }, reason: nullable(text(500)) }, ['reason']),
    },
  }),
  output: fields({}),
  run: async (tx: Tx, _, { answers }) => {
    for (const { assignmentId, keep, reason } of answers)
      await sql`select auth.recertify(${assignmentId}, ${keep}, ${reason ?? null})`.execute(tx)
    return {}
  },
})

const WHEN: JsonSchema = text(40)
const YES: JsonSchema = { type: 'boolean' }
const LINE = {
  quarter: day,
  dueOn: day,
  suspendOn: day,
  assignmentId: id,
  staffId: id,
  staffName: text(200),
  role: text(60),
  officeId: id,
  officeName: text(200),
  validFrom: day,
  validTo: nullable(day),
  outcome: nullable({ type: 'string', enum: ['confirmed', 'ended'] }),
  reason: nullable(text(500, 0)),
  decidedName: nullable(text(200)),
  decidedAt: nullable(WHEN),
  suspendedAt: nullable(WHEN),
  isOver: YES,
  asked: { type: 'array', items: text(200) },
  asksMe: YES,
  mine: YES,
}

async function lines(tx: Tx, quarter: string | undefined) {
  const found = await sql`select of_quarter::text as quarter, due_on::text as "dueOn", suspend_on::text as "suspendOn",
      assignment_id as "assignmentId", staff_id as "staffId", staff_name as "staffName", role, office_id as "officeId",
      office_name as "officeName", valid_from::text as "validFrom", valid_to::text as "validTo", outcome, reason,
      decided_name as "decidedName", decided_at as "decidedAt", suspended_at as "suspendedAt", is_over as "isOver", asked,
      asks_me as "asksMe", mine
    from auth.recertification_list(${quarter ?? null})`.execute(tx)
  return { rows: found.rows }
}

/** The assignments of the quarter that the asker answers for; of offices elsewhere none. Colleagues' names and roles, no case. */
export const recertification: Query = defineQuery<object, { rows: readonly unknown[] }>({
  name: 'admin.recertification',
  module: 'admin',
  needs: { action: 'approve', level: 'personal' },
  input: fields({}),
  output: rows(LINE),
  showsPeople: false,
  run: (tx: Tx) => lines(tx, undefined),
})

/** Who confirmed what, of any quarter, everywhere: for an auditor. */
export const recertified: Query = defineQuery<
  { quarter?: string },
  { rows: readonly unknown[]; quarters: readonly string[] }
>({
  name: 'oversight.recertified',
  module: 'oversight',
  needs: { action: 'read', level: 'protected' },
  input: fields({ quarter: day }, ['quarter']),
  output: fields({
    rows: { type: 'array', items: fields(LINE) },
    quarters: { type: 'array', items: day },
  }),
  showsPeople: false,
  run: async (tx: Tx, _, { quarter }) => {
    const known = await sql<{ quarter: string }>`
      select q::text as quarter from auth.recertification_quarters() q`.execute(tx)
    return { ...(await lines(tx, quarter)), quarters: known.rows.map(each => each.quarter) }
  },
})
