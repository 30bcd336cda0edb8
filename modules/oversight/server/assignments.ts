import { ROLES } from '@nansen/model'
import type { Command } from '@nansen/store'
import { sql } from 'kysely'
import { act, day, fields, id, nullable, text } from './act.ts'

interface Wanted {
  readonly id: string
  readonly staffId: string
  readonly role: string
  readonly officeId: string
  readonly team?: string | null
  readonly validFrom: string
  readonly validTo?: string | null
}

/** A role at an office between two days. It holds after two approvals, and ends by itself. */
export const assignmentCommands: readonly Command[] = [
  act<Wanted>({
    name: 'request-assignment',
    action: 'create',
    input: fields(
      {
        id,
        staffId: id,
        role: { type: 'string', enum: ROLES },
        officeId: id,
        team: nullable(text(60)),
        validFrom: day,
        validTo: nullable(day),
      },
      ['team', 'validTo'],
    ),
    call: i =>
      sql`auth.request_assignment(${i.id}, ${i.staffId}, ${i.role}, ${i.officeId}, ${i.team ?? null}, ${i.validFrom}, ${i.validTo ?? null})`,
  }),
  act<{ id: string }>({
    name: 'approve-assignment',
    action: 'approve',
    input: fields({ id }),
    stepUp: true,
    call: i => sql`auth.approve_assignment(${i.id})`,
  }),
  act<{ id: string; reason: string }>({
    name: 'end-assignment',
    action: 'change',
    input: fields({ id, reason: text(500) }),
    call: i => sql`auth.end_assignment(${i.id}, ${i.reason})`,
  }),
]
