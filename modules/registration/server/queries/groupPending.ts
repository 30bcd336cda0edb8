import { defineQuery, getRecord } from '@nansen/store'
import { sql } from 'kysely'
import { registration } from '../../index.ts'
import { ID, object } from '../commands/schemas.ts'

export interface GroupPending {
  /** Merges into this group that were not taken back, the newest first. */
  readonly merges: readonly {
    readonly id: string
    readonly number: string
    readonly because: string
    readonly on: string
    /** Members who joined after it: what they are may need saying when it is taken back. */
    readonly since: readonly string[]
  }[]
  /** A transfer that waits for an answer. */
  readonly transfer: { readonly id: string; readonly to_name: string; readonly because: string } | null
  /** What the asker may do with this group and its like. */
  readonly may: { readonly merge: boolean; readonly transfer: boolean }
}

const ROWS = { type: 'array', items: { type: 'object', additionalProperties: true } } as const

/** What was done to a group and can be taken back, and what waits. */
export const groupPending = defineQuery<{ readonly id: string }, GroupPending>({
  name: 'registration.groupPending',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({ id: ID }),
  output: object({
    merges: ROWS,
    transfer: { type: ['object', 'null'], additionalProperties: true },
    may: object({ merge: { type: 'boolean' }, transfer: { type: 'boolean' } }),
  }),
  async run(tx, asking, { id }) {
    await getRecord(tx, asking, registration, 'registration_group', id)
    const merges = await sql<GroupPending['merges'][number]>`select m.id, g.number, m.because, m.created_at as on,
        array(select x.individual from registration.membership x join registration.individual i on i.id = x.individual
          where x.parent_id = m.parent_id and x.member_to is null and x.withdrawn_at is null
            and strpos(E'\\n' || m.codes_before, E'\\n' || x.sequence || ' ') = 0
            and not exists (select from registration.membership b where b.parent_id = m.from_group
              and b.individual = x.individual and b.left_because = 'merged')) as since
      from registration.group_merge m join registration.registration_group g on g.id = m.from_group
      where m.parent_id = ${id}::uuid and m.undone_because is null order by m.created_at desc`.execute(tx)
    const waiting = await sql<NonNullable<GroupPending['transfer']>>`select t.id, o.name as to_name, t.because
      from registration.transfer t join auth.office o on o.id = t.to_office
      where t.parent_id = ${id}::uuid and t.answer is null`.execute(tx)
    const may = await sql<GroupPending['may']>`select
      auth.may('registration', 'merge', 'personal', g.office_id, g.owner_id, g.id, g.restriction_group)
        and auth.may('registration', 'change', 'personal', g.office_id, g.owner_id, g.id, g.restriction_group) as merge,
      auth.may('registration', 'transfer', 'personal', g.office_id, g.owner_id, g.id, g.restriction_group) as transfer
      from registration.registration_group g where g.id = ${id}::uuid`.execute(tx)
    return { merges: merges.rows, transfer: waiting.rows[0] ?? null, may: may.rows[0]! }
  },
})
