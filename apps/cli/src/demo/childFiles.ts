import { seededRandom } from '@nansen/kernel'
import type pg from 'pg'
import { staffId } from './staff.ts'

/** Files of children at risk in the practice world: living cases in every state; in a small one, of one in ten people. */
const MANY = 40
const PANEL = ['anders', 'david', 'kamau'].map(name => staffId(`${name}@demo.nansen`))

/** How far a file came, and how many days before today it was identified; each step took a week. */
const COURSES = [
  { steps: 0, ago: 1 },
  { steps: 1, ago: 9 },
  { steps: 2, ago: 40 },
  { steps: 2, ago: 90 },
  { steps: 3, ago: 50 },
  { steps: 4, ago: 60 },
  { steps: 5, ago: 120 },
  { steps: 5, ago: 430 },
] as const
const STATES = ['assessed', 'followed', 'reported', 'before-panel', 'decided'] as const
/** Days from one step to the next. */
const WEEK = 7

interface Child {
  readonly id: string
  readonly office: string
  readonly worker: string
}

/** Opens files for children of the practice world: who cares for them, visits, options, a panel, and what it decided. */
export async function openChildFiles(client: pg.Client, today: string, people: number): Promise<void> {
  const random = seededRandom(`children of ${today}`)
  await client.query('begin')
  const { rows } = await client.query<Child>(
    `select i.id, i.office_id as office, w.staff_id as worker
     from (select * from registration.individual where process_status = 'active' and restriction_group is null
       and year_of_birth > extract(year from $2::date) - 16 order by md5('child' || id::text) limit $1) i
     cross join lateral (
       select a.staff_id from auth.assignment a join auth.office_closure c on c.ancestor = a.office_id and c.descendant = i.office_id
       where a.role = 'child_protection_caseworker' order by md5(a.staff_id::text || i.id::text) limit 1) w order by i.id`,
    [Math.min(MANY, Math.ceil(people / 10)), today],
  )
  for (const [at, child] of rows.entries()) await work(client, today, random, child, COURSES[at % COURSES.length]!)
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

const at = (client: pg.Client, today: string, daysBefore: number) =>
  client.query(`select set_config('nansen.now', (($1::date - $2::int)::timestamp + interval '6 hours')::text, true)`, [
    today,
    Math.max(0, daysBefore),
  ])

type Random = ReturnType<typeof seededRandom>

async function work(
  client: pg.Client,
  today: string,
  random: Random,
  { id: child, office, worker }: Child,
  { steps, ago }: (typeof COURSES)[number],
): Promise<void> {
  await at(client, today, ago)
  const alone = steps > 2
  const { rows } = await client.query<{ id: string }>(
    `insert into best_interests.file (id, office_id, owner_id, subject, identified_on, identified_how, care_status, risk, concerns, care_type)
     values (cases.new_id(), $1, $2, $3, cases.now()::date, $4, $5, $6, $7, $8) returning id`,
    [
      office,
      worker,
      child,
      random.pick(['registration', 'community', 'partner', 'protection'] as const),
      alone ? 'unaccompanied' : random.pick(['separated', 'one-parent', 'both-parents'] as const),
      random.pick(['high', 'medium', 'medium', 'low'] as const),
      [random.pick(['vulnerable-household', 'distressed', 'child-labour', 'disability', 'abused'] as const)],
      alone ? 'foster' : random.pick(['kinship', 'adult-sibling', 'parents'] as const),
    ],
  )
  for (const [step, state] of STATES.slice(0, steps).entries()) {
    await at(client, today, ago - (step + 1) * WEEK)
    await before(client, rows[0]!.id, state)
    await client.query(
      `update best_interests.file set state = $2, assessed_by = coalesce(assessed_by, owner_id), consent_by = 'caregiver', consent_on = cases.now()::date,
         agreed_by = case when $2 = 'followed' then $3::uuid else agreed_by end,
         bid_purpose = case when $2 = 'reported' then 'durable-solution' else bid_purpose end,
         recommended = case when $2 = 'reported' then 'stay-as-now' else recommended end,
         reported_by = case when $2 = 'reported' then owner_id else reported_by end,
         checked_by = case when $2 = 'before-panel' then $3::uuid else checked_by end,
         solution = case when $2 = 'decided' then 'stay-as-now' end, decided_by = case when $2 = 'decided' then $3::uuid end
       where id = $1`,
      [rows[0]!.id, state, PANEL[0]],
    )
    if (state === 'before-panel') await vote(client, rows[0]!.id, steps > 4)
  }
}

/** What a file has before it reaches a state. */
async function before(client: pg.Client, file: string, state: (typeof STATES)[number]): Promise<void> {
  if (state === 'assessed')
    await client.query(
      `insert into best_interests.assessment (id, parent_id, kind, purpose, done_on, heard, bid_due, complete)
       values (cases.new_id(), $1, 'short', 'first', cases.now()::date, '{child,carer}', false, true)`,
      [file],
    )
  if (state === 'followed' || state === 'decided')
    await client.query(
      `insert into best_interests.action (id, parent_id, because, service, goal, who, due_on, status)
       values (cases.new_id(), $1, $2, $3, 'Goes to school every day', 'Helping Hand', cases.now()::date + 30, 'under-way')`,
      [file, state === 'followed' ? 'plan' : 'decision', state === 'followed' ? 'education' : 'alternative-care'],
    )
  if (state === 'reported') {
    await client.query(
      `insert into best_interests.visit (id, parent_id, kind, seen_on, safe, seen_alone) values (cases.new_id(), $1, 'in-care', cases.now()::date, true, true)`,
      [file],
    )
    await weigh(client, file)
    await client.query(
      `insert into best_interests.source (id, parent_id, kind, with_whom, on_day) values (cases.new_id(), $1, 'interview', 'child', cases.now()::date)`,
      [file],
    )
  }
}

/** What was weighed: solution, for it, against it, what the child says to it. */
const WEIGHED = [
  [
    'stay-as-now',
    'Goes to school here and trusts the carers.',
    'The carers are old and have little.',
    'Wants to stay.',
  ],
  [
    'resettlement',
    'An aunt lives there and would care.',
    'Would lose the carers and the school.',
    'Is afraid of going.',
  ],
] as const

/** Options of a report. What is guarded goes in past the triggers, which ask for a change sealed to the server's key. */
async function weigh(client: pg.Client, file: string): Promise<void> {
  for (const [solution, ...said] of WEIGHED) {
    const { rows } = await client.query<{ id: string }>(
      `insert into best_interests.option (id, parent_id, solution) values (cases.new_id(), $1, $2) returning id`,
      [file, solution],
    )
    await client.query(`set local session_replication_role = 'replica'`)
    await client.query(
      `insert into best_interests.option_protected (id, root_id, office_id, owner_id, restriction_group, what_for, what_against, childs_view)
       select id, root_id, office_id, owner_id, restriction_group, $2, $3, $4 from best_interests.option where id = $1`,
      [rows[0]!.id, ...said],
    )
    await client.query(`set local session_replication_role = 'origin'`)
  }
}

/** Three of two organisations; those of a file that is still before them have signed and not voted. */
const vote = (client: pg.Client, file: string, voted: boolean) =>
  client.query(
    `insert into best_interests.panelist (id, parent_id, staff, part, signed_on, vote)
     select cases.new_id(), $1, s, case when i = 1 then 'chair' else 'member' end, cases.now()::date, case when $3 then 'approve' end
     from unnest($2::uuid[]) with ordinality u (s, i)`,
    [file, PANEL, voted],
  )
