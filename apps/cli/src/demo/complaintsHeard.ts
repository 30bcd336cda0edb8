import { seededRandom } from '@nansen/kernel'
import type pg from 'pg'

/** Complaints and feedback of the practice world, in every state, in a small one of one in six people; none is about a colleague or sensitive: each of those has a group of readers of its own. */
const MANY = 320
/** Days back over which they came. */
const BACK = 120
const STATES = ['triaged', 'in-work', 'answered', 'closed'] as const
const SAID = [
  ['payment', 'The money came a week late.'],
  ['registration', 'Our new baby is not on the paper.'],
  ['negative-feedback', 'We waited from morning to evening, without shade.'],
  ['positive-feedback', 'The woman at the desk explained everything.'],
  ['data-change', 'The telephone number is an old one.'],
  ['partner', 'The class was moved and nobody told us.'],
] as const

/** What people said at desks, boxes and the hotline, and how far it was answered. */
export async function hearComplaints(client: pg.Client, today: string, people: number): Promise<void> {
  const random = seededRandom(`complaints of ${today}`)
  await client.query('begin')
  const { rows } = await client.query<{ office: string; officer: string }>(
    `select c.descendant as office, min(a.staff_id::text) as officer from auth.assignment a join auth.office_closure c on c.ancestor = a.office_id
     join auth.office o on o.id = c.descendant where a.role = 'protection_officer' group by c.descendant, o.code order by o.code`,
  )
  for (let i = 0; i < Math.min(MANY, Math.ceil(people / 6)) && rows.length > 0; i += 1)
    await heard(client, today, random, rows[i % rows.length]!)
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

async function heard(
  client: pg.Client,
  today: string,
  random: ReturnType<typeof seededRandom>,
  { office, officer }: { readonly office: string; readonly officer: string },
): Promise<void> {
  const ago = random.below(BACK)
  const at = (daysBefore: number) =>
    client.query(
      `select set_config('nansen.now', (($1::date - $2::int)::timestamp + interval '6 hours')::text, true)`,
      [today, Math.max(0, daysBefore)],
    )
  await at(ago)
  const [category, account] = random.pick(SAID)
  const anonymous = random.below(3) === 0
  const { rows } = await client.query<{ id: string }>(
    `insert into complaints.complaint (id, office_id, received_on, channel, anonymous, complainant_name, category, about_whom, account)
     values (cases.new_id(), $1, cases.now()::date, $2, $3, $4, $5, 'nobody', $6) returning id`,
    [
      office,
      random.pick(['desk', 'box', 'hotline', 'community'] as const),
      anonymous,
      anonymous ? null : 'Somebody of the block',
      category,
      account,
    ],
  )
  for (const [step, state] of STATES.slice(0, ago > 30 ? 4 : random.below(Math.min(4, ago + 1))).entries()) {
    await at(ago - 2 * (step + 1))
    await client.query(
      `update complaints.complaint set state = $2, owner_id = $3, priority = 'usual', acknowledged_on = case when not anonymous then cases.now()::date end,
         triaged_by = $3, findings = 'Looked at with the team.', outcome = case when $2 in ('answered', 'closed') then 'explained' end,
         answered_by = case when $2 in ('answered', 'closed') then $3::uuid end, feedback_on = case when $2 = 'closed' then cases.now()::date end
       where id = $1`,
      [rows[0]!.id, state, officer],
    )
  }
}
