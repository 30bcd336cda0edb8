import { defineQuery, type JsonSchema, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { fields, id, nullable, text } from './act.ts'

interface Asked {
  /** Any record's identifier, or a colleague's on whom something was done. */
  readonly personId?: string
  readonly staffId?: string
  /** Done by colleagues of this office or below, at the time. */
  readonly officeId?: string
  readonly since?: string
  readonly until?: string
  readonly module?: string
  readonly action?: string
  readonly outcome?: 'allow' | 'deny'
  /** `next` of the page before. */
  readonly before?: number
  readonly limit?: number
}

/** Lines a page unless said; at most. */
const PAGE = { usual: 100, most: 500 } as const
export const INSTANT: JsonSchema = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z$',
}
const WORDS: JsonSchema = { type: 'array', items: { type: 'string' } }

const LINE: JsonSchema = fields({
  seq: { type: 'integer' },
  at: text(40),
  staffId: nullable(id),
  staffName: nullable(text(200)),
  purpose: nullable(text(64)),
  module: text(64),
  action: text(64),
  record: text(64),
  ids: { type: 'array', items: id },
  fields: WORDS,
  outcome: { type: 'string', enum: ['allow', 'deny'] },
  reason: nullable(text(2000, 0)),
  commandId: nullable(id),
})

/** What was done and read, newest first. Asking is itself written down, by the database, before the answer goes out. */
export const auditSearch: Query = defineQuery<Asked, { rows: readonly Line[]; next: number | null }>({
  name: 'oversight.audit',
  module: 'oversight',
  needs: { action: 'read', level: 'protected' },
  input: {
    type: 'object',
    properties: {
      personId: id,
      staffId: id,
      officeId: id,
      since: INSTANT,
      until: INSTANT,
      module: text(64),
      action: text(64),
      outcome: { type: 'string', enum: ['allow', 'deny'] },
      before: { type: 'integer', minimum: 1 },
      limit: { type: 'integer', minimum: 1, maximum: PAGE.most },
    },
    additionalProperties: false,
  },
  output: fields({ rows: { type: 'array', items: LINE }, next: nullable({ type: 'integer' }) }),
  showsPeople: true,
  run: async (tx: Tx, _, asked) => {
    const limit = asked.limit ?? PAGE.usual
    const found = await sql<Line>`
      select seq, at, staff_id as "staffId", staff_name as "staffName", purpose, module, action, record, ids, fields, outcome, reason,
        command_id as "commandId"
      from audit.search(${asked.personId ?? null}, ${asked.staffId ?? null}, ${asked.officeId ?? null}, ${asked.since ?? null},
        ${asked.until ?? null}, ${asked.module ?? null}, ${asked.action ?? null}, ${asked.outcome ?? null}, ${asked.before ?? null},
        ${limit})`.execute(tx)
    return { rows: found.rows, next: found.rows.length < limit ? null : (found.rows.at(-1)?.seq ?? null) }
  },
})

interface Line {
  readonly seq: number
  readonly at: string
}
