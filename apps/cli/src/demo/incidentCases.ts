import { seededRandom } from '@nansen/kernel'
import type pg from 'pg'
import { openChildFiles } from './childFiles.ts'
import { hearComplaints } from './complaintsHeard.ts'
import { openIntegration } from './integrationCases.ts'
import { openReturns } from './returnCases.ts'
import { openServices } from './serviceCases.ts'
import { visitHouseholds } from './visitedHouseholds.ts'

/** Protection incidents of the practice world: living cases in every state; in a small one, of one in ten people. */
const MANY = 60
/** Days back over which they were reported. */
const BACK = 60

const KINDS = ['detention', 'threat', 'eviction', 'assault', 'theft', 'push-back', 'papers-taken', 'extortion'] as const
const INTERVENTIONS = ['legal-aid', 'intervention-with-authorities', 'detention-visit', 'accompaniment'] as const

type Random = ReturnType<typeof seededRandom>

interface Concerned {
  readonly subject: string
  readonly office: string
  readonly officer: string
}

/** What happened to some of the people, and what protection officers did about it; then files of children at risk, complaints, and what partners do. */
export async function openProtectionIncidents(client: pg.Client, today: string, people: number): Promise<void> {
  const random = seededRandom(`protection incidents of ${today}`)
  await client.query('begin')
  const { rows } = await client.query<Concerned>(
    `select i.id as subject, i.office_id as office, p.staff_id as officer
     from (select * from registration.individual where process_status = 'active' and restriction_group is null order by md5(id::text) limit $1) i
     cross join lateral (
       select a.staff_id from auth.assignment a join auth.office_closure c on c.ancestor = a.office_id and c.descendant = i.office_id
       where a.role = 'protection_officer' order by md5(a.staff_id::text || i.id::text) limit 1) p order by i.id`,
    [Math.min(MANY, Math.ceil(people / 10))],
  )
  for (const concerned of rows) await report(client, today, random, concerned)
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
  await openChildFiles(client, today, people)
  await hearComplaints(client, today, people)
  await openServices(client, today, people)
  await visitHouseholds(client, today, people)
  await openReturns(client, today, people)
  await openIntegration(client, today, people)
}

const at = (client: pg.Client, today: string, daysBefore: number) =>
  client.query(`select set_config('nansen.now', (($1::date - $2::int)::timestamp + interval '6 hours')::text, true)`, [
    today,
    Math.max(0, daysBefore),
  ])

async function report(client: pg.Client, today: string, random: Random, { subject, office, officer }: Concerned) {
  const ago = random.below(BACK)
  await at(client, today, ago)
  const kind = random.pick(KINDS)
  const { rows } = await client.query<{ id: string }>(
    `insert into incidents.incident (id, office_id, owner_id, subject, reported_on, reported_how, happened_on, kind, by_whom, verified, detained_at)
     values (cases.new_id(), $1, $2, $3, $4::date - $5::int, $6, ($4::date - $5::int)::text, $7, $8, 'alleged',
       case when $7 = 'detention' then cases.now() - interval '20 hours' end) returning id`,
    [
      office,
      officer,
      subject,
      today,
      ago,
      random.pick(['in-person', 'hotline', 'community'] as const),
      kind,
      random.pick(['authorities', 'host-community', 'unknown'] as const),
    ],
  )
  await work(client, today, random, { id: rows[0]!.id, kind, ago })
}

interface Reported {
  readonly id: string
  readonly kind: string
  readonly ago: number
}

async function work(client: pg.Client, today: string, random: Random, { id, kind, ago }: Reported) {
  const far = ago > 30 ? 4 : random.below(Math.min(4, ago + 1))
  const states = ['assessed', 'in-work', 'monitored', 'closed'].slice(0, far)
  for (const [step, state] of states.entries()) {
    await at(client, today, ago - step * 3)
    if (state === 'in-work')
      await client.query(
        `insert into incidents.intervention (id, parent_id, kind, status, started_on) values (cases.new_id(), $1, $2, 'done', cases.now()::date)`,
        [id, kind === 'detention' ? 'detention-visit' : random.pick(INTERVENTIONS)],
      )
    await client.query(
      `update incidents.incident set state = $2, risk = coalesce(risk, $3), handled_by = owner_id,
         outcome = case when $2 = 'closed' then 'protected' end, closed_by = case when $2 = 'closed' then owner_id end where id = $1`,
      [id, state, random.pick(['high', 'medium', 'medium', 'low'] as const)],
    )
  }
}
