import { type Asking, auditRead, defineQuery, type Query, type Tx } from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
import { type CaseModule, readableBy } from './caseModules.ts'
import { BOOLEAN, ID, INTEGER, list, object, orNull, TEXT } from './schemas.ts'

const DAY = { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' } as const

/** Something of a week: an appointment, a task that is due, a clock that ends. */
interface OfWeek {
  readonly module: string
  readonly caseId: string
  readonly number: string
  readonly id: string
  readonly what: 'appointment' | 'task' | 'clock'
  /** The kind of appointment or task, or the clock's name. */
  readonly kind: string
  readonly about: string | null
  /** Whose it is. */
  readonly who: string | null
  readonly at: string
  /** The day it lies on where the office is; a period that ends at midnight lies on the day before. */
  readonly day: string
  /** Appointments: how long. */
  readonly minutes: number | null
  /** An appointment's, or `open` and `running`. */
  readonly status: string
}
interface Day {
  readonly day: string
  /** Nobody works. */
  readonly rest: boolean
  readonly holiday: Readonly<Record<string, string>> | null
  /** What is left out, as a day shows only so many. */
  readonly more: number
}
interface Week {
  readonly days: readonly Day[]
  readonly due: readonly OfWeek[]
}
interface Asked {
  readonly officeId: string
  /** A day of the week that is meant. */
  readonly day: string
  readonly whose: 'mine' | 'office'
}

/** Lines that one day shows. */
const MOST_A_DAY = 40

/**
 * A week of an office, or of the asker's own there and everywhere: what of all case modules lies on each day, as far as the asker reads the cases.
 * It begins on the first day of work after the country's days of rest.
 */
export const week = (all: readonly CaseModule[]): Query =>
  defineQuery<Asked, Week>({
    name: 'cases.week',
    module: 'cases',
    needs: null,
    input: object({ officeId: ID, day: DAY, whose: { enum: ['mine', 'office'] } }),
    output: object({
      days: list(
        object({
          day: DAY,
          rest: BOOLEAN,
          holiday: orNull({ type: 'object', additionalProperties: TEXT }),
          more: INTEGER,
        }),
      ),
      due: list(
        object({
          module: TEXT,
          caseId: ID,
          number: TEXT,
          id: ID,
          what: TEXT,
          kind: TEXT,
          about: orNull(ID),
          who: orNull(ID),
          at: TEXT,
          day: DAY,
          minutes: orNull(INTEGER),
          status: TEXT,
        }),
      ),
    }),
    showsPeople: true,
    run: async (tx, asking, asked) => {
      const { days, zone } = await daysOf(tx, asked)
      const modules = readableBy(all, asking.session)
      if (modules.length === 0 || days.length === 0) return { days, due: [] }
      const stretch = { first: days[0]!.day, zone }
      const parts = modules.flatMap(each => partsOf(each, asking, asked, stretch))
      const { rows } = await sql<OfWeek & { many: number }>`
        select * from (select *, count(*) over (partition by day)::int as many, row_number() over (partition by day order by at, number) as n
          from (select *, ((at - case what when 'appointment' then interval '0' else interval '1 second' end) at time zone ${zone})::date::text as day
            from (${sql.join(parts, sql` union all `)}) every) placed) counted
        where n <= ${sql.lit(MOST_A_DAY)} order by at, number`.execute(tx)
      await noteShown(tx, asking, modules, rows)
      return {
        days: days.map(each => ({
          ...each,
          more: Math.max((rows.find(({ day }) => day === each.day)?.many ?? 0) - MOST_A_DAY, 0),
        })),
        due: rows.map(({ module, caseId, number, id, what, kind, about, who, at, day, minutes, status }) => ({
          ...{ module, caseId, number, id, what, kind, about, who, at, day, minutes, status },
        })),
      }
    },
  })

/** The seven days, and the zone in which they end. A week whose every day is one of work begins on Monday. */
async function daysOf(tx: Tx, { officeId, day }: Asked): Promise<{ days: readonly Day[]; zone: string }> {
  const { rows } = await sql<Day & { zone: string }>`
    with here as (select o.country, coalesce(c.zone, 'UTC') as zone, coalesce(c.weekend, '{6,7}') as weekend
      from auth.office o left join cases.calendar c on c.country = o.country where o.id = ${officeId}::uuid),
    begins as (select coalesce(min(d), 1) as iso from here, generate_series(1, 7) d
      where d <> all (here.weekend) and (d + 5) % 7 + 1 = any (here.weekend)),
    first as (select ${day}::date - (extract(isodow from ${day}::date)::int - begins.iso + 7) % 7 as day from begins)
    select (first.day + n)::text as day, extract(isodow from first.day + n)::int = any (here.weekend) or h.day is not null as rest,
      h.name as holiday, 0 as more, here.zone
    from here, first, generate_series(0, 6) n left join lateral (
      select * from cases.holiday h where h.country = (select here.country from here) and h.day = (select first.day from first) + n) h on true
    order by n`.execute(tx)
  return { days: rows.map(({ zone: _, ...each }) => each), zone: rows[0]?.zone ?? 'UTC' }
}

interface Stretch {
  readonly first: string
  readonly zone: string
}

/** One question per way, so that each ends at an index; who reaches the row is the policies' word. */
function partsOf(
  { name, root, table }: CaseModule,
  { session }: Asking,
  { officeId, whose }: Asked,
  { first, zone }: Stretch,
): readonly RawBuilder<unknown>[] {
  const from = sql`(${first}::date::timestamp at time zone ${zone})`
  const until = sql`((${first}::date + 7)::timestamp at time zone ${zone})`
  const me = sql`${session.staffId}::uuid`
  const mine = whose === 'mine'
  const of = (fits: RawBuilder<unknown>) => (mine ? fits : sql`r.office_id = ${officeId}::uuid`)
  const line = (
    what: string,
    columns: RawBuilder<unknown>,
    from_: RawBuilder<unknown>,
  ) => sql`(select ${name}::text as module, c.id as "caseId", c.number, r.id,
    ${what}::text as what, ${columns} from ${from_} r join ${root} c on c.id = r.root_id`
  const task = (fits: RawBuilder<unknown>) =>
    sql`${line('task', sql`r.kind, r.about, coalesce(r.for_staff, r.owner_id) as who, r.due_at as at, null::int as minutes, r.status`, table('task'))}
      where r.status = 'open' and r.withdrawn_at is null and r.due_at > ${from} and r.due_at <= ${until} and ${fits})`
  return [
    sql`${line('appointment', sql`r.kind, r.individual as about, r.officer as who, r.starts_at as at, r.minutes, r.status`, table('appointment'))}
      where r.withdrawn_at is null and r.status <> 'cancelled' and r.starts_at >= ${from} and r.starts_at < ${until} and ${of(sql`r.officer = ${me}`)})`,
    ...(mine
      ? [task(sql`r.for_staff = ${me}`), task(sql`r.for_staff is null and r.owner_id = ${me}`)]
      : [task(sql`r.office_id = ${officeId}::uuid`)]),
    sql`${line('clock', sql`r.name as kind, null::uuid as about, r.owner_id as who, r.due_at as at, null::int as minutes, r.status`, table('clock'))}
      where r.status = 'running' and r.due_at > ${from} and r.due_at <= ${until} and ${of(sql`r.owner_id = ${me}`)})`,
  ]
}

async function noteShown(tx: Tx, asking: Asking, modules: readonly CaseModule[], due: readonly OfWeek[]) {
  for (const { name, rules } of modules) {
    const ids = [...new Set(due.filter(({ module }) => module === name).map(({ caseId }) => caseId))]
    if (ids.length > 0)
      await auditRead(tx, asking, { module: name, action: 'read', record: rules.record, ids, reason: 'week' })
  }
}
