import type { StoredRow } from '@nansen/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'

let world: CaseWorld
let officer: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
})
afterAll(() => world.end())

interface Queue {
  readonly states: readonly { readonly state: string; readonly count: number; readonly since: string }[]
  readonly cases: readonly StoredRow[]
}
const queue = (who: Worker, asked: object = {}) => who.asks<Queue>('queue', { module: 'example', ...asked })

/** Opens one at that hour of a day long ago, so that it is before all others. */
const openedAt = async (day: string, who = officer) => {
  world.clock.now = new Date(`${day}T09:00:00Z`)
  const { id } = await who.open({ topic: day, subject: await world.person() })
  world.clock.now = new Date('2026-11-20T09:00:00Z')
  return id
}
const shownSince = async (who: Worker, since: Date) =>
  (
    await world.owner.query(
      `select ids from audit.entry where staff_id = $1 and at >= $2 and action = 'read' and record = 'file'`,
      [who.staffId, since],
    )
  ).rows.map(({ ids }) => ids.length)
const databaseNow = async () => (await world.owner.query('select clock_timestamp() as now')).rows[0].now as Date

test('a queue has the longest first whatever their state, and says of each state how many and since when', async () => {
  const [second, first, third] = [
    await openedAt('2025-02-02'),
    await openedAt('2025-01-01'),
    await openedAt('2025-03-03'),
  ]
  world.clock.now = new Date('2025-01-15T09:00:00Z')
  await officer.move(second, 'wait')
  world.clock.now = new Date('2026-11-20T09:00:00Z')
  const all = await queue(officer)
  expect(all.cases.map(({ id }) => id)).toEqual([first, second, third])
  expect(all.states).toEqual([
    { state: 'open', count: 2, since: '2025-01-01T09:00:00Z' },
    { state: 'waiting', count: 1, since: '2025-01-15T09:00:00Z' },
  ])
  const waiting = await queue(officer, { state: 'waiting' })
  expect(waiting.cases.map(({ id }) => id)).toEqual([second])
  expect(waiting.states).toEqual(all.states)
  expect((await queue(officer, { state: 'none such' })).cases).toEqual([])
  expect((await queue(officer, { owner: 'nobody' })).cases.length).toBe(3)
  expect((await queue(officer, { owner: 'mine' })).cases).toEqual([])
})

test('what was given to somebody case by case is counted and listed for them, and nothing else is', async () => {
  const official = await world.worker('government_rsd_officer', 'KAK')
  expect(await queue(official)).toEqual({ states: [], cases: [] })
  const { cases } = await queue(officer, { state: 'waiting' })
  await world.owner.query(
    `insert into auth.case_access (id, staff_id, module, case_id, reason, valid_from)
     values (gen_random_uuid(), $1, 'example', $2, 'asked to help', now() - interval '1 day')`,
    [official.staffId, cases[0]!.id],
  )
  const theirs = await queue(official)
  expect(theirs.states).toEqual([{ state: 'waiting', count: 1, since: '2025-01-15T09:00:00Z' }])
  expect(theirs.cases.map(({ id }) => id)).toEqual([cases[0]!.id])
})

test('a queue of more states than fit notes those that it shows, each once', async () => {
  const since = await databaseNow()
  await world.owner.query(`set session_replication_role = 'replica'`)
  await world.owner.query(
    `insert into example.file (id, office_id, state, number, topic, state_since, form_version, subject)
     select gen_random_uuid(), f.office_id, (array['open', 'waiting'])[1 + n % 2], 'X-' || n, 'many', now() - n * interval '1 minute', 1, f.subject
     from generate_series(1, 130) n, (select * from example.file limit 1) f`,
  )
  await world.owner.query(`set session_replication_role = 'origin'`)
  const { cases, states } = await queue(officer)
  expect(cases).toHaveLength(50)
  const times = cases.map(({ state_since }) => Date.parse(String(state_since)))
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(states.map(({ count }) => count).reduce((a, b) => a + b)).toBe(133)
  expect(await shownSince(officer, since)).toEqual([50])
})

test('every column that policies judge a case by is in the index that counts, so that no row is looked at', async () => {
  const { rows: policies } = await world.owner.query(
    `select qual from pg_policies where schemaname = 'example' and tablename = 'file' and 'nansen_app' = any (roles) and cmd in ('ALL', 'SELECT')`,
  )
  expect(policies.length).toBeGreaterThan(2)
  const { rows: columns } = await world.owner.query(
    `select column_name as name from information_schema.columns where table_schema = 'example' and table_name = 'file'`,
  )
  const judged = columns
    .map(({ name }) => String(name))
    .filter(name => policies.some(({ qual }) => new RegExp(`(?<![\\w.'])${name}(?![\\w'(])`).test(qual)))
  expect(judged.toSorted()).toEqual(['id', 'office_id', 'owner_id', 'restriction_group', 'subject'])
  const { rows: indexes } = await world.owner.query(
    `select array(select a.attname::text from pg_attribute a where a.attrelid = i.indexrelid) as columns
     from pg_index i where i.indrelid = 'example.file'::regclass`,
  )
  expect(
    indexes.some(({ columns: held }) => [...judged, 'state', 'state_since'].every(name => held.includes(name))),
  ).toBe(true)
})

interface Times {
  readonly states: readonly object[]
}
const times = (who: Worker) => who.asks<Times>('timesInState', { module: 'example' })

