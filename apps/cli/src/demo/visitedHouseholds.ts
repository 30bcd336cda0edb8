import type pg from 'pg'

/** Households visited in a large world; a small one has one for each eight people. */
const MANY = 60
const ONE_IN = 8
/** Days back over which they were visited. */
const BACK = 300

/** Households of the practice world in every state of an assessment, with scores worked out by the formula, and a list of last month that waits to be frozen. */
export async function visitHouseholds(client: pg.Client, today: string, people: number): Promise<void> {
  await client.query('begin')
  await client.query(`select set_config('nansen.now', $1, true)`, [`${today}T06:00:00Z`])
  const { rows } = await client.query<{ id: string; n: number }>(
    `insert into vulnerability.assessment (id, office_id, owner_id, subject, asked_because, visited_on, method, people_here, children_here, older_here, shelter,
       rooms, water, income, debt, food_staples, food_pulses, food_vegetables, food_fruit, food_meat, food_dairy, food_sugar, food_oil,
       cope_cheaper, cope_borrow, cope_portions, cope_adults, cope_meals)
     select cases.new_id(), h.office_id, h.officer, h.id, (array['new-arrival', 'periodic', 'change'])[1 + d[0] % 3], $1::date - d[1] * $3 / 256, 'home-visit',
       2 + d[2] % 6, (2 + d[2] % 6) / 2, d[3] % 2, (array['solid', 'unfinished', 'shared', 'tent', 'none'])[1 + d[4] % 5], 1 + d[5] % 3,
       (array['enough', 'not-enough'])[1 + d[6] % 2], (array['regular', 'irregular', 'none'])[1 + d[7] % 3], (array['none', 'some', 'heavy'])[1 + d[8] % 3],
       4 + d[9] % 4, d[10] % 5, d[11] % 6, d[12] % 3, d[13] % 4, d[14] % 4, d[15] % 8, 4 + d[0] % 4, d[1] % 8, d[2] % 4, d[3] % 6, d[4] % 3, d[5] % 6
     from (select i.id, i.office_id, p.staff_id as officer,
         (select array_agg(get_byte(decode(md5(i.id::text), 'hex'), k) order by k) from generate_series(0, 15) k) as bytes
       from registration.individual i
       cross join lateral (select a.staff_id from auth.assignment a join auth.office_closure c on c.ancestor = a.office_id and c.descendant = i.office_id
         where a.role = 'protection_officer' order by md5(a.staff_id::text || i.id::text) limit 1) p
       where i.process_status = 'active' and i.restriction_group is null and i.born ~ '^\\d{4}' and left(i.born, 4)::int < extract(year from $1::date) - 18
       order by md5('visit' || i.id::text) limit $2) h
     cross join lateral (select ('[0:15]=' || h.bytes::text)::int[] as d) n
     returning id, (get_byte(decode(md5(subject::text), 'hex'), 15) % 6)::int as n`,
    [today, Math.ceil(Math.min(MANY, people / ONE_IN)), BACK],
  )
  const reached = (least: number) => rows.filter(({ n }) => n >= least).map(({ id }) => id)
  await client.query(
    `update vulnerability.assessment set state = 'scored', assessed_by = owner_id where id = any ($1::uuid[])`,
    [reached(1)],
  )
  await client.query(
    `update vulnerability.assessment a set state = 'confirmed', confirmed_by = (select s.staff_id from auth.assignment s
       join auth.office_closure c on c.ancestor = s.office_id and c.descendant = a.office_id
       where s.role in ('protection_officer', 'head_of_office') and s.staff_id <> a.assessed_by order by s.staff_id limit 1) where id = any ($1::uuid[])`,
    [reached(2)],
  )
  await client.query(
    `update vulnerability.assessment set state = 'appealed', appealed_on = $2, appeal_reason = 'A child was born since.' where id = any ($1::uuid[])`,
    [reached(5), today],
  )
  await client.query(
    `insert into vulnerability.targeting (id, office_id, name, as_of, cut_off)
     select cases.new_id(), o.office_id, 'Winter help', $1, 40 from (select distinct a.office_id from vulnerability.assessment a) o`,
    [today],
  )
  await client.query('commit')
}
