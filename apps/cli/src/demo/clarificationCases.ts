import type pg from 'pg'

/** Living cases of the practice world, of few people: in a small one, of one in twenty. */
const MANY = 24
/** Days back over which they were opened. */
const BACK = 40

/** What is clarified about some people, and whose statelessness is determined, in different states. In bulk: a second would be too long. */
export async function openClarifications(client: pg.Client, today: string, people: number): Promise<void> {
  const many = Math.min(MANY, Math.ceil(people / 20))
  await client.query('begin')
  await client.query(`select set_config('nansen.now', ($1::date - $2::int + time '07:00')::text, true)`, [today, BACK])
  await clarify(client, today, many)
  await determine(client, today, many)
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

/** As their columns of the access matrix say: a country, or an office and those below it. A status officer would reach one office alone. */
const REACHED = {
  fraud_focal_point: `auth.office o on o.id = a.office_id join auth.office w on w.id = i.office_id and w.country = o.country`,
  rsd_reviewer: `auth.office_closure c on c.ancestor = a.office_id and c.descendant = i.office_id`,
}

/** Somebody of whom nothing else is told here, with who would work on it and reaches the person's office: `nth` from 0. */
const picked = (role: keyof typeof REACHED, seed: string) => `
  select i.id, i.office_id, p.staff_id, row_number() over (order by md5(i.id::text || '${seed}')) - 1 as nth
  from registration.individual i
  cross join lateral (
    select a.staff_id from auth.assignment a join ${REACHED[role]}
    where a.role = '${role}' order by md5(a.staff_id::text) limit 1) p
  where i.process_status = 'active' and i.restriction_group is null order by md5(i.id::text || '${seed}') limit $1`

async function clarify(client: pg.Client, today: string, many: number) {
  await client.query(
    `insert into fraud.inquiry (id, office_id, owner_id, subject, reported_on, kind, account)
     select cases.new_id(), p.office_id, p.staff_id, p.id, cases.now()::date,
       (array['aid-twice', 'forged-papers', 'added-members', 'traded-papers', 'false-details'])[1 + p.nth % 5], 'Noticed at the desk; not looked into yet.'
     from (${picked('fraud_focal_point', 'clarify')}) p`,
    [many],
  )
  await client.query(
    `insert into fraud.report (id, parent_id, source, received_on, noticed_in)
     select cases.new_id(), i.id, 'colleague', i.reported_on, 'registration' from fraud.inquiry i`,
  )
  const some = (part: number) =>
    `(select id from (select id, row_number() over (order by number, id) as nth from fraud.inquiry) n where nth % 4 >= ${part})`
  await client.query(
    `update fraud.inquiry set state = 'assessed', first_look = 'worth-opening', assessed_by = owner_id where id in ${some(1)}`,
  )
  await client.query(
    `update fraud.inquiry set hold_of = array['new-papers'], hold_from = $1::date - 10, hold_until = $1::date + 20 where id in ${some(3)}`,
    [today],
  )
  await client.query(
    `insert into fraud.hearing (id, parent_id, kind, held_on, individual)
     select cases.new_id(), i.id, 'interview', $1::date - 20, i.subject from fraud.inquiry i where i.id in ${some(2)}`,
    [today],
  )
  await client.query(
    `update fraud.inquiry set state = 'heard', notice_given_on = $1::date - 27, notice_how = 'in-person' where id in ${some(2)}`,
    [today],
  )
}

async function determine(client: pg.Client, today: string, many: number) {
  await client.query(
    `insert into statelessness.file (id, office_id, owner_id, subject, procedure, referred_on, referred_by, claim)
     select cases.new_id(), p.office_id, p.staff_id, p.id,
       (array['determination', 'determination', 'birth-registration'])[1 + p.nth % 3], cases.now()::date, 'registration', 'none'
     from (${picked('rsd_reviewer', 'stateless')}) p`,
    [many],
  )
  const some = (part: number, procedure: string) =>
    `(select id from (select id, procedure, row_number() over (order by number, id) as nth from statelessness.file) n where nth % 4 >= ${part} and procedure like '${procedure}')`
  await client.query(
    `update statelessness.file set state = 'admitted', informed_on = $1::date - 30 where id in ${some(1, '%')}`,
    [today],
  )
  await client.query(
    `insert into statelessness.interview (id, parent_id, held_on, individual)
     select cases.new_id(), f.id, $1::date - 25, f.subject from statelessness.file f where f.id in ${some(2, 'determination')}`,
    [today],
  )
  await client.query(
    `insert into statelessness.examination (id, parent_id, country, link, feared)
     select cases.new_id(), f.id, c.country, 'residence', false from statelessness.file f
     join auth.office o on o.id = f.office_id cross join lateral (select o.country) c where f.id in ${some(2, 'determination')}`,
  )
  await client.query(`update statelessness.file set state = 'interviewed' where id in ${some(2, 'determination')}`)
  await client.query(
    `insert into statelessness.enquiry (id, parent_id, country, authority, sent_how, sent_on)
     select cases.new_id(), e.parent_id, e.country, 'Civil registry', 'letter', $1::date - 20
     from statelessness.examination e where e.parent_id in ${some(3, 'determination')}`,
    [today],
  )
  await client.query(`update statelessness.file set state = 'enquiries-open' where id in ${some(3, 'determination')}`)
  await client.query(
    `insert into statelessness.step (id, parent_id, kind, done_on, came_of_it)
     select cases.new_id(), f.id, 'asked-registrar', $1::date - 12, 'The registrar asks for two witnesses.'
     from statelessness.file f where f.id in ${some(2, 'birth-registration')}`,
    [today],
  )
}
