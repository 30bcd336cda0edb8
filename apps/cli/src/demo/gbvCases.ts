import { seededRandom } from '@nansen/kernel'
import type pg from 'pg'
import { officeId, staffId } from './staff.ts'

/** Incidents of a practice world of `WHOLE` people by who works on them; old enough that a quarter that is over has numbers. */
const WORK = [
  { worker: 'halima@demo.nansen', office: 'DAD', many: 110 },
  { worker: 'salma@demo.nansen', office: 'ZAA', many: 40 },
] as const
/** People of the practice world that visitors meet; a smaller one has fewer incidents. */
const WHOLE = 2_000
/** So that a quarter of a small world has numbers to show, and some to hide. */
const AT_LEAST = 20
/** Days back over which they were told. */
const BACK = 240
/** Days after which care has usually come to its end. */
const DONE_AFTER = 45

const ACTS = [
  ['physical-force', 'psychological-abuse'],
  ['physical-force', 'psychological-abuse'],
  ['physical-force'],
  ['psychological-abuse'],
  ['denial-of-resources'],
  ['denial-of-resources', 'psychological-abuse'],
  ['penetration', 'physical-force'],
  ['sexual-contact'],
  ['forced-marriage'],
] as const
const RELATIONS = ['intimate-partner', 'intimate-partner', 'former-partner', 'family', 'neighbour', 'unknown'] as const
const AGES = ['12-17', '18-25', '18-25', '26-40', '26-40', '41-60'] as const

type Random = ReturnType<typeof seededRandom>

/** What caseworkers were told, without anybody's name: an incident of the practice world is of nobody, as every other. */
export async function openIncidents(client: pg.Client, today: string, people: number): Promise<void> {
  const part = Math.min(1, people / WHOLE)
  const random = seededRandom(`incidents of ${today}`)
  await client.query('begin')
  for (const work of WORK)
    for (let i = 0; i < Math.max(AT_LEAST, work.many * part); i++)
      await open(client, today, random, work, i < 3 ? i : random.below(BACK))
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

const at = (client: pg.Client, today: string, daysBefore: number) =>
  client.query(`select set_config('nansen.now', (($1::date - $2::int)::timestamp + interval '6 hours')::text, true)`, [
    today,
    daysBefore,
  ])

async function open(
  client: pg.Client,
  today: string,
  random: Random,
  { worker, office }: (typeof WORK)[number],
  ago: number,
) {
  await at(client, today, ago)
  const { rows } = await client.query<{ id: string; type: string }>(
    `insert into gbv.incident (id, office_id, owner_id, reported_on, reported_by, happened_at, acts, gender_based, survivor_sex, survivor_age,
       statistics_consent, limits_told_on, place_type, time_of_day, displacement_stage, exchange, abduction, practice)
     values (cases.new_id(), $1, $2, $3::date - $4::int, 'survivor', cases.now() - make_interval(hours => $5), $6, true, $7, $8, $9,
       $3::date - $4::int, $10, $11, 'in-refuge', false, 'none', 'none')
     returning id, type`,
    [
      officeId(office),
      staffId(worker),
      today,
      ago,
      4 + random.below(60),
      random.pick(ACTS),
      random.chance(0.93) ? 'female' : 'male',
      random.pick(AGES),
      random.chance(0.9),
      random.pick(['home', 'home', 'on-the-way', 'water-or-firewood', 'other'] as const),
      random.pick(['night', 'morning', 'afternoon'] as const),
    ],
  )
  const { id, type } = rows[0]!
  await client.query(
    `insert into gbv.perpetrator (id, parent_id, relation, sex, age) values (cases.new_id(), $1, $2, 'male', $3)`,
    [id, random.pick(RELATIONS), random.pick(['18-25', '26-40', '41-60', 'unknown'] as const)],
  )
  if (ago > 1) await care(client, today, random, { id, type, ago })
}

interface Told {
  readonly id: string
  readonly type: string
  readonly ago: number
}

/** Health care after rape and sexual assault, for the others what is asked for most; then on towards the end. */
async function care(client: pg.Client, today: string, random: Random, { id, type, ago }: Told) {
  const bodily = type === 'rape' || type === 'sexual-assault'
  const service = bodily ? 'health' : random.pick(['psychosocial', 'psychosocial', 'legal', 'safe-house'] as const)
  await client.query(
    `insert into gbv.consent (id, parent_id, service, organisation, agreed, given_by, asked_on)
     values (cases.new_id(), $1, $2, 'Red Lantern', true, 'survivor', $3::date - $4::int)`,
    [id, service, today, ago],
  )
  await client.query(
    `insert into gbv.service (id, parent_id, service, decision, organisation, decided_on, outcome)
     values (cases.new_id(), $1, $2, 'referred', 'Red Lantern', $3::date - $4::int, 'received')`,
    [id, service, today, ago],
  )
  const far = ago > DONE_AFTER ? 4 : random.below(4)
  const states = ['assessed', 'in-care', 'follow-up', 'closed'].slice(0, far)
  for (const [step, state] of states.entries()) {
    await at(client, today, Math.max(0, ago - 1 - step * 10))
    await client.query(
      `update gbv.incident set state = $2, closed_because = case when $2 = 'closed' then 'needs-met' end,
         safety_reviewed_on = case when $2 = 'closed' then cases.now()::date end, closed_by = case when $2 = 'closed' then owner_id end,
         feedback = case when $2 = 'closed' then $3 end where id = $1`,
      [id, state, ['content', 'content', 'content', 'partly', 'declined'][ago % 5]],
    )
  }
}
