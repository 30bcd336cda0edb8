import type pg from 'pg'
import { CannotGoOn } from '../../cannotGoOn.ts'
import type { Lane, Queued } from './lanes.ts'

/** Programmes of their own, so that each run finds queues that nobody served: the same families come for food, soap, fuel and pots. */
const POINTS = 10

interface Clerk {
  readonly staff: string
  readonly office: string
}

/** The clerk with the longest queue, and so many colleagues beside them as lanes need: one person has one session. */
async function clerksOfOneCamp(client: pg.Client, lanes: number): Promise<readonly Clerk[]> {
  const { rows } = await client.query<Clerk & { assignment: string }>(
    `select a.id as assignment, a.staff_id as staff, a.office_id as office from auth.assignment a join auth.staff s on s.id = a.staff_id
     where a.role = 'distribution_clerk' and s.email not like 'lane%' order by (select count(*) from registration.registration_group g where g.office_id = a.office_id) desc, a.id
     limit 1`,
  )
  const clerk = rows[0]
  if (clerk === undefined) throw new CannotGoOn('nobody gives out in this world: invent more people')
  await client.query(
    `with wanted as (select n, 'lane' || n || '@demo.nansen' as email from generate_series(1, $2) n),
     added as (
       insert into auth.staff select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'display_name', 'Lane ' || w.n, 'email', w.email))).*
       from wanted w, auth.staff s where s.id = $3 and not exists (select from auth.staff x where x.email = w.email) returning id)
     insert into auth.assignment select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'staff_id', added.id))).*
     from added, auth.assignment a where a.id = $1`,
    [clerk.assignment, lanes - 1, clerk.staff],
  )
  const beside = await client.query<Clerk>(
    `select a.staff_id as staff, a.office_id as office from auth.assignment a join auth.staff s on s.id = a.staff_id
     where s.email like 'lane%@demo.nansen' order by s.email limit $1`,
    [lanes - 1],
  )
  return [clerk, ...beside.rows]
}

/**
 * Lists frozen anew at one camp, a point for each, and lanes signed in there.
 * @param signIn opens a session of this colleague and answers its token
 */
export async function openPoints(
  client: pg.Client,
  lanes: number,
  signIn: (staffId: string) => Promise<string>,
): Promise<readonly Lane[]> {
  const clerks = await clerksOfOneCamp(client, lanes)
  const points: { readonly point: string; readonly queue: readonly Queued[] }[] = []
  for (let n = 0; n < POINTS; n++) points.push(await openPoint(client, clerks[0]!, n))
  const opened: Lane[] = []
  for (const [n, { staff }] of clerks.entries()) {
    const { point, queue } = points[n % POINTS]!
    const token = await signIn(staff)
    const first = Math.floor(n / POINTS)
    const beside = Math.ceil((lanes - (n % POINTS)) / POINTS)
    opened.push({ token, point, families: queue.filter((_, at) => at % beside === first) })
  }
  return opened
}

async function openPoint(client: pg.Client, { staff, office }: Clerk, n: number) {
  const { rows } = await client.query<{ cycle: string }>(
    `with programme as (
       insert into assistance.programme (id, office_id, name, kind, running)
       values (gen_random_uuid(), $1, 'Bench ' || $2, 'food', true) returning id),
     rules as (
       insert into assistance.entitlement (id, parent_id, root_id, office_id, item, measure, quantity, per)
       select gen_random_uuid(), p.id, p.id, $1, i.item, 'kilogram', 2, 'person' from programme p, unnest(array['Sorghum', 'Pulses', 'Oil', 'Soap']) i (item))
     select id as cycle from programme`,
    [office, n],
  )
  const programme = rows[0]!.cycle
  const made = await client.query<{ cycle: string }>(
    `insert into assistance.cycle (id, office_id, programme, period, cut_off)
     values (gen_random_uuid(), $1, $2, date_trunc('month', current_date)::date, current_date) returning id as cycle`,
    [office, programme],
  )
  const { cycle } = made.rows[0]!
  await client.query(
    `update assistance.cycle c set state = 'frozen', families = w.families, people = w.people, sha256 = w.sha256, frozen_by = $2
     from assistance.write_list($1) w where c.id = $1`,
    [cycle, staff],
  )
  await client.query(`update assistance.cycle set state = 'distributing' where id = $1`, [cycle])
  const point = await client.query<{ id: string }>(
    `insert into assistance.point (id, office_id, cycle, place, on_day, lanes, open)
     values (gen_random_uuid(), $1, $2, 'Gate ' || $3, current_date, 5, true) returning id`,
    [office, cycle, n],
  )
  const { rows: queue } = await client.query<Queued>(
    `select l.id as entry, l.number from assistance.list_entry l join registration.individual i on i.id = l.collector
     where l.cycle = $1 and l.restriction_group is null and i.process_status in ('active', 'hold') order by md5(l.number)`,
    [cycle],
  )
  return { point: point.rows[0]!.id, queue }
}
