import type pg from 'pg'

/** Cases of a large world; a small one has one for each twenty people. */
const MANY = 40
const ONE_IN = 20

/** What some people work for, each at another step; in bulk. */
export async function openIntegration(client: pg.Client, today: string, people: number): Promise<void> {
  await client.query('begin')
  await client.query(`select set_config('nansen.now', $1, true)`, [`${today}T07:00:00Z`])
  await client.query(
    `insert into integration.file (id, office_id, owner_id, subject, strand, aim, assessed_on, eligible, authority)
     select cases.new_id(), i.office_id, p.staff_id, i.id, w.strand, w.aim, $1::date - (20 + n.n % 60)::int, 'yes', w.authority
     from (select i.*, row_number() over (order by md5(i.id::text || 'staying')) as n from registration.individual i
       where i.process_status = 'active' and i.restriction_group is null and left(i.born, 4)::int <= extract(year from $1::date)::int - 19
       order by md5(i.id::text || 'staying') limit $2) n
     join registration.individual i on i.id = n.id
     join (values (0, 'legal', 'residence-permit', 'Immigration'), (1, 'economic', 'work-permit', 'Labour'), (2, 'social', 'school', 'Education'),
       (3, 'pathway', 'education-abroad', 'University'), (4, 'legal', 'travel-document', 'Immigration')) w (n, strand, aim, authority) on w.n = n.n % 5
     cross join lateral (select a.staff_id from auth.assignment a join auth.office_closure c on c.ancestor = a.office_id and c.descendant = i.office_id
       where a.role = 'protection_officer' order by md5(a.staff_id::text || i.id::text) limit 1) p`,
    [today, Math.ceil(Math.min(MANY, people / ONE_IN))],
  )
  for (const sql of WORK) await client.query(sql)
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

/** Of every four cases one stays assessed, one is planned, one applied for and one granted. */
const STEP = `(get_byte(uuid_send(f.subject), 15) % 4)`
const WORK = [
  `insert into integration.step (id, parent_id, what, who, status) select cases.new_id(), f.id, 'Papers of identity', 'person', 'done'
   from integration.file f where ${STEP} >= 1`,
  `update integration.file f set state = 'planned' where ${STEP} >= 1`,
  `update integration.file f set state = 'applied', applied_on = f.assessed_on + 10 where ${STEP} >= 2`,
  `update integration.file f set state = 'granted', decided_on = f.assessed_on + 18, valid_from = f.assessed_on + 18,
     valid_until = case when f.strand in ('legal', 'economic') then f.assessed_on + 383 end, granted_by = f.owner_id where ${STEP} = 3`,
]
