import { seededRandom } from '@nansen/kernel'
import type pg from 'pg'

/** Files that the practice world has; a million people load no slower. */
const MOST = 60

interface Applicant {
  readonly id: string
  readonly office: string
  readonly officer: string
  readonly reviewer: string
  readonly other: string | null
}

/** How far a file came, and how many days before today each step was: from the application on. */
const COURSES = [
  { share: 3, days: [20] },
  { share: 3, days: [60, 5] },
  { share: 1, days: [90, 30], ends: 'no-show' },
  { share: 3, days: [100, 40, 10] },
  { share: 3, days: [120, 60, 30, 8] },
  { share: 2, days: [140, 80, 50, 20, 6] },
  { share: 3, days: [160, 90, 60, 40, 20, 3], outcome: 'recognised' },
  { share: 4, days: [200, 120, 90, 70, 50, 40], outcome: 'recognised', ends: 'closed' },
  { share: 3, days: [200, 120, 90, 70, 30, 20], outcome: 'rejected', ends: 'notified' },
  { share: 2, days: [220, 150, 110, 90, 70, 60], outcome: 'rejected', ends: 'appealed' },
  { share: 1, days: [280, 220, 180, 150, 120, 110], outcome: 'rejected', ends: 'final' },
] as const
type Course = (typeof COURSES)[number]
type Random = ReturnType<typeof seededRandom>

const STATES = ['registered', 'scheduled', 'interviewed', 'assessed', 'reviewed', 'decided'] as const
const FACTS = [
  ['The shop that was burnt', 'accepted'],
  ['The arrest and the release', 'benefit-of-doubt'],
  ['The letter with the threat', 'accepted'],
  ['The summons of the police', 'not-accepted'],
] as const

