import { auditRead, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { ID, INTEGER, list, object, TEXT } from './schemas.ts'

interface Present {
  readonly enrolmentId: string
  readonly number: string
  readonly name: string
  readonly hours: number
}
interface Meeting {
  readonly id: string
  readonly heldOn: string
  readonly topic: string
  readonly hours: number
  readonly present: number
  readonly absent: number
}

/** Meetings shown, the latest first. */
const SHOWN = 30
/** People of one programme that are shown. */
const MOST = 500

/** Who takes part in a programme now, by name, and its latest meetings with how many came. */
export const classList: Query = defineQuery<
  { readonly programmeId: string },
  { readonly people: readonly Present[]; readonly meetings: readonly Meeting[] }
>({
  name: 'partner_services.classList',
  module: 'partner_services',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ programmeId: ID }),
  output: object({
    people: list(object({ enrolmentId: ID, number: TEXT, name: TEXT, hours: INTEGER })),
    meetings: list(object({ id: ID, heldOn: TEXT, topic: TEXT, hours: INTEGER, present: INTEGER, absent: INTEGER })),
  }),
  async run(tx, asking, { programmeId }) {
    const taking = await sql<Present>`
      select e.id as "enrolmentId", e.number, coalesce(c.display_name_native, c.display_name) as name, coalesce(e.hours_present, 0) as hours
      from partner_services.enrolment e
      cross join lateral registration.cards(array[e.subject]) c
      where e.programme = ${programmeId} and e.state = 'taking-part' order by 3, 2 limit ${MOST}`.execute(tx)
    const meetings = await sql<Meeting>`
      select s.id, s.held_on::text as "heldOn", s.topic, s.hours,
        count(a.id) filter (where a.presence in ('present', 'late'))::int as present,
        count(a.id) filter (where a.presence in ('absent', 'excused'))::int as absent
      from partner_services.session s left join partner_services.attendance a on a.session = s.id and a.withdrawn_at is null
      where s.parent_id = ${programmeId} and s.withdrawn_at is null
      group by s.id order by s.held_on desc, s.id desc limit ${SHOWN}`.execute(tx)
    await auditRead(tx, asking, {
      module: 'partner_services',
      action: 'read',
      record: 'enrolment',
      ids: taking.rows.map(({ enrolmentId }) => enrolmentId),
      reason: 'class list',
    })
    return { people: taking.rows, meetings: meetings.rows }
  },
})
