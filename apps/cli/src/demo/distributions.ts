import type pg from 'pg'
import { payCash } from './cash.ts'

/** Where the practice world gives out: the camp of its distribution clerk. */
const OFFICE = 'FAR'
/** The signed-in names of who froze the lists and of who gave out. */
const CLERK = 'abakar@demo.nansen'
const HEAD = 'abdoulaye@demo.nansen'
/** Of ten families on the list of this month, so many have come already. */
const CAME_OF_TEN = 6

const RULES = `('Sorghum', 'kilogram', 12.75, 'person', null::int, null::int, null::text), ('Pulses', 'kilogram', 1.5, 'person', null, null, null),
  ('Vegetable oil', 'litre', 0.9, 'person', null, null, null), ('Soap', 'piece', 2, 'person', null, null, null),
  ('Dignity kit', 'piece', 1, 'person', 12, 49, 'female')`

/** A general food distribution: last month's is closed and nearly everybody came, this month's goes on. */
export async function openDistributions(client: pg.Client, today: string): Promise<void> {
  await client.query('begin')
  const { rows } = await client.query<{ id: string }>(
    `insert into assistance.programme (id, office_id, name, kind, partner, running)
     select gen_random_uuid(), o.id, 'General food distribution', 'food', 'WFP', true from auth.office o where o.code = $1 returning id`,
    [OFFICE],
  )
  const programme = rows[0]?.id
  if (programme !== undefined) {
    await client.query(
      `insert into assistance.entitlement (id, parent_id, item, measure, quantity, per, age_from, age_to, sex)
       select gen_random_uuid(), $1, * from (values ${RULES}) r`,
      [programme],
    )
    await giveOut(client, { programme, today, monthsAgo: 1, of10: 9 })
    await giveOut(client, { programme, today, monthsAgo: 0, of10: CAME_OF_TEN })
    await nameAlternates(client, { programme, today })
    await printCards(client, { programme, today })
    await writeUpPaper(client, { programme, today })
    await payCash(client, today)
  }
  await client.query('commit')
}

/** Families whose collector is ill or old: neighbours collect for them, one agreed to and the others waiting for it. */
async function nameAlternates(
  client: pg.Client,
  { programme, today }: Pick<Round, 'programme' | 'today'>,
): Promise<void> {
  await client.query(
    `insert into assistance.alternate (id, office_id, family, family_number, person, person_number, because, valid_from, valid_until, decision, decided_by, created_by)
     select gen_random_uuid(), f.office_id, f.family, f.number, n.collector, i.number, (array['ill', 'older', 'caring'])[f.at], $2::date - 7, $2::date + 83,
       case f.at when 1 then 'agreed' end, case f.at when 1 then (select s.id from auth.staff s where s.email = '${HEAD}') end,
       (select s.id from auth.staff s where s.email = '${CLERK}')
     from (select l.*, row_number() over (order by md5(l.number))::int as at from assistance.list_entry l
       where l.programme = $1 and l.period = date_trunc('month', $2::date) and l.restriction_group is null
         and not exists (select from assistance.collection k where k.entry = l.id::text)) f
     join lateral (select l.collector from assistance.list_entry l join registration.individual i on i.id = l.collector
       where l.cycle = f.cycle and l.family <> f.family and l.restriction_group is null and i.year_of_birth < 2000 order by md5(l.number || f.number) limit 1) n on true
     join registration.individual i on i.id = n.collector where f.at <= 3`,
    [programme, today],
  )
}

/** Ration cards of half of the families; one in twenty was lost. */
async function printCards(client: pg.Client, { programme, today }: Pick<Round, 'programme' | 'today'>): Promise<void> {
  await client.query(
    `insert into assistance.card (id, office_id, family, family_number, number, size, valid_until, ended, ended_by, ended_because, created_by)
     select gen_random_uuid(), l.office_id, l.family, l.number, l.number || '/R1', l.size, ($2::date + interval '11 months')::date,
       case when l.at % 20 = 3 then 'lost' end, case when l.at % 20 = 3 then c.id end, case when l.at % 20 = 3 then 'Lost on the way from the well' end, c.id
     from (select x.*, row_number() over (order by md5(x.number)) as at from assistance.list_entry x
       where x.programme = $1 and x.period = date_trunc('month', $2::date) and x.restriction_group is null) l,
       (select s.id from auth.staff s where s.email = '${CLERK}') c
     where l.at % 2 = 1`,
    [programme, today],
  )
}

