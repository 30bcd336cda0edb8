import { type Asking, auditRead, type Tx } from '@nansen/store'
import { sql } from 'kysely'

/** What a record says of a person beyond the summary, for who may read that record; null for who may not: another country's stays unsaid. */
export interface Facts {
  readonly born: string | null
  readonly bornEstimated: boolean
  readonly birthTown: string | null
  readonly countryOfBirth: string | null
  readonly fatherName: string | null
  readonly motherName: string | null
  readonly fledOn: string | null
  readonly arrivedOn: string | null
}

/** A flight or a part of one, in the order of the way. */
export interface Step {
  readonly kind: 'left' | 'leg' | 'arrived'
  readonly on: string | null
  readonly country: string | null
  readonly place: string | null
  readonly means: string | null
}

export interface Story {
  readonly facts: Facts | null
  readonly flight: readonly Step[]
}

/** Both from the tables themselves: their policies say what this asker reads. A record that was read is audited as read. */
export async function storyOf(tx: Tx, asking: Asking, individual: string): Promise<Story> {
  const { rows } = await sql<Facts>`
    select born::text, born_estimated is true as "bornEstimated", birth_town as "birthTown", country_of_birth as "countryOfBirth",
      father_name as "fatherName", mother_name as "motherName", fled_on::text as "fledOn", arrived_on::text as "arrivedOn"
    from registration.individual where id = ${individual}::uuid`.execute(tx)
  const [facts] = rows
  if (facts === undefined) return { facts: null, flight: [] }
  const flight = await sql<Step>`
    select kind, "on", country, place, means from (
      select 0 as part, 0 as nth, 'left' as kind, left_on::text as "on", left_country as country, left_place as place, null as means
      from registration.flight where parent_id = ${individual}::uuid and (left_on is not null or left_country is not null or left_place is not null)
      union all
      select 1, sequence, 'leg', coalesce(arrived_on, left_on)::text, country, place_as_said, means
      from registration.flight_leg where parent_id = ${individual}::uuid
      union all
      select 2, 0, 'arrived', arrived_on::text, null, arrived_at, null
      from registration.flight where parent_id = ${individual}::uuid and (arrived_on is not null or arrived_at is not null)
    ) way order by part, nth, "on"`.execute(tx)
  await auditRead(tx, asking, {
    module: 'registration',
    action: 'read',
    record: 'individual',
    ids: [individual],
    reason: 'adjudication',
  })
  return { facts, flight: flight.rows }
}

interface Pair {
  readonly id: string
  readonly first: string
  readonly second: string
}

/** What people said of this pair before, newest first; and what speaks for two of one birth. */
export async function beforeAndTwins(tx: Tx, { id, first, second }: Pair) {
  const earlier = await sql`
    select r.id, r.outcome, r.decided_at as "decidedAt", r.withdrawn_because as "withdrawnBecause",
      coalesce((select jsonb_agg(o.reasons order by o.created_at) from adjudication.opinion o where o.parent_id = r.id and o.disclosed), '[]') as reasons
    from adjudication.review r
    where r.id <> ${id}::uuid and r.state = 'decided' and (r.first, r.second) in ((${first}::uuid, ${second}::uuid), (${second}::uuid, ${first}::uuid))
    order by r.decided_at desc nulls last`.execute(tx)
  const twins = await sql<{ sameBirth: boolean; sameMother: boolean; sameFather: boolean }>`
    select same_birth as "sameBirth", same_mother as "sameMother", same_father as "sameFather" from adjudication.signs_of_twins(${id}::uuid)`.execute(
    tx,
  )
  const [signs] = twins.rows
  return {
    earlier: earlier.rows,
    /** Same whole day of birth and a parent in common: two of one birth look like this, and are two. */
    likeTwins: signs?.sameBirth === true && (signs.sameMother || signs.sameFather),
  }
}
