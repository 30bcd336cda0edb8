import { defineQuery } from '@nansen/store'
import { sql } from 'kysely'
import { object } from '../commands/schemas.ts'
import { today as dayOf } from '../household/households.ts'

/** Numbers for the first page, of the people the asker may read. */
export interface Today {
  readonly people: number
  readonly groups: number
  readonly registered_today: number
  readonly registered_this_week: number
  readonly on_hold: number
  readonly without_photo: number
  /** Corrections that wait for somebody other than who asked for them. */
  readonly corrections_waiting: number
  /** Of these, those the asker did not ask for. */
  readonly corrections_for_me: number
}

const NUMBER = { type: 'integer' } as const
const WEEK = 7

/** How much there is, and how much waits. Shows no person. */
export const today = defineQuery<Readonly<Record<string, never>>, Today>({
  name: 'registration.today',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({}),
  output: object({
    people: NUMBER,
    groups: NUMBER,
    registered_today: NUMBER,
    registered_this_week: NUMBER,
    on_hold: NUMBER,
    without_photo: NUMBER,
    corrections_waiting: NUMBER,
    corrections_for_me: NUMBER,
  }),
  async run(tx, asking) {
    const day = dayOf(asking)
    const { rows } = await sql<Today>`select p.*, g.*, c.* from
      (select count(*) as people, count(*) filter (where registered_on = ${day}::date) as registered_today,
         count(*) filter (where registered_on > ${day}::date - ${WEEK}::int) as registered_this_week,
         count(*) filter (where process_status = 'hold') as on_hold,
         count(*) filter (where thumbnail is null) as without_photo
       from registration.individual where process_status in ('active', 'hold')) p,
      (select count(*) as groups from registration.registration_group where process_status in ('active', 'hold')) g,
      (select count(*) as corrections_waiting,
         count(*) filter (where requested_by is distinct from ${asking.session.staffId}::uuid) as corrections_for_me
       from registration.correction_request where state = 'requested' and withdrawn_at is null) c`.execute(tx)
    return rows[0]!
  },
})
