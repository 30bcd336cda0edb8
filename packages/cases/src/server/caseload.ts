import { defineQuery, type Query } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, INTEGER, list, NAME, object, orNull, TEXT } from './schemas.ts'

/** What one colleague carries in a module. */
interface Load {
  /** Null: nobody's. */
  readonly ownerId: string | null
  readonly team: string | null
  readonly cases: number
  /** Open tasks whose day is past, and those of the seven days to come: by whoever is to do them. */
  readonly overdue: number
  readonly soon: number
}

/** Days of what is due soon. */
const SOON = 7

/**
 * How the open cases and tasks of a module lie on its colleagues, as far as the asker may read them; for who approves also on those who have none yet.
 * Whoever carries least comes last.
 */
export const caseload = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string }, { colleagues: readonly Load[] }>({
    name: 'cases.caseload',
    module: 'cases',
    needs: null,
    input: object({ module: NAME }),
    output: object({
      colleagues: list(
        object({ ownerId: orNull(ID), team: orNull(TEXT), cases: INTEGER, overdue: INTEGER, soon: INTEGER }),
      ),
    }),
    showsPeople: false,
    run: async (tx, asking, { module }) => {
      const { name, open, root, table } = caseModuleFor(all, asking.session, module)
      const now = asking.now()
      const until = new Date(now.getTime() + SOON * 86_400_000)
      const { rows } = await sql<Load>`
        with workers as (select staff_id, team from cases.workers_of(${name})),
        ${reachedFor(name)},
        owned as (select owner_id, count(*)::int as cases from (${reached(sql`owner_id`, root, sql`r.id`, sql`state = any (${open}::text[])`)}) c
          group by owner_id),
        due as (select coalesce(for_staff, owner_id) as owner_id, (count(*) filter (where due_at < ${now}))::int as overdue,
            (count(*) filter (where due_at >= ${now} and due_at < ${until}))::int as soon
          from (${reached(sql`for_staff, owner_id, due_at`, table('task'), sql`r.root_id`, sql`status = 'open' and withdrawn_at is null and due_at < ${until}`)}) t
          group by 1),
        everybody as (select staff_id as owner_id from workers union select owner_id from owned union select owner_id from due)
        select e.owner_id as "ownerId", w.team, coalesce(o.cases, 0) as cases, coalesce(d.overdue, 0) as overdue, coalesce(d.soon, 0) as soon
        from everybody e left join workers w on w.staff_id = e.owner_id left join owned o on o.owner_id is not distinct from e.owner_id
        left join due d on d.owner_id is not distinct from e.owner_id
        order by cases desc, overdue desc, soon desc, e.owner_id`.execute(tx)
      return { colleagues: rows }
    },
  })

/** Where the asker reads, once for the whole question. */
const reachedFor = (name: string): RawBuilder<unknown> => sql`me as materialized (
  select auth.reach(${name}, 'read', 'personal') as offices, auth.owners(${name}, 'read', 'personal') as owners,
    auth.cases(${name}, 'read', 'personal') as cases)`

/** Rows that the asker reaches, each way along its index and each row once; what they may read of them is the policies' word. */
function reached(
  columns: RawBuilder<unknown>,
  table: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  fits: RawBuilder<unknown>,
) {
  const elsewhere = (ways: RawBuilder<unknown>, by: RawBuilder<unknown>) => sql`
    select ${columns} from me, (select distinct unnest(${ways}) as one from me) ways
    cross join lateral (select * from ${table} r where ${by} = ways.one offset 0) r where ${fits} and office_id <> all (me.offices)`
  return sql`select ${columns} from ${table} where ${fits} and office_id = any ((select offices from me)::uuid[])
    union all ${elsewhere(sql`owners`, sql`r.owner_id`)}
    union all ${elsewhere(sql`cases`, id)} and (owner_id is null or owner_id <> all (me.owners))`
}

/** Teams of the office of a case, to which it can be given before somebody of them takes it. */
export const teams = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string; id: string }, { teams: readonly string[] }>({
    name: 'cases.teams',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object({ teams: list(TEXT) }),
    showsPeople: false,
    run: async (tx, asking, { module, id }) => {
      const { name } = caseModuleFor(all, asking.session, module, 'change')
      const { rows } = await sql<{ team: string }>`select team from cases.teams_for(${name}, ${id})`.execute(tx)
      return { teams: rows.map(({ team }) => team) }
    },
  })
