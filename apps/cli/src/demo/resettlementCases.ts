import type pg from 'pg'

/** Cases of a large practice world; a small one has one for each hundred people. */
const MOST = 18
const ONE_IN = 40

/**
 * Quotas of three states, and families whom an office with resettlement officers puts forward: somewhere between the first word and the flight. In
 * bulk: each step of all of them is one statement, at the day when it was done.
 */
export async function openResettlement(client: pg.Client, today: string, people: number): Promise<void> {
  await client.query('begin')
  const at = (daysBefore: number) =>
    client.query(
      `select set_config('nansen.now', (($1::date - $2::int)::timestamp + interval '8 hours')::text, true)`,
      [today, daysBefore],
    )
  await at(120)
  await client.query(QUOTAS, [today])
  await client.query(OPENED, [today, Math.min(MOST, Math.ceil(people / ONE_IN))])
  for (const { daysBefore, from, sql } of STEPS) {
    await at(daysBefore)
    await client.query(sql, [from])
  }
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

const COLLEAGUE = (role: string, office: string) => `(select min(a.staff_id::text)::uuid from auth.assignment a
  join auth.office_closure k on k.ancestor = a.office_id and k.descendant = ${office} where a.role = '${role}')`

const QUOTAS = `
  with offered (name, country, persons, how) as (values ('Australia, this year', 'AUS', 140, 'mission'), ('Canada, this year', 'CAN', 160, 'dossier'),
      ('Norway, this year', 'NOR', 120, 'both'))
  insert into resettlement.quota (id, office_id, country, name, begins_on, ends_on, how, persons)
  select cases.new_id(), o.id, q.country, q.name, $1::date - 200, $1::date + 165, q.how, q.persons
  from offered q, auth.office o where o.code = 'NBO'`

/** A family led by somebody recognised comes first, so that cases are whole. */
const OPENED = `
  with chosen as (
    select i.id, i.office_id, row_number() over (order by (s.status = 'refugee') desc nulls last, md5(i.id::text)) as n
    from registration.registration_group g join registration.individual i on i.id = g.focal_point
    join auth.office o on o.id = i.office_id and o.code = 'NBO'
    left join lateral (select l.status from registration.legal_status l where l.root_id = i.id order by l.effective_on desc, l.id desc limit 1) s on true
    where i.process_status = 'active' and i.restriction_group is null and g.restriction_group is null and g.size between 1 and 8
    order by 3 limit $2),
  opened as (
    insert into resettlement.file (id, office_id, owner_id, subject, found_by, found_on, processing_priority, submission_priority, primary_category,
      secondary_category, willing_on)
    select cases.new_id(), c.office_id, ${COLLEAGUE('resettlement_officer', 'c.office_id')}, c.id,
      (array['needs', 'status-determination', 'partner', 'list'])[1 + c.n % 4], $1::date - 120,
      case when c.n % 9 = 0 then 'urgent' else 'normal' end, case when c.n % 9 = 0 then 'urgent' else 'normal' end,
      (array['LPN', 'SVT', 'MED', 'AWR'])[1 + c.n % 4], 'LFDS', $1::date - 118
    from chosen c returning id, subject)
  insert into resettlement.member (id, parent_id, individual, role, since)
  select cases.new_id(), f.id, m.individual, 'member', $1::date - 120
  from opened f join registration.membership mine on mine.individual = f.subject and mine.member_to is null
  join registration.membership m on m.parent_id = mine.parent_id and m.member_to is null and m.individual <> f.subject
  join registration.individual i on i.id = m.individual and i.process_status = 'active' and i.restriction_group is null`

/** Of the cases, in order of their numbers, those that came so far. */
const SOME = (share: string) =>
  `f.id in (select x.id from (select id, row_number() over (order by number) as n from resettlement.file) x where ${share})`
const move = (to: string, set: string, share: string, from = '') =>
  `update resettlement.file f set state = '${to}'${set} where f.state = $1 and ${SOME(share)}${from}`

const STEPS: readonly { readonly daysBefore: number; readonly from: string; readonly sql: string }[] = [
  { daysBefore: 118, from: 'identified', sql: move('assessment', '', 'n % 12 > 0') },
  { daysBefore: 110, from: 'assessment', sql: move('checking', ', assessed_by = owner_id', 'n % 12 > 1') },
  {
    daysBefore: 105,
    from: 'checking',
    sql: `insert into resettlement.integrity_check (id, parent_id, kind, result, checked_on)
      select cases.new_id(), f.id, k, 'clear', cases.now()::date from resettlement.file f,
        unnest('{registration-data,family-composition,conflict-of-interest,duplicates}'::text[]) k where f.state = $1`,
  },
  {
    daysBefore: 100,
    from: 'checking',
    sql: move('interviewing', `, cleared_by = ${COLLEAGUE('resettlement_reviewer', 'f.office_id')}`, 'n % 12 > 2'),
  },
  {
    daysBefore: 90,
    from: 'interviewing',
    sql: `update resettlement.traveller t set interviewed_on = cases.now()::date, proved_at_interview = 'verified', declared_on = cases.now()::date,
      declared_by = 'signature', custody_shown = case when t.best_interests = 'needed' then 'consented' end
      from resettlement.file f where f.id = t.parent_id and f.state = $1 and ${SOME('n % 12 > 3')}`,
  },
  { daysBefore: 88, from: 'interviewing', sql: move('drafting', '', 'n % 12 > 3') },
  {
    daysBefore: 80,
    from: 'drafting',
    sql: `insert into resettlement.statement (id, parent_id, individual, section, confidential)
      select cases.new_id(), f.id, f.subject, 'claim', false from resettlement.file f where f.state = $1`,
  },
  { daysBefore: 70, from: 'drafting', sql: move('recommended', ', recommended_by = owner_id', 'n % 12 > 4') },
  {
    daysBefore: 60,
    from: 'recommended',
    sql: move('reviewed', `, reviewed_by = ${COLLEAGUE('resettlement_reviewer', 'f.office_id')}`, 'n % 12 > 5'),
  },
  {
    daysBefore: 50,
    from: 'reviewed',
    sql: move(
      'submitted',
      `, submitted_by = owner_id, quota = (select q.id from resettlement.quota q where q.country = (array['AUS', 'CAN', 'NOR'])[1 + ascii(right(f.number, 3)) % 3])`,
      'n % 12 > 6',
    ),
  },
  { daysBefore: 45, from: 'submitted', sql: move('with-state', ', acknowledged_on = cases.now()::date', 'n % 12 > 7') },
  { daysBefore: 20, from: 'with-state', sql: move('accepted', ', decided_on = cases.now()::date', 'n % 12 > 8') },
  {
    daysBefore: 20,
    from: 'with-state',
    sql: move('rejected', `, decided_on = cases.now()::date, refused_because = '{criteria}'`, 'n % 24 = 8'),
  },
  { daysBefore: 10, from: 'accepted', sql: move('departing', '', 'n % 12 > 10') },
]
