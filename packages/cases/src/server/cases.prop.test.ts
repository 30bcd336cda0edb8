import { newId, type SeededRandom, seededRandom } from '@nansen/kernel'
import { happened } from '@nansen/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'
import { runClocks } from './clocks.ts'

/** Sequences of acts that chance makes; more in the long run: NANSEN_SEQUENCES=10000. */
const SEQUENCES = Number(process.env.NANSEN_SEQUENCES ?? 40)
const ACTS = 12
const SEED = process.env.NANSEN_SEED ?? 'cases 1'

let world: CaseWorld
let workers: readonly Worker[]
let clerk: Worker
beforeAll(async () => {
  world = await caseWorld()
  workers = [await world.worker('rsd_officer'), await world.worker('rsd_reviewer'), await world.worker('rsd_reviewer')]
  clerk = await world.worker('registration_officer')
})
afterAll(() => world.end())

const MOVES = ['wait', 'resume', 'assess', 'return', 'decide', 'close'] as const
const EVENTS = ['death', 'departure', 'death-undone', 'marriage', 'departure-undone'] as const

interface Sequence {
  readonly random: SeededRandom
  readonly people: readonly string[]
  readonly cases: string[]
}

/** One act of somebody: what cannot be done is refused, and that is all. */
async function act({ random, people, cases }: Sequence): Promise<string> {
  const who = random.pick(workers)
  const id = random.pick(cases)
  const person = random.pick(people)
  const acts: readonly (() => Promise<unknown>)[] = [
    () => who.move(id, random.pick(MOVES), random.chance(0.5) ? { decision: random.pick(['yes', 'no']) } : {}),
    () => who.move(id, random.pick(MOVES)),
    () => who.add('member', { parent_id: id, individual: person, role: random.pick(['applicant', 'child']) }),
    () => who.add('finding', { parent_id: id, individual: person, said: 'credible' }),
    () => who.change(id, { risk: random.pick(['high', 'low']), secret: 'said' }),
    () => who.change(id, { notified_on: random.pick(['2026-11-01', '2026-11-20']) }),
    () => who.add('task', { parent_id: id, kind: 'call-back', about: person }),
    async () => {
      const [task] = (await world.rows('task', id)).filter(({ status }) => status === 'open')
      if (task) await who.does('finishTask', { module: 'example', taskId: task.id, status: 'done' })
    },
    async () => cases.push((await who.open({ topic: 'another', subject: person })).id),
    () =>
      clerk.as((tx, asking) =>
        happened(tx, asking, { name: `registration.${random.pick(EVENTS)}`, ids: [person], on: '2026-11-20' }),
      ),
    async () => {
      world.clock.now = new Date(world.clock.now.getTime() + random.below(6) * 86_400_000)
      await runClocks(world.store, world.clock.now)
    },
  ]
  const at = random.below(acts.length)
  await acts[at]!().catch((error: { code?: string }) => {
    if (!['wrong-state', 'not-allowed', 'invalid'].includes(error.code ?? '')) throw error
  })
  return `${at}`
}

/** What holds after every act, whatever it was: each a question whose every answer is a fault. domain.md 21.1, as far as the platform can state it. */
const LAWS: Readonly<Record<string, string>> = {
  'nobody assessed and decided one case': `select id from example.file where assessed_by = reviewed_by`,
  'what was decided was assessed and decided by somebody': `select id from example.file f
    where state in ('decided', 'closed') and (assessed_by is null or reviewed_by is null or decision is null)`,
  'nobody is in a case twice at once': `select parent_id from example.member where until is null and withdrawn_at is null
    group by parent_id, individual having count(*) > 1`,
  'who is in which case is kept as the members say': `select m.id from example.member m
    left join cases.person_in p on p.individual = m.individual and p.case_id = m.parent_id and p.role = m.role
    where p.present is distinct from exists (select from example.member o where o.parent_id = m.parent_id and o.individual = m.individual
      and o.role = m.role and o.until is null and o.withdrawn_at is null)`,
  'a case over has no clock that runs': `select f.id from example.file f join example.clock c on c.root_id = f.id
    where f.state in ('closed', 'gone') and c.status in ('running', 'paused') and c.name <> 'answer'`,
  'a case over has no open task of an event': `select f.id from example.file f join example.task t on t.root_id = f.id
    where f.state in ('closed', 'gone') and t.status = 'open' and t.cause = 'event' and t.kind <> 'event-undone'`,
  'one clock of a name runs in a case': `select root_id from example.clock where status in ('running', 'paused') group by root_id, name having count(*) > 1`,
  'a clock rests only while the case waits': `select c.id from example.clock c join example.file f on f.id = c.root_id
    where (c.status = 'paused') <> (c.paused_at is not null) or c.status = 'paused' and (f.state <> 'waiting' or c.name <> 'first')`,
  'the last stage is the state, and each begins where the one before ended': `select f.id from example.file f
    where f.state <> (select s.to_state from example.stage s where s.root_id = f.id order by s.entered_at desc, s.id desc limit 1)
      or exists (select from (select to_state, from_state, lag(to_state) over (order by entered_at, id) as before from example.stage s where s.root_id = f.id) s
        where s.from_state is distinct from s.before)`,
  'rows that hang on a case are where it is': `select t.id from example.task t join example.file f on f.id = t.root_id
    where (t.office_id, t.owner_id, t.restriction_group) is distinct from (f.office_id, f.owner_id, f.restriction_group)`,
  'markers say what the cases say': `select k.case_id from cases.marker k join example.file f on f.id = k.case_id
    where k.name = 'example.hold' and f.state <> 'waiting' or k.name = 'example.decision' and k.value is distinct from f.decision
      or not exists (select from cases.person_in p where p.case_id = k.case_id and p.individual = k.individual and p.present)`,
  'numbers have no gap': `select count(*) from example.file having count(*) <> max(split_part(number, '-', 4)::int)`,
}

test(`${SEQUENCES} sequences of moves, members, events, undoings and days keep every law`, async () => {
  for (let n = 0; n < SEQUENCES; n++) {
    const random = seededRandom(`${SEED} ${n}`)
    const people = [await world.person('One'), await world.person('Two'), await world.person('Three')]
    const sequence: Sequence = {
      random,
      people,
      cases: [(await workers[0]!.open({ topic: 'first', subject: people[0] })).id],
    }
    const done: string[] = []
    for (let k = 0; k < ACTS; k++) done.push(await act(sequence))
    for (const [law, question] of Object.entries(LAWS)) {
      const { rows } = await world.owner.query(question)
      expect(rows, `${law}: seed "${SEED} ${n}", acts ${done.join(' ')}`).toEqual([])
    }
  }
}, 600_000)

test('a case that breaks a law is found: the questions can fail', async () => {
  const made = await workers[0]!.open({ topic: 'x', subject: await world.person() })
  await world.owner.query(`set session_replication_role = 'replica'`)
  await world.owner.query(`update example.file set state = 'gone' where id = $1`, [made.id])
  await world.owner.query(
    `insert into example.task (id, parent_id, root_id, office_id, kind, status, cause) values ($1, $2, $2, $3, 'x', 'open', 'event')`,
    [newId(), made.id, world.offices.KAK],
  )
  await world.owner.query(`set session_replication_role = 'origin'`)
  const broken: string[] = []
  for (const [law, question] of Object.entries(LAWS))
    if ((await world.owner.query(question)).rows.length > 0) broken.push(law)
  expect(broken).toEqual([
    'a case over has no clock that runs',
    'a case over has no open task of an event',
    'the last stage is the state, and each begins where the one before ended',
    'rows that hang on a case are where it is',
  ])
})
