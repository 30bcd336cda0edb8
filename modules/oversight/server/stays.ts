import { LANGUAGES } from '@nansen/kernel'
import { ROLES } from '@nansen/model'
import { type Command, defineCommand, defineQuery, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { act, day, fields, id, nullable, rows, text } from './act.ts'

const REASON = text(500)
const LANGUAGE = { type: 'string', enum: LANGUAGES }

interface Moving {
  readonly id: string
  /** The assignment that ends when this one is agreed to. */
  readonly replaces: string
  readonly role: string
  readonly officeId: string
  readonly team?: string | null
  readonly validFrom: string
  readonly validTo?: string | null
}

/** Colleagues come for a surge of work, move and leave. The database keeps every right within its holder's stay. */
export const stayCommands: readonly Command[] = [
  act<{ staffId: string; lastDay: string; reason: string }>({
    name: 'leave',
    action: 'change',
    input: fields({ staffId: id, lastDay: day, reason: REASON }),
    stepUp: true,
    call: i => sql`auth.leave(${i.staffId}, ${i.lastDay}, ${i.reason})`,
  }),
  act<{ staffId: string; reason: string }>({
    name: 'stay',
    action: 'change',
    input: fields({ staffId: id, reason: REASON }),
    stepUp: true,
    call: i => sql`auth.stay(${i.staffId}, ${i.reason})`,
  }),
  act<{
    id: string
    organisationId: string
    displayName: string
    email: string
    language: string
    lastDay: string
  }>({
    name: 'invite-surge',
    action: 'create',
    input: fields({
      id,
      organisationId: id,
      displayName: text(200),
      email: { ...text(254), pattern: '^[^@\\s]+@[^@\\s]+$' },
      language: LANGUAGE,
      lastDay: day,
    }),
    call: i =>
      sql`auth.invite_surge(${i.id}, ${i.organisationId}, ${i.displayName}, ${i.email}, ${i.language}, ${i.lastDay})`,
  }),
  act<{ staffId: string; lastDay: string; reason: string }>({
    name: 'prolong-surge',
    action: 'change',
    input: fields({ staffId: id, lastDay: day, reason: REASON }),
    stepUp: true,
    call: i => sql`auth.prolong_surge(${i.staffId}, ${i.lastDay}, ${i.reason})`,
  }),
  act<Moving>({
    name: 'request-move',
    action: 'change',
    input: fields(
      {
        id,
        replaces: id,
        role: { type: 'string', enum: ROLES },
        officeId: id,
        team: nullable(text(60)),
        validFrom: day,
        validTo: nullable(day),
      },
      ['team', 'validTo'],
    ),
    call: i =>
      sql`auth.request_move(${i.id}, ${i.replaces}, ${i.role}, ${i.officeId}, ${i.team ?? null}, ${i.validFrom}, ${i.validTo ?? null})`,
  }),
]

interface HandOver {
  readonly staffId: string
  /** Who takes over what: each kind of record once. */
  readonly receivers: readonly { readonly module: string; readonly record: string; readonly to: string }[]
  readonly reason: string
}

/** What somebody who leaves is the owner of passes to colleagues who hold the right already, all of it or none; each is told. */
export const handOver: Command = defineCommand<HandOver, { many: number }>({
  name: 'admin.hand-over',
  module: 'admin',
  needs: { action: 'change', level: 'personal' },
  input: fields({
    staffId: id,
    receivers: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: fields({ module: text(64), record: text(64), to: id }),
    },
    reason: REASON,
  }),
  output: fields({ many: { type: 'integer' } }),
  stepUp: true,
  async run(tx: Tx, _, { staffId, receivers, reason }) {
    const { rows: done } = await sql<{ many: number }>`
      select auth.hand_over(${staffId}, ${JSON.stringify(receivers)}::jsonb, ${reason}) as many`.execute(tx)
    return { many: done[0]?.many ?? 0 }
  },
})

/** Who could take over each kind of what somebody leaves behind: who may change all of it already. */
export const receivers: Query = defineQuery<{ staffId: string }, { rows: readonly unknown[] }>({
  name: 'admin.receivers',
  module: 'admin',
  needs: { action: 'change', level: 'personal' },
  input: fields({ staffId: id }),
  output: rows({ module: text(64), record: text(64), id, name: text(200) }),
  showsPeople: false,
  run: async (tx: Tx, _, { staffId }) => {
    const found = await sql`select module, record, id, name from auth.receivers(${staffId})`.execute(tx)
    return { rows: found.rows }
  },
})

/** How much somebody would leave behind, by kind: numbers, for whoever arranges it. Asking is written down. */
export const leftBehind: Query = defineQuery<{ staffId: string }, { rows: readonly unknown[] }>({
  name: 'admin.left-behind',
  module: 'admin',
  needs: { action: 'read', level: 'personal' },
  input: fields({ staffId: id }),
  output: rows({ module: text(64), record: text(64), many: { type: 'integer' } }),
  showsPeople: false,
  run: async (tx: Tx, _, { staffId }) => {
    const found = await sql`select module, record, many::int from auth.left_behind(${staffId})`.execute(tx)
    return { rows: found.rows }
  },
})
