import { newId, type SeededRandom, seededRandom } from '@nansen/kernel'
import { happened } from '@nansen/store'
import { expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'
import { runClocks } from './clocks.ts'

/** Sequences of acts that chance makes: a few each time, the promised ten thousand in the full run. */
const SEQUENCES = Number(process.env.NANSEN_SEQUENCES ?? (process.env.NANSEN_FULL ? 10_000 : 10))
const ACTS = 12
/** Sequences of one database: the laws look at all of it. */
const A_WORLD = 50
/** Databases at work at one moment: a server and its database take turns at waiting for each other. */
const AT_ONCE = 2
/** The number of the first sequence, to come back to one that broke a law. */
const FROM = Number(process.env.NANSEN_FROM ?? 0)
const SEED = process.env.NANSEN_SEED ?? 'cases 2'

/** One database, and who works in it. */
interface Operation {
  readonly world: CaseWorld
  readonly workers: readonly Worker[]
  readonly there: Worker
  readonly clerk: Worker
  readonly room: string
}
async function anOperation(): Promise<Operation> {
  const world = await caseWorld()
  const workers = [
    await world.worker('rsd_officer'),
    await world.worker('rsd_reviewer'),
    await world.worker('rsd_reviewer'),
  ]
  const there = await world.worker('rsd_reviewer', 'KAK')
  const clerk = await world.worker('registration_officer')
  const asked = { officeId: world.offices.DAD, name: 'Room 1', active: true }
  const { id: room } = await workers[1]!.does<{ id: string }>('keepRoom', asked)
  return { world, workers, there, clerk, room }
}

const MOVES = ['wait', 'resume', 'assess', 'return', 'decide', 'close'] as const
const EVENTS = ['death', 'departure', 'death-undone', 'marriage', 'departure-undone', 'split', 'split-undone'] as const

interface Sequence extends Operation {
  readonly random: SeededRandom
  readonly people: readonly string[]
  readonly cases: string[]
  /** Rows that a merge of two records brought over, to be given back. */
  readonly brought: { rel: string; col: string; row_id: string; from: string; to: string }[]
}

/** Everything that hangs on one record comes to another, as the merge of two records does it; or goes back, in the other order. */
async function bringTogether({ world, random, people, brought }: Sequence): Promise<void> {
  const [to, from] = [random.pick(people), random.pick(people)]
  if (to === from) return
  const { rows } = await world.owner.query(
    'select rel, col, row_id from registration.hanging_on($1) h order by h.place, h.rel, h.row_id',
    [from],
  )
  for (const row of rows) if (await bring(world, row, from, to)) brought.push({ ...row, from, to })
}
async function bringBack({ world, brought }: Sequence): Promise<void> {
  for (const row of brought.splice(0).toReversed()) await bring(world, row, row.to, row.from)
}
const bring = async (
  world: CaseWorld,
  row: { rel: string; col: string; row_id: string },
  from: string,
  to: string,
): Promise<boolean> =>
  (
    await world.owner.query('select registration.bring_row($1, $2, $3, $4, $5) as came', [
      row.rel,
      row.col,
      row.row_id,
      from,
      to,
    ])
  ).rows[0].came

/** A case is asked for by one office and taken over by the other. */
async function handOver({ world, workers, there }: Operation, id: string): Promise<void> {
  const asked = { module: 'example', id, toOffice: world.offices.KAK, because: 'they moved' }
  const { id: handoverId } = await workers[1]!.does<{ id: string }>('askHandover', asked)
  await there.does('answerHandover', { module: 'example', handoverId, answer: 'accepted' })
}

/** Somebody is asked to come, at one of few hours, so that it is often taken; and what is said is written, or signed. */
async function meet({ world, workers, room, random, people }: Sequence, who: Worker, id: string): Promise<void> {
  const [row] = (await world.rows('appointment', id)).filter(({ status }) => status === 'planned')
  if (row !== undefined && random.chance(0.5)) {
    const lines = '[{"kind":"answer","words":"yes"}]'
    const said = { parent_id: id, appointment: row.id, lines, read_back: true, signed: random.chance(0.5) }
    if (random.chance(0.5)) await who.add('transcript', said)
    else
      await who.does('appointmentOutcome', {
        module: 'example',
        id: row.id,
        status: random.pick(['came', 'cancelled']),
      })
    return
  }
  await who.add('appointment', {
    parent_id: id,
    kind: 'interview',
    starts_at: `2027-01-0${1 + random.below(3)}T0${8 + random.below(2)}:00:00Z`,
    minutes: random.pick([30, 60, 90]),
    individual: random.chance(0.5) ? random.pick(people) : null,
    officer: random.chance(0.7) ? random.pick(workers).staffId : null,
    room: random.chance(0.5) ? room : null,
    override_because: random.chance(0.2) ? 'both are short' : null,
  })
}

async function approveOne({ world, random }: Sequence, who: Worker, id: string): Promise<void> {
  const [open] = (await world.rows('approval', id)).filter(({ status }) => status === 'asked')
  if (open === undefined) await who.add('approval', { parent_id: id, kind: 'travel', why: 'to the hospital' })
  else
    await who.does('decideApproval', {
      module: 'example',
      id: open.id,
      answer: random.pick(['agreed', 'refused', 'withdrawn']),
    })
}

/** One act of somebody: what cannot be done is refused, and that is all. */
async function act(sequence: Sequence): Promise<string> {
  const { world, workers, clerk, random, people, cases } = sequence
  const who = random.pick(workers)
  const id = random.pick(cases)
  const person = random.pick(people)
  const acts: (() => Promise<unknown>)[] = [
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
  const more = [
    () => meet(sequence, who, id),
    () => meet(sequence, who, id),
    () => approveOne(sequence, who, id),
    () => bringTogether(sequence),
    () => bringBack(sequence),
    () => (random.chance(0.3) ? handOver(sequence, id) : Promise.resolve()),
  ]
  acts.push(...more)
  const at = random.below(acts.length)
  await acts[at]!().catch((error: { code?: string }) => {
    if (!['wrong-state', 'not-allowed', 'invalid', 'not-found'].includes(error.code ?? '')) throw error
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
  'an officer and a room are in one place at a time, unless somebody said why': `select a.id from example.appointment a
    join example.appointment b on a.id < b.id and (a.officer = b.officer or a.room = b.room)
      and a.starts_at < b.starts_at + make_interval(mins => b.minutes) and b.starts_at < a.starts_at + make_interval(mins => a.minutes)
    where a.status = 'planned' and b.status = 'planned' and a.override_because is null and b.override_because is null`,
  'what is taken is what is planned': `select a.id from example.appointment a
    where (a.status = 'planned') <> exists (select from cases.booking k where k.appointment = a.id and k.kind = 'office')
      or (a.status = 'planned' and a.room is not null) <> exists (select from cases.booking k where k.appointment = a.id and k.kind = 'room')`,
  'a signed edition is the last, and one': `select t.appointment from example.transcript t
    group by t.appointment having bool_or(t.signed) and max(t.edition) <> max(t.edition) filter (where t.signed)
      or count(*) filter (where t.signed) > 1 or count(*) <> max(t.edition)`,
  'nobody agreed to what they asked for': `select id from example.approval where asked_by = decided_by or status in ('agreed', 'refused') and decided_by is null`,
  'who gave a case away did not take it': `select id from example.handover where status = 'accepted' and created_by = answered_by`,
  'an office keeps nothing newer than what it handed over': `select b.case_id from cases.left_behind b, jsonb_each(b.content || b.guarded) e, jsonb_array_elements(e.value) r
    where (r ->> 'created_at')::timestamptz > (select h.changed_at from example.handover h where h.id = b.handover_id)
      or b.office_id <> coalesce((r ->> 'office_id')::uuid, b.office_id)`,
  'numbers have no gap': `select count(*) from example.file having count(*) <> max(split_part(number, '-', 4)::int)`,
}

/** One database full of sequences, from the one of this number on: what they meet there is the same in every run. */
async function oneWorld(first: number, until: number): Promise<void> {
  const operation = await anOperation()
  const { world, workers } = operation
  for (let n = first; n < until; n++) {
    const random = seededRandom(`${SEED} ${n}`)
    const people = [await world.person('One'), await world.person('Two'), await world.person('Three')]
    const cases = [(await workers[0]!.open({ topic: 'first', subject: people[0] })).id]
    const sequence: Sequence = { ...operation, random, people, cases, brought: [] }
    const done: string[] = []
    for (let k = 0; k < ACTS; k++) done.push(await act(sequence))
    await keepsLaws(world, `NANSEN_SEED="${SEED}" NANSEN_FROM=${first}, sequence ${n}, acts ${done.join(' ')}`)
  }
  await world.end()
}

test(`${SEQUENCES} sequences of moves, members, events, splits, merges, handovers, undoings and days keep every law`, async () => {
  const worlds = Array.from({ length: Math.ceil(SEQUENCES / A_WORLD) }, (_, at) => FROM + at * A_WORLD)
  const inTurn = async () => {
    for (let first = worlds.shift(); first !== undefined; first = worlds.shift())
      await oneWorld(first, Math.min(first + A_WORLD, FROM + SEQUENCES))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, inTurn))
}, 14_400_000)

/** All laws in one question. */
async function keepsLaws({ owner }: CaseWorld, said: string): Promise<void> {
  const all = Object.entries(LAWS).map(([law, question]) => `select '${law}' as law where exists (${question})`)
  const { rows } = await owner.query({ name: 'laws', text: all.join(' union all ') })
  expect(rows, said).toEqual([])
}

test('a case that breaks a law is found: the questions can fail', async () => {
  const { world, workers } = await anOperation()
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
  await world.end()
})