/** Opens files of status determination for families that ask for asylum, each somewhere between the application and the last decision. */
export async function openClaims(client: pg.Client, today: string): Promise<void> {
  await client.query('begin')
  const random = seededRandom(`claims of ${today}`)
  const courses = COURSES.flatMap(course => Array.from({ length: course.share }, () => course))
  for (const [at, applicant] of (await applicants(client)).entries())
    await work(client, applicant, courses[at % courses.length]!, today, random)
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

/** Who leads an active family where there are officers for it; who asks for asylum comes first. */
async function applicants(client: pg.Client): Promise<readonly Applicant[]> {
  const colleague = (role: string, nth: number) => `(select a.staff_id from auth.assignment a
    join auth.office_closure c on c.ancestor = a.office_id and c.descendant = i.office_id
    where a.role = '${role}' order by md5(a.staff_id::text || i.id::text) limit 1 offset ${nth})`
  const { rows } = await client.query<Applicant>(
    `select * from (
       select i.id, i.office_id as office, ${colleague('rsd_officer', 0)} as officer, ${colleague('rsd_reviewer', 0)} as reviewer,
         ${colleague('rsd_reviewer', 1)} as other,
         (select s.status = 'asylum-seeker' from registration.legal_status s where s.root_id = i.id
          order by s.effective_on desc, s.id desc limit 1) as asks
       from registration.registration_group g join registration.individual i on i.id = g.focal_point
       where i.process_status = 'active' and i.restriction_group is null and g.restriction_group is null
         and not exists (select from adjudication.review r where i.id in (r.first, r.second))
       order by g.number limit 2000) found
     where officer is not null and reviewer is not null order by asks desc nulls last, md5(id::text) limit $1`,
    [MOST],
  )
  return rows
}

async function work(client: pg.Client, one: Applicant, course: Course, today: string, random: Random): Promise<void> {
  const { days } = course
  const dayOf = (step: number) => dayBefore(today, days[step]!)
  await at(client, today, days[0])
  const file = await opened(client, one, dayOf(0), random)
  if (days.length > 1) {
    await at(client, today, days[2] ?? days[1]!)
    await heard(client, { file, ...one }, days.length > 2 ? dayOf(2) : null, dayBefore(today, -6))
  }
  for (const [step, state] of STATES.entries()) {
    if (step === 0 || step >= days.length) continue
    if (state === 'assessed') await written(client, file, random)
    await at(client, today, days[step]!)
    await client.query(`update rsd.file set state = $2 ${signed(state, one)} where id = $1`, [file, state])
    if (state === 'reviewed' && 'outcome' in course) await judged(client, file, course.outcome)
  }
  if ('ends' in course) await ended(client, { file, ...one }, course, today)
}

const dayBefore = (today: string, days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

const at = (client: pg.Client, today: string, daysBefore: number) =>
  client.query(`select set_config('nansen.now', $1, true)`, [`${dayBefore(today, daysBefore)}T09:00:00Z`])

const signed = (state: string, { officer, reviewer }: Applicant) => {
  const by = {
    assessed: ['assessed_by', officer],
    reviewed: ['reviewed_by', reviewer],
    decided: ['decided_by', reviewer],
  }[state]
  return by === undefined ? '' : `, ${by[0]} = '${by[1]}'`
}

async function opened(
  client: pg.Client,
  { id, office, officer }: Applicant,
  on: string,
  random: Random,
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into rsd.file (id, office_id, owner_id, subject, procedure, modality, authority, applied_on, priority, complexity)
     values (cases.new_id(), $1, $2, $3, 'first-instance', $4, $5, $6, $7, 'ordinary') returning id`,
    [
      office,
      officer,
      id,
      random.pick(['regular', 'regular', 'regular', 'simplified', 'accelerated', 'merged-registration']),
      random.pick(['unhcr', 'unhcr', 'unhcr', 'government', 'joint']),
      on,
      random.pick(['ordinary', 'ordinary', 'ordinary', 'medical', 'detention', 'urgent-protection']),
    ],
  )
  const file = rows[0]!.id
  await client.query(
    `with family as (
       select m.individual, m.relationship, coalesce(i.year_of_birth, 1990) > extract(year from $3::date) - 18 as minor
       from registration.membership mine join registration.membership m on m.parent_id = mine.parent_id and m.member_to is null
       join registration.individual i on i.id = m.individual and i.process_status = 'active' and i.restriction_group is null
       where mine.individual = $2 and mine.member_to is null and m.individual <> $2 and m.relationship in ('WIF', 'HUS', 'SON', 'DAU')),
     members as (
       insert into rsd.member (id, parent_id, individual, role, since)
       select cases.new_id(), $1, f.individual,
         case when f.relationship in ('WIF', 'HUS') then 'spouse' when f.minor then 'minor-dependant' else 'adult-dependant' end, $3::date from family f)
     insert into rsd.claim (id, parent_id, individual, relation, kind)
     select cases.new_id(), $1, f.individual, case when f.relationship in ('WIF', 'HUS') then 'spouse' else 'child' end, 'by-family' from family f`,
    [file, id, on],
  )
  await client.query(
    `insert into rsd.application (id, parent_id, individual, received_on, declared_on, helped_by) values (cases.new_id(), $1, $2, $3, $3, 'interpreter')`,
    [file, id, on],
  )
  return file
}

/** Interviews of the applicant, and short ones of the adults of the family. `on` null: they are still to come, on `planned`. */
async function heard(
  client: pg.Client,
  { file, id, officer }: Applicant & { file: string },
  on: string | null,
  planned: string,
) {
  await client.query(
    `insert into rsd.interview (id, parent_id, individual, kind, status, planned_for, place, officer, held_on, alone, interpreted, undertaking, read_back)
     select cases.new_id(), $1, m.individual, case when m.individual = $2 then 'first' else 'private' end, case when $4::date is null then 'planned' else 'held' end,
       coalesce($4, $5)::date + interval '8 hours', 'Interview room 2', $3, $4, true, true, true, $4::date is not null
     from rsd.member m where m.parent_id = $1 and m.role in ('applicant', 'spouse', 'adult-dependant')`,
    [file, id, officer, on, planned],
  )
}

async function written(client: pg.Client, file: string, random: Random): Promise<void> {
  const facts = FACTS.slice(0, 2 + random.below(3))
  for (const [index, [topic, finding]] of facts.entries())
    await client.query(
      `insert into rsd.fact (id, parent_id, sequence, topic, finding) values (cases.new_id(), $1, $2, $3, $4)`,
      [file, index + 1, topic, finding],
    )
  await client.query(
    `insert into rsd.citation (id, parent_id, fact, title, publisher, published_on, passage, speaks)
     select cases.new_id(), $1, f.id, 'Practice report on the situation in the region', 'Practice observatory', '2026-03-01', 'par. 14', 'for'
     from rsd.fact f where f.parent_id = $1 order by f.sequence limit 1`,
    [file],
  )
  await client.query(`update rsd.file set claim_summary = $2 where id = $1`, [
    file,
    'Left after the family’s shop was burnt and the family was threatened; fears to be killed on return.',
  ])
}

async function judged(client: pg.Client, file: string, outcome: 'recognised' | 'rejected'): Promise<void> {
  await client.query(
    `update rsd.file set outcome = $2, ground = case when $2 = 'recognised' then '1951-1a2' end,
       nexus = case when $2 = 'recognised' then '{political-opinion}'::text[] end where id = $1`,
    [file, outcome],
  )
  if (outcome === 'recognised')
    await client.query(
      `update rsd.claim c set outcome = 'derivative-recognised', other_country = 'does-not-protect-them' where c.parent_id = $1`,
      [file],
    )
}

async function ended(
  client: pg.Client,
  { file, other, reviewer }: Applicant & { file: string },
  course: Course,
  today: string,
) {
  const { days } = course
  const ends = 'ends' in course ? course.ends : null
  const last = days.at(-1)!
  if (ends === 'no-show') {
    await at(client, today, last - 1)
    await client.query(
      `update rsd.interview set status = 'no-show', planned_for = $2::date + interval '8 hours' where parent_id = $1`,
      [file, dayBefore(today, last - 1)],
    )
    return void (await client.query(`update rsd.file set state = 'no-show' where id = $1`, [file]))
  }
  await at(client, today, last - 4)
  await client.query(
    `update rsd.file set state = 'notified', notified_on = $2, notified_how = 'in-person' where id = $1`,
    [file, dayBefore(today, last - 4)],
  )
  if (ends === 'appealed') {
    await at(client, today, last - 20)
    await client.query(`update rsd.file set state = 'appealed', appeal_filed_on = $2, owner_id = $3 where id = $1`, [
      file,
      dayBefore(today, last - 20),
      other ?? reviewer,
    ])
  }
  if (ends !== 'closed' && ends !== 'final') return
  await at(client, today, ends === 'final' ? 2 : last - 10)
  await client.query(`update rsd.file set state = 'closed', closed_because = 'final' where id = $1`, [file])
}
