import { defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { list, NUMBER, object, TEXT } from './schemas.ts'

interface Stage {
  readonly state: string
  readonly cases: number
  readonly people: number
  readonly emergency: number
  readonly urgent: number
  /** Cases whose submission or departure is overdue. */
  readonly late: number
  /** Days in this state, of the case that is there longest. */
  readonly longest: number
}
interface Asked {
  readonly year: string
  readonly country: string
  readonly quota: number
  readonly submitted: number
  readonly accepted: number
  readonly departed: number
  readonly left: number
}
interface Waiting {
  readonly year: string
  readonly country: string
  readonly cases: number
  readonly people: number
}

/**
 * Where the cases stand that the asker may read, and needs beside places: people who wait by the year in which they were found and their country of
 * asylum, and of each receiving state's year its places, who was put forward, accepted and left. All but cases are people.
 */
export const pipeline: Query = defineQuery<
  Record<string, never>,
  { stages: readonly Stage[]; asked: readonly Asked[]; waiting: readonly Waiting[] }
>({
  name: 'resettlement.pipeline',
  module: 'resettlement',
  needs: { action: 'read', level: 'personal' },
  showsPeople: false,
  input: object({}),
  output: object({
    stages: list(object({ state: TEXT, ...numbers('cases', 'people', 'emergency', 'urgent', 'late', 'longest') })),
    asked: list(
      object({ year: TEXT, country: TEXT, ...numbers('quota', 'submitted', 'accepted', 'departed', 'left') }),
    ),
    waiting: list(object({ year: TEXT, country: TEXT, ...numbers('cases', 'people') })),
  }),
  async run(tx, asking) {
    const now = asking.now()
    const { rows: stages } = await sql<Stage>`
      select f.state, count(*)::int as cases, coalesce(sum(t.people), 0)::int as people,
        count(*) filter (where f.submission_priority = 'emergency')::int as emergency,
        count(*) filter (where f.submission_priority = 'urgent')::int as urgent,
        count(*) filter (where exists (select from resettlement.clock c where c.parent_id = f.id and c.name in ('preparation', 'departure')
          and c.status = 'expired'))::int as late,
        max(extract(day from ${now} - f.state_since))::int as longest
      from resettlement.file f ${PEOPLE} where f.state not in ('departed', 'closed') group by f.state`.execute(tx)
    const { rows: asked } = await sql<Asked>`
      select ${YEAR} as year, q.country, sum(q.persons)::int as quota, coalesce(sum(s.submitted), 0)::int as submitted,
        coalesce(sum(q.accepted), 0)::int as accepted, coalesce(sum(q.departed), 0)::int as departed,
        sum(q.persons - coalesce(q.taken, 0))::int as left
      from resettlement.quota q left join lateral (
        select sum(x.persons)::int as submitted from resettlement.submission x where x.quota = q.id and x.outcome <> 'taken-back') s on true
      group by 1, 2 order by 1 desc, 2`.execute(tx)
    const { rows: waiting } = await sql<Waiting>`
      select to_char(f.found_on, 'YYYY') as year, o.country, count(*)::int as cases, coalesce(sum(t.people), 0)::int as people
      from resettlement.file f join auth.office o on o.id = f.office_id ${PEOPLE}
      where f.state in ('identified', 'assessment', 'checking', 'interviewing', 'drafting', 'recommended', 'reviewed', 'rejected')
      group by 1, 2 order by 1 desc, 2`.execute(tx)
    return { stages, asked, waiting }
  },
})

function numbers(...names: readonly string[]) {
  return Object.fromEntries(names.map(name => [name, NUMBER]))
}

const PEOPLE = sql`left join lateral (
  select count(*)::int as people from resettlement.traveller t where t.parent_id = f.id and t.withdrawn_at is null) t on true`
/** A state's own year may begin in any month: 2026/27. */
const YEAR = sql`to_char(q.begins_on, 'YYYY') || case when extract(year from q.begins_on) = extract(year from q.ends_on) then ''
  else '/' || to_char(q.ends_on, 'YY') end`
