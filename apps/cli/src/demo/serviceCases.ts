import { seededRandom } from '@nansen/kernel'
import type pg from 'pg'

/** What a partner in Jordan and UNHCR itself in Kenya offer in the practice world, and who takes part. */
const PROGRAMMES = [
  { office: 'HLP', name: 'Evening English', kind: 'language-course', where: 'Centre 1', from: 15, to: 60, places: 20 },
  {
    office: 'HLP',
    name: 'Sewing and tailoring',
    kind: 'vocational-training',
    where: 'Workshop',
    from: 18,
    to: 50,
    places: 12,
  },
  { office: 'HLP', name: 'Catch-up classes', kind: 'education', where: 'School 3', from: 8, to: 17, places: 30 },
  { office: 'KAK', name: 'Savings group', kind: 'livelihood', where: 'Block C', from: 18, to: 70, places: 25 },
] as const
/** Enrolments of a large world; a small one has one for each twelve people. */
const MANY = 48
const ONE_IN = 12
/** Days back over which people were put forward. */
const BACK = 70
const MEETINGS = 6

type Random = ReturnType<typeof seededRandom>

/** Opens programmes and enrols people of the same country; some complete them, some leave, some wait. */
export async function openServices(client: pg.Client, today: string, people: number): Promise<void> {
  const random = seededRandom(`services of ${today}`)
  await client.query('begin')
  for (const offered of PROGRAMMES) {
    const { rows: made } = await client.query<{ id: string; office: string; worker: string; country: string }>(
      `insert into partner_services.programme (id, office_id, name, kind, where_held, starts_on, places, age_from, age_to, takes_in)
       select cases.new_id(), o.id, $2, $3, $4, $5::date - $6::int, $7, $8, $9, true from auth.office o where o.code = $1
       returning id, office_id as office, (select min(a.staff_id::text) from auth.assignment a
         where a.office_id = programme.office_id and a.role in ('partner_caseworker', 'protection_officer')) as worker,
         (select o.country from auth.office o where o.id = programme.office_id) as country`,
      [
        offered.office,
        offered.name,
        offered.kind,
        offered.where,
        today,
        BACK,
        offered.places,
        offered.from,
        offered.to,
      ],
    )
    const [programme] = made
    if (programme === undefined || programme.worker === null) continue
    const meetings = await hold(client, programme.id, today)
    const { rows } = await client.query<{ id: string }>(
      `select i.id from registration.individual i join auth.office o on o.id = i.office_id
       where o.country = $1 and i.process_status = 'active' and i.restriction_group is null
         and extract(year from age($2::date, to_date(left(i.born, 4), 'YYYY'))) between $3 and $4
       order by md5(i.id::text || $5) limit $6`,
      [
        programme.country,
        today,
        offered.from,
        offered.to,
        offered.name,
        Math.ceil(Math.min(MANY, people / ONE_IN) / PROGRAMMES.length),
      ],
    )
    for (const { id } of rows) await enrol(client, today, random, { ...programme, meetings, subject: id })
  }
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

async function hold(client: pg.Client, programme: string, today: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `insert into partner_services.session (id, parent_id, held_on, topic, hours)
     select cases.new_id(), $1, $2::date - n * 7, 'Week ' || ($3::int - n), 2 from generate_series(0, $3::int - 1) n returning id`,
    [programme, today, MEETINGS],
  )
  return rows.map(({ id }) => id)
}

interface Enrolling {
  readonly id: string
  readonly worker: string
  readonly meetings: readonly string[]
  readonly subject: string
}

async function enrol(client: pg.Client, today: string, random: Random, { id, worker, meetings, subject }: Enrolling) {
  const ago = random.below(BACK)
  const at = (daysBefore: number) =>
    client.query(
      `select set_config('nansen.now', (($1::date - $2::int)::timestamp + interval '7 hours')::text, true)`,
      [today, Math.max(0, daysBefore)],
    )
  await at(ago)
  const { rows } = await client.query<{ id: string }>(
    `insert into partner_services.enrolment (id, office_id, subject, programme, asked_on, asked_by, agreed_on)
     select cases.new_id(), p.office_id, $2, p.id, cases.now()::date, $3, cases.now()::date from partner_services.programme p where p.id = $1
     returning id`,
    [id, subject, random.pick(['unhcr', 'partner', 'person'] as const)],
  )
  const enrolment = rows[0]!.id
  if (ago < 3) return
  await at(ago - 2)
  const accepted = random.below(5) > 0
  await client.query(
    accepted
      ? `update partner_services.enrolment set state = 'taking-part', began_on = cases.now()::date, owner_id = $2, accepted_by = $2 where id = $1`
      : `update partner_services.enrolment set state = 'declined', declined_because = 'goes-elsewhere', owner_id = $2 where id = $1`,
    [enrolment, worker],
  )
  if (!accepted) return
  await client.query(
    `insert into partner_services.attendance (id, parent_id, session, presence)
     select cases.new_id(), $1, s.id, case when came.n % 5 = 0 then 'absent' else 'present' end
     from unnest($2::uuid[]) with ordinality came (id, n) join partner_services.session s on s.id = came.id
     where s.held_on >= cases.now()::date`,
    [enrolment, meetings],
  )
  if (ago < BACK / 2 || random.below(2) === 0) return
  await at(random.below(10))
  await client.query(
    `update partner_services.enrolment set state = 'completed', ended_on = cases.now()::date, outcome = 'reached', ended_by = $2 where id = $1`,
    [enrolment, worker],
  )
}
