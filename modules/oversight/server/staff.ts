import { createHash } from 'node:crypto'
import { LANGUAGES } from '@nansen/kernel'
import type { Command } from '@nansen/store'
import { sql } from 'kysely'
import { PAPER_CODE } from '../paperCode.ts'
import { act, fields, id, text } from './act.ts'

interface ForSomebody {
  readonly staffId: string
  readonly reason: string
}
const REASON = text(500)
const CODE = { type: 'string', pattern: PAPER_CODE, description: 'minted by the screen; only its hash is kept' }
const hashOf = (code: string): Buffer => createHash('sha256').update(code.replaceAll('-', '')).digest()

/** Colleagues come by two people and go at once. A command's result is kept, so no one-time code is ever in one. */
export const staffCommands: readonly Command[] = [
  act<{ id: string; organisationId: string; displayName: string; email: string; language: string }>({
    name: 'invite',
    action: 'create',
    input: fields({
      id,
      organisationId: id,
      displayName: text(200),
      email: { ...text(254), pattern: '^[^@\\s]+@[^@\\s]+$' },
      language: { type: 'string', enum: LANGUAGES },
    }),
    call: i => sql`auth.invite(${i.id}, ${i.organisationId}, ${i.displayName}, ${i.email}, ${i.language})`,
  }),
  act<{ staffId: string }>({
    name: 'let-in',
    action: 'approve',
    input: fields({ staffId: id }),
    stepUp: true,
    call: i => sql`auth.activate(${i.staffId})`,
  }),
  act<ForSomebody>({
    name: 'disable',
    action: 'change',
    input: fields({ staffId: id, reason: REASON }),
    stepUp: true,
    call: i => sql`auth.disable(${i.staffId}, ${i.reason})`,
  }),
  act<ForSomebody>({
    name: 'resume',
    action: 'change',
    input: fields({ staffId: id, reason: REASON }),
    stepUp: true,
    call: i => sql`auth.resume(${i.staffId}, ${i.reason})`,
  }),
  act<ForSomebody>({
    name: 'end-session',
    action: 'change',
    input: fields({ staffId: id, reason: REASON }),
    call: i => sql`auth.end_session_of(${i.staffId}, ${i.reason})`,
  }),
  act<{ staffId: string; code: string }>({
    name: 'issue-code',
    action: 'create',
    input: fields({ staffId: id, code: CODE }),
    stepUp: true,
    call: i => sql`login.issue_code(${i.staffId}, ${hashOf(i.code)})`,
  }),
  act<{ staffId: string }>({
    name: 'unlock',
    action: 'change',
    input: fields({ staffId: id }),
    call: i => sql`login.unlock(${i.staffId})`,
  }),
  act<ForSomebody & { id: string }>({
    name: 'request-reset',
    action: 'create',
    input: fields({ id, staffId: id, reason: REASON }),
    call: i => sql`login.request_reset(${i.id}, ${i.staffId}, ${i.reason})`,
  }),
  act<{ id: string; reason: string }>({
    name: 'refuse-reset',
    action: 'approve',
    input: fields({ id, reason: REASON }),
    call: i => sql`login.refuse_reset(${i.id}, ${i.reason})`,
  }),
  act<{ id: string; code: string }>({
    name: 'approve-reset',
    action: 'approve',
    input: fields({ id, code: CODE }),
    stepUp: true,
    call: i => sql`login.approve_reset(${i.id}, ${hashOf(i.code)})`,
  }),
]