test('how long cases stayed is told of five stays and more, of those that ended within a year and that one reads', async () => {
  const kakuma = await world.worker('rsd_officer', 'KAK')
  const reviewer = await world.worker('rsd_reviewer', 'KAK')
  const subject = async () => ({
    topic: 'A claim',
    subject: await world.person('Amina Yusuf', { office: world.offices.KAK }),
  })
  const stayed = async (days: number, ended = '2026-11-01T09:00:00Z') => {
    world.clock.now = new Date(new Date(ended).getTime() - days * 86_400_000)
    const { id } = await kakuma.open(await subject())
    world.clock.now = new Date(ended)
    await kakuma.move(id, 'wait')
    world.clock.now = new Date('2026-11-20T09:00:00Z')
  }
  for (const days of [1, 2, 3, 4]) await stayed(days)
  for (const days of [40, 50]) await stayed(days, '2025-06-01T09:00:00Z')
  expect(await times(kakuma)).toEqual({ states: [] })
  await stayed(11)
  expect(await times(kakuma)).toEqual({ states: [{ state: 'open', stays: 5, half: 3, slowest: 8.2 }] })
  expect(await times(reviewer)).toEqual(await times(kakuma))
  expect((await times(officer)).states).toEqual([])
})

interface Load {
  readonly ownerId: string | null
  readonly team: string | null
  readonly cases: number
  readonly overdue: number
  readonly soon: number
}
test('who approves sees what each colleague carries, also those who carry nothing; a case is given to a team, then to one of it', async () => {
  const boss = await world.worker('rsd_reviewer', 'KAK')
  const [busy, idle] = [await world.worker('rsd_officer', 'KAK'), await world.worker('rsd_officer', 'KAK')]
  await world.owner.query(`update auth.assignment set team = 'Interviews' where staff_id = any ($1)`, [
    [busy.staffId, idle.staffId],
  ])
  const subject = await world.person('Amina Yusuf', { office: world.offices.KAK })
  const { id } = await busy.open({ topic: 'A claim', subject })
  const at = { module: 'example', id }
  expect(await busy.asks('teams', at)).toEqual({ teams: ['Interviews'] })
  await expect(officer.asks('teams', at)).rejects.toMatchObject({ code: 'not-found' })
  await busy.does('assign', { ...at, ownerId: null, team: 'Interviews' })
  expect(await busy.get(id)).toMatchObject({ owner_id: null, team: 'Interviews' })
  await busy.does('assign', { ...at, ownerId: busy.staffId, team: 'Interviews' })
  for (const due_at of ['2026-11-19T08:00:00Z', '2026-11-23T08:00:00Z', '2026-12-23T08:00:00Z'])
    await busy.add('task', { parent_id: id, kind: 'look-again', due_at, about: subject })
  const loadOf = async (who: Worker, staffId: string) =>
    (await who.asks<{ colleagues: readonly Load[] }>('caseload', { module: 'example' })).colleagues.find(
      ({ ownerId }) => ownerId === staffId,
    )
  const team = 'Interviews'
  expect(await loadOf(boss, busy.staffId)).toEqual({ ownerId: busy.staffId, team, cases: 1, overdue: 1, soon: 1 })
  expect(await loadOf(boss, idle.staffId)).toEqual({ ownerId: idle.staffId, team, cases: 0, overdue: 0, soon: 0 })
  expect(await loadOf(boss, officer.staffId)).toBeUndefined()
  expect(await loadOf(idle, idle.staffId)).toBeUndefined()
  await boss.does('assign', { ...at, ownerId: idle.staffId })
  expect(await loadOf(boss, idle.staffId)).toMatchObject({ cases: 1, overdue: 1, soon: 1 })
  expect(await loadOf(boss, busy.staffId)).toMatchObject({ cases: 0, overdue: 0, soon: 0 })
})

test('what colleagues carry is counted over every case that the asker reads, whichever way they reach it, and once', async () => {
  const [boss, helper] = [
    await world.worker('rsd_reviewer', 'KAK'),
    await world.worker('government_rsd_officer', 'KAK'),
  ]
  const { id: here } = await boss.open({
    topic: 'Here',
    subject: await world.person('Ali', { office: world.offices.KAK }),
  })
  const there = await openedAt('2025-04-04')
  await officer.does('assign', { module: 'example', id: there, ownerId: officer.staffId })
  await officer.add('task', { parent_id: there, kind: 'look-again', due_at: '2026-11-19T08:00:00Z' })
  await world.owner.query(
    `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding)
     values (gen_random_uuid(), $1, 'government_rsd_officer', $2, '2020-01-01', true)`,
    [boss.staffId, world.offices.KAK],
  )
  for (const [who, id] of [
    [boss, here],
    [boss, there],
    [helper, there],
  ] as const)
    await world.owner.query(
      `insert into auth.case_access (id, staff_id, module, case_id, reason, valid_from)
       values (gen_random_uuid(), $1, 'example', $2, 'asked to help', now() - interval '1 day')`,
      [who.staffId, id],
    )
  const carried = async (who: Worker) => {
    const { colleagues } = await who.asks<{ colleagues: readonly Load[] }>('caseload', { module: 'example' })
    const sum = (of: 'cases' | 'overdue') => colleagues.reduce((total, each) => total + each[of], 0)
    return { cases: sum('cases'), overdue: sum('overdue') }
  }
  const byPolicies = async (who: Worker) =>
    (
      await who.as(tx =>
        sql<{ cases: number; overdue: number }>`
          select (select count(*)::int from example.file where state = any ('{open,waiting}')) as cases,
            (select count(*)::int from example.task where status = 'open' and withdrawn_at is null and due_at < '2026-11-20T09:00:00Z') as overdue`.execute(
          tx,
        ),
      )
    ).rows[0]
  for (const who of [boss, helper, officer]) expect(await carried(who)).toEqual(await byPolicies(who))
  expect(await carried(helper)).toEqual({ cases: 1, overdue: 1 })
  expect((await carried(boss)).overdue).toBeGreaterThanOrEqual(1)
})
