import { seededRandom } from '@nansen/kernel'
import type pg from 'pg'

/** Flags of the practice world that become cases: a few hundred live, and a million people load no slower. */
const MOST = 600
/** Days before today on which they were taken up: some deadlines are past, some run. */
const BEGAN = 12

interface Flagged {
  readonly id: string
  readonly officer: string
  readonly confidential: boolean
}

/** Opens cases of specific needs from what registration flagged, and works on some of them, as protection staff would have. */
export async function openNeeds(client: pg.Client, today: string): Promise<void> {
  await client.query('begin')
  await at(client, today, BEGAN)
  await client.query('select needs.take_up_flags($1)', [MOST])
  const { rows } = await client.query<Flagged>(
    `select n.id, p.staff_id as officer, n.need is null as confidential
     from needs.need n cross join lateral (
       select a.staff_id from auth.assignment a join auth.office_closure c on c.ancestor = a.office_id and c.descendant = n.office_id
       where a.role = 'protection_officer' order by md5(a.staff_id::text || n.id::text) limit 1) p
     order by n.id`,
  )
  const random = seededRandom(`needs of ${today}`)
  for (const need of rows) {
    if (random.chance(0.7)) await work(client, need, today, random)
  }
  await client.query(`select set_config('nansen.now', '', true)`)
  await client.query('commit')
}

const at = (client: pg.Client, today: string, daysBefore: number) =>
  client.query(`select set_config('nansen.now', (($1::date - $2::int)::timestamp + interval '9 hours')::text, true)`, [
    today,
    daysBefore,
  ])

type Random = ReturnType<typeof seededRandom>

async function work(client: pg.Client, { id, officer, confidential }: Flagged, today: string, random: Random) {
  await client.query('update needs.need set owner_id = $2 where id = $1', [id, officer])
  if (confidential || random.chance(0.3)) return
  const assessed = BEGAN - 1 - random.below(5)
  await at(client, today, assessed)
  const severity = random.pick(['high', 'medium', 'medium', 'low'])
  await client.query(`update needs.need set state = 'confirmed', severity = $2, assessed_by = owner_id where id = $1`, [
    id,
    severity,
  ])
  if (random.chance(0.5)) return
  await client.query(
    `insert into needs.step (id, parent_id, kind, done_on, done_by) values (cases.new_id(), $1, $2, $3::date - $4::int, $5)`,
    [id, random.pick(['visit', 'counselling', 'material-help', 'referral']), today, Math.max(0, assessed - 2), officer],
  )
  if (random.chance(0.5)) return
  await at(client, today, Math.max(0, assessed - 3))
  await client.query(
    `update needs.need set state = 'resolved', outcome = 'addressed', resolved_by = owner_id where id = $1`,
    [id],
  )
}