/** A second gate that worked without the server for a day: its paper was written up, and three of its families had collected at the first gate too. */
async function writeUpPaper(
  client: pg.Client,
  { programme, today }: Pick<Round, 'programme' | 'today'>,
): Promise<void> {
  const clerk = `(select s.id from auth.staff s where s.email = '${CLERK}')`
  await client.query(
    `with place as (
       insert into assistance.point (id, office_id, cycle, place, on_day, lanes, open)
       select gen_random_uuid(), c.office_id, c.id, 'Gate 5', c.cut_off + 11, 1, false from assistance.cycle c
       where c.programme = $1 and c.period = date_trunc('month', $2::date) returning id, office_id, cycle, on_day),
     line as (
       select l.*, k.id as first, row_number() over (partition by k.id is null order by md5(l.number || 'paper')) as at from assistance.list_entry l
       left join assistance.collection k on k.entry = l.id::text where l.cycle = (select cycle from place) and l.restriction_group is null
         and not exists (select from assistance.alternate a where a.family = l.family::text)),
     paper as (
       insert into assistance.collection
         (id, office_id, cycle, point, entry, family_number, collector, taken_by, verified, partial, given_at, double_of, from_paper, created_by)
       select gen_random_uuid(), p.office_id, p.cycle, p.id, l.id, l.number, l.collector, 'collector', 'number', false,
         least(p.on_day + interval '12 hours', now()), l.first, true, ${clerk}
       from place p, line l where l.at <= 3 + case when l.first is null then 2 else 0 end returning id, entry, family_number, double_of),
     handed as (
       insert into assistance.given (id, parent_id, item, measure, quantity)
       select gen_random_uuid(), k.id, x ->> 'item', x ->> 'measure', (x ->> 'quantity')::numeric
       from paper k join assistance.list_entry l on l.id = k.entry::uuid, jsonb_array_elements(l.items) x returning item, measure, quantity),
     came as (
       insert into assistance.stock (id, parent_id, act, item, measure, quantity)
       select gen_random_uuid(), p.id, 'received', h.item, h.measure, ceil(sum(h.quantity) * 1.2) from place p, handed h group by p.id, h.item, h.measure)
     insert into assistance.desk (id, office_id, point, reason, said, entry, created_by)
     select gen_random_uuid(), p.office_id, p.id, 'given-twice', k.family_number, k.entry, ${clerk} from place p, paper k where k.double_of is not null`,
    [programme, today],
  )
}

interface Round {
  readonly programme: string
  readonly today: string
  readonly monthsAgo: number
  readonly of10: number
}

async function giveOut(client: pg.Client, { programme, today, monthsAgo, of10 }: Round): Promise<void> {
  const clerk = `(select s.id from auth.staff s where s.email = '${CLERK}')`
  const { rows } = await client.query<{ id: string; office: string; day: string }>(
    `insert into assistance.cycle (id, office_id, programme, period, cut_off)
     select gen_random_uuid(), p.office_id, p.id, d.month, d.month + 4 from assistance.programme p,
       lateral (select (date_trunc('month', $2::date) - make_interval(months => $3))::date as month) d
     where p.id = $1 returning id, office_id as office, (cut_off + 10)::text as day`,
    [programme, today, monthsAgo],
  )
  const { id, office, day } = rows[0]!
  await client.query(
    `update assistance.cycle c set state = 'frozen', families = w.families, people = w.people, sha256 = w.sha256, frozen_by = ${clerk}
     from assistance.write_list($1) w where c.id = $1`,
    [id],
  )
  await client.query(`update assistance.cycle set state = 'distributing' where id = $1`, [id])
  const point = await client.query<{ id: string }>(
    `insert into assistance.point (id, office_id, cycle, place, on_day, lanes, open)
     values (gen_random_uuid(), $1, $2, 'Gate 2', $3, 4, $4) returning id`,
    [office, id, day, monthsAgo === 0],
  )
  await client.query(
    `insert into assistance.stock (id, parent_id, act, item, measure, quantity)
     select gen_random_uuid(), $1, 'received', x ->> 'item', x ->> 'measure', ceil(sum((x ->> 'quantity')::numeric))
     from assistance.list_entry l, jsonb_array_elements(l.items) x where l.cycle = $2 group by 3, 4, 5`,
    [point.rows[0]!.id, id],
  )
  await client.query(
    `with came as (
       insert into assistance.collection (id, office_id, cycle, point, entry, family_number, collector, taken_by, verified, partial, given_at, created_by)
       select gen_random_uuid(), l.office_id, l.cycle, $1, l.id, l.number, l.collector, 'collector', 'card', false,
         least($2::date + interval '8 hours' + make_interval(mins => (row_number() over (order by l.number))::int), now()), ${clerk}
       from assistance.list_entry l where l.cycle = $3 and ('x' || left(md5(l.number), 6))::bit(24)::int % 10 < $4 returning id, entry)
     insert into assistance.given (id, parent_id, item, measure, quantity)
     select gen_random_uuid(), came.id, x ->> 'item', x ->> 'measure', (x ->> 'quantity')::numeric
     from came join assistance.list_entry l on l.id = came.entry::uuid, jsonb_array_elements(l.items) x`,
    [point.rows[0]!.id, day, id, of10],
  )
  if (monthsAgo > 0)
    await client.query(`update assistance.cycle set state = 'closed', closed_by = ${clerk} where id = $1`, [id])
}
