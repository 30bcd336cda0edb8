import type pg from 'pg'

/** Families of a large world who asked to go home; a small one has one for each thirty people. */
const MANY = 30
const ONE_IN = 30
/** How far each family has come, one after the other; so a small world has somebody who is about to leave. 6: on hold, 7: do not go. */
const STEPS = '{5,2,4,1,3,0,6,7}'
/** Days between two steps. */
const PACE = 5

/**
 * Families who asked to go home, one at each step of the way, and a convoy that is due. Written in bulk; forms, signatures and clocks are the
 * database's own. Nobody of the practice world has left yet: its people stay counted.
 */
export async function openReturns(client: pg.Client, today: string, people: number): Promise<void> {
  await client.query('begin')
  await client.query(`select set_config('nansen.now', $1, true)`, [`${today}T07:00:00Z`])
  await client.query(CONVOYS, [today])
  await client.query(FAMILIES, [today, Math.ceil(Math.min(MANY, people / ONE_IN)), STEPS, PACE])
  for (const sql of WORK) await client.query(sql)
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

const OFFICES = `select a.office_id, min(a.staff_id::text)::uuid as officer from auth.assignment a where a.role = 'voluntary_return_officer' group by 1`
const CONVOYS = `insert into return.convoy (id, office_id, name, leaves_on, from_place, crossing, to_country, to_place, travel, seats, luggage_kilograms, status)
  select cases.new_id(), o.office_id, w.name, $1::date + w.after, f.name, 'Adré', 'SDN', w.place, 'bus', w.seats, 40, 'planned'
  from (${OFFICES}) o join auth.office f on f.id = o.office_id,
    (values ('El Geneina 1', 6, 'El Geneina', 60), ('El Geneina 2', 20, 'El Geneina', 45)) w (name, after, place, seats)`

/** Groups of the return officer's office, from the country the convoys go to, with the step that each has reached. */
const FAMILIES = `create temporary table returning_now on commit drop as
  select cases.new_id() as file, g.id as "group", g.focal_point as head, g.office_id, o.officer, s.step,
    ($1::date - (s.step + 1) * $4::int) as asked
  from (${OFFICES}) o
  cross join lateral (
    select r.*, row_number() over (order by md5(r.id::text)) as n from registration.registration_group r
    where r.office_id = o.office_id and r.process_status = 'active' and r.restriction_group is null and r.focal_point is not null
      and return.is_child(r.focal_point, $1::date) is not true
      and not exists (select from cases.marker k join registration.membership m on m.individual = k.individual and m.parent_id = r.id and m.member_to is null
        where (k.name, k.value) in (('best_interests.bid', 'needed'), ('rsd.hold', 'yes')))
    order by md5(r.id::text) limit $2) n
  join registration.registration_group g on g.id = n.id
  cross join lateral (select ($3::int[])[1 + (n.n - 1) % cardinality($3::int[])] as step) s`

const EACH = `from returning_now r join return.member m on m.parent_id = r.file`
const MOVE = (state: string, from: number, more = '') =>
  `update return.file f set state = '${state}'${more} from returning_now r where r.file = f.id and r.step >= ${from}`
const WORK = [
  `insert into return.file (id, office_id, owner_id, subject, interest_on, interest_how, kind, to_country, to_province, to_place)
   select r.file, r.office_id, r.officer, r.head, r.asked, case when r.step % 2 = 0 then 'in-person' else 'community' end, 'facilitated', 'SDN', 'West Darfur', 'El Geneina'
   from returning_now r`,
  `insert into return.member (id, parent_id, individual, role, since)
   select cases.new_id(), r.file, m.individual, case when return.is_child(m.individual, cases.now()::date) then 'child' else 'adult' end, r.asked
   from returning_now r join registration.membership m on m.parent_id = r."group" and m.member_to is null and m.withdrawn_at is null and m.individual <> r.head
   join registration.individual i on i.id = m.individual and i.restriction_group is null`,
  `insert into return.counselling (id, parent_id, individual, held_on, apart, topics)
   select cases.new_id(), r.file, m.individual, r.asked + 3, true, '{safety-there,land-and-houses,right-to-stay,may-change-mind}' ${EACH}
   where r.step >= 1 and m.role <> 'child'`,
  MOVE('counselled', 1, ', counselled_by = r.officer'),
  `insert into return.interview (id, parent_id, individual, held_on, alone, finding)
   select cases.new_id(), r.file, m.individual, r.asked + 6, true, 'voluntary' ${EACH} where r.step >= 2 and m.role <> 'child'`,
  `insert into return.form (id, parent_id) select cases.new_id(), r.file from returning_now r where r.step >= 2`,
  `insert into return.signature (id, parent_id, individual, signed_on, how, read_out)
   select cases.new_id(), r.file, m.individual, r.asked + 7, case when m.role = 'unaccompanied-child' then 'by-guardian' else 'signature' end, true ${EACH}
   where r.step >= 2 and m.role in ('head', 'adult')`,
  MOVE('signed', 2, ', signed_by = r.officer'),
  `insert into return.fitness (id, parent_id, individual, seen_on, result) select cases.new_id(), r.file, m.individual, r.asked + 9, 'fit' ${EACH} where r.step >= 2`,
  `update return.file f set state = 'verified', exit_debts = 'none', verified_by = (
     select a.staff_id from auth.assignment a join auth.office_closure c on c.ancestor = a.office_id and c.descendant = r.office_id
     where a.role = 'head_of_office' limit 1) from returning_now r where r.file = f.id and r.step >= 3`,
  `insert into return.clearance (id, parent_id, individual, asked_on, answer, answered_on)
   select cases.new_id(), r.file, m.individual, r.asked + 12, case when r.step >= 4 then 'accepted' end, case when r.step >= 4 then r.asked + 18 end ${EACH} where r.step >= 3`,
  MOVE('cleared', 4),
  `update return.file f set state = 'scheduled', convoy = (select c.id from return.convoy c where c.office_id = f.office_id and c.name = 'El Geneina 1')
   from returning_now r where r.file = f.id and r.step = 5`,
  `update return.file f set state = 'on-hold', hold_because = 'documents' from returning_now r where r.file = f.id and r.step = 6`,
  `update return.file f set state = 'withdrawn' from returning_now r where r.file = f.id and r.step = 7`,
]
