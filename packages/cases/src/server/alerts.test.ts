import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseWorld, caseWorld, type Worker } from '../../test/caseWorld.ts'
import { runClocks } from './clocks.ts'

interface Alert {
  readonly id: string
  readonly kind: string
  readonly recordId: string
  readonly words: string | null
  readonly readAt: string | null
}

let world: CaseWorld
let officer: Worker
let reviewer: Worker
let colleague: Worker
let stranger: Worker
beforeAll(async () => {
  world = await caseWorld()
  officer = await world.worker('rsd_officer')
  reviewer = await world.worker('rsd_reviewer')
  colleague = await world.worker('rsd_officer')
  stranger = await world.worker('rsd_officer', 'KAK')
})
afterAll(() => world.end())

const aCase = async (more: object = {}) => {
  const subject = await world.person()
  return { id: (await officer.open({ topic: 'A claim', subject, ...more })).id, subject }
}
const raise = (who: Worker, id: string, more: object = {}) =>
  who.does<{ id: string; told: number }>('raiseAlert', {
    module: 'example',
    id,
    toStaff: [reviewer.staffId],
    toRoles: [],
    words: 'seen at the border today',
    urgent: true,
    ...more,
  })
const alertsOf = async (who: Worker) => (await who.asks<{ alerts: Alert[] }>('alertsForMe', {})).alerts
const of = (alerts: readonly Alert[], id: string) => alerts.filter(({ recordId }) => recordId === id)

describe('an alert', () => {
  test('is told to whom it names, who says when they read it; others hear nothing', async () => {
    const { id } = await aCase()
    const { id: alert, told } = await raise(officer, id)
    expect(told).toBe(1)
    expect(of(await alertsOf(reviewer), id)).toMatchObject([
      { id: alert, words: 'seen at the border today', readAt: null },
    ])
    expect(of(await alertsOf(colleague), id)).toEqual([])
    expect(await colleague.does('readAlert', { id: alert })).toEqual({ read: false })
    expect(await reviewer.does('readAlert', { id: alert })).toEqual({ read: true })
    expect(await officer.asks('alertsByMe', { module: 'example', id })).toMatchObject({
      receipts: [{ id: alert, staffId: reviewer.staffId, readAt: expect.any(String) }],
    })
    expect(await colleague.asks('alertsByMe', { module: 'example', id })).toEqual({ receipts: [] })
  })

  test('names nobody who may not open what it is about, and comes from nobody who may not', async () => {
    const { id } = await aCase()
    for (const toStaff of [[stranger.staffId], [reviewer.staffId, stranger.staffId]])
      await expect(raise(officer, id, { toStaff })).rejects.toMatchObject({ code: 'invalid' })
    expect(of(await alertsOf(reviewer), id)).toEqual([])
    await expect(raise(stranger, id)).rejects.toMatchObject({ code: 'not-found' })
    const { colleagues } = await officer.asks<{ colleagues: { staffId: string }[] }>('alertColleagues', {
      module: 'example',
      id,
    })
    const listed = colleagues.map(({ staffId }) => staffId)
    expect([listed.includes(reviewer.staffId), listed.includes(stranger.staffId)]).toEqual([true, false])
  })

  test('to a role reaches its holders where the case is, and nobody of that role elsewhere', async () => {
    const { id } = await aCase()
    const low = await world.worker('protection_officer')
    await raise(reviewer, id, { toStaff: [], toRoles: ['rsd_officer', 'protection_officer'] })
    expect(of(await alertsOf(officer), id)).toHaveLength(1)
    expect(of(await alertsOf(colleague), id)).toHaveLength(1)
    const told = [stranger.staffId, low.staffId]
    const { rows } = await world.owner.query('select from cases.alert_for where staff_id = any ($1)', [told])
    expect(rows).toEqual([])
  })

  test('is gone for whom the case closes, without a trace, and is back with it', async () => {
    const { id } = await aCase()
    await raise(officer, id)
    await world.owner.query(`insert into auth.restriction_group (id, name) values ($1, 'few') on conflict do nothing`, [
      id,
    ])
    await world.owner.query('update example.file set restriction_group = $1 where id = $1', [id])
    expect(of(await alertsOf(reviewer), id)).toEqual([])
    await world.owner.query('update example.file set restriction_group = null where id = $1', [id])
    expect(of(await alertsOf(reviewer), id)).toHaveLength(1)
  })

  test('is pushed as an identifier and a kind alone; who wants one word a day is pushed only what is urgent', async () => {
    const heard: string[] = []
    const client = await world.store.pool('nansen_app').connect()
    const note = ({ payload }: { payload?: string | undefined }) => heard.push(payload ?? '')
    client.on('notification', note)
    await client.query('listen nansen_live')
    await colleague.does('wishAlerts', { dailyAt: 7 })
    const { id } = await aCase()
    const toStaff = [reviewer.staffId, colleague.staffId]
    const alert = await raise(officer, id, { toStaff, urgent: false })
    await client.query('select 1')
    expect(heard.map(each => JSON.parse(each))).toEqual([{ staff: reviewer.staffId, id: alert.id, kind: 'alert' }])
    heard.length = 0
    await runClocks(world.store, new Date('2026-11-21T06:59:00Z'))
    await client.query('select 1')
    expect(heard).toEqual([])
    for (const at of ['07:00', '08:00']) await runClocks(world.store, new Date(`2026-11-21T${at}:00Z`))
    await client.query('select 1')
    expect(heard.map(each => JSON.parse(each))).toEqual([{ staff: colleague.staffId, id: null, kind: 'digest' }])
    await client.query('unlisten *')
    client.off('notification', note)
    client.release()
    await colleague.does('wishAlerts', { dailyAt: null })
  })
})

describe('a rule', () => {
  test('raises an alert once for what its data says, when its time is over, and the owner is told', async () => {
    const { id } = await aCase({ risk: 'high' })
    const calm = await aCase({ risk: 'low' })
    for (const each of [id, calm.id]) {
      await officer.does('assign', { module: 'example', id: each, ownerId: officer.staffId })
      await officer.move(each, 'wait')
    }
    const after = (hours: number) => new Date(world.clock.now.getTime() + hours * 3_600_000)
    await runClocks(world.store, after(47))
    expect(of(await alertsOf(officer), id)).toEqual([])
    await runClocks(world.store, after(48))
    await runClocks(world.store, after(49))
    expect(of(await alertsOf(officer), id)).toMatchObject([{ kind: 'waits-long', words: null }])
    expect(of(await alertsOf(officer), calm.id)).toEqual([])
  })

  test('follows a clock that nobody met, and tells the roles it names where they may read', async () => {
    const { id } = await aCase()
    await runClocks(world.store, new Date('2026-12-20T00:00:00Z'))
    expect(of(await alertsOf(reviewer), id)).toMatchObject([{ kind: 'call-missed' }])
    expect(await alertsOf(stranger)).toEqual([])
  })

  test('about people is a function of a module, named as data', async () => {
    const { subject } = await aCase()
    await world.owner.query(`set role nansen_migrator; create function example.odd_people() returns table (record_id uuid, cause text)
      language sql stable as $$ select '${subject}'::uuid, 'odd' $$;
      insert into cases.alert_rule values ('odd', 'registration', 'example.odd_people', '{registration_officer}'); reset role`)
    const clerk = await world.worker('registration_officer')
    await runClocks(world.store, world.clock.now)
    expect(await alertsOf(clerk)).toMatchObject([{ kind: 'odd', recordId: subject }])
    expect(of(await alertsOf(officer), subject)).toEqual([])
  })

  test('knows a child alone in a group and a spouse below eighteen, and not those who are grown up or together', async () => {
    const born = (year: string) => world.person('Somebody', { born: year })
    const [alone, wife, husband, grown] = [
      await born('2012'),
      await born('2011'),
      await born('1990'),
      await born('1990'),
    ]
    const group = (members: readonly (readonly [string, string])[]) => {
      const id = newId()
      return Promise.all(
        members.map(([individual, relationship]) =>
          world.owner.query(
            `insert into registration.membership (id, parent_id, root_id, office_id, individual, relationship, focal_point, sequence, member_from)
             values ($1, $2, $2, $3, $4, $5, false, 1, '2026-01-01')`,
            [newId(), id, world.offices.DAD, individual, relationship],
          ),
        ),
      )
    }
    await world.owner.query(`set session_replication_role = 'replica'`)
    await group([[alone, 'NRF']])
    await group([[grown, 'NRF']])
    await group([
      [husband, 'HUS'],
      [wife, 'WIF'],
    ])
    await world.owner.query(`set session_replication_role = 'origin'`)
    const protector = await world.worker('protection_officer')
    await runClocks(world.store, world.clock.now)
    const found = (await alertsOf(protector)).map(({ kind, recordId }) => [kind, recordId])
    expect(found.toSorted()).toEqual([
      ['child-alone', alone],
      ['young-spouse', wife],
    ])
  })
})

describe('what somebody holds and is about to end', () => {
  /** Past the lists, which this database does not have. */
  const holds = async (individual: string, expires: string, status: string | null = 'valid') => {
    const id = newId()
    await world.owner.query(`set session_replication_role = 'replica'`)
    await world.owner.query(
      `insert into registration.document_held (id, parent_id, root_id, office_id, kind, expires_on, status)
       values ($1, $2, $2, $3, 'PASS', $4, $5)`,
      [id, individual, world.offices.DAD, expires, status],
    )
    await world.owner.query(`set session_replication_role = 'origin'`)
    return id
  }
  const tasksOf = async (id: string) =>
    (await world.rows('task', id))
      .filter(({ cause }) => cause === 'event')
      .map(({ status, about, because }) => ({ status, about, because }))
  const look = (day: string) => runClocks(world.store, new Date(`${day}T06:00:00Z`))

  test('puts a task in each open case, once, ninety days before its last day, and takes it back when it is renewed', async () => {
    const { id, subject } = await aCase()
    const passport = await holds(subject, '2027-03')
    const other = await aCase()
    for (const [day, status] of [
      ['2027-09', null],
      ['2026-10-01', 'valid'],
      ['2027-02-01', 'lost'],
    ] as const)
      await holds(other.subject, day, status)
    const task = { because: 'registration.document-expires', about: subject }
    await look('2026-12-30')
    expect(await tasksOf(id)).toEqual([])
    // A month without a day ends with its last one: 31 March less ninety days.
    await look('2026-12-31')
    await look('2026-12-31')
    await look('2027-01-01')
    expect(await tasksOf(id)).toEqual([{ ...task, status: 'open' }])
    expect(await tasksOf(other.id)).toEqual([])
    const late = await officer.open({ topic: 'Begun since', subject })
    await look('2027-01-02')
    expect(await tasksOf(late.id)).toEqual([{ ...task, status: 'open' }])
    await world.owner.query(`update registration.document_held set expires_on = '2030' where id = $1`, [passport])
    await look('2027-01-03')
    expect(await tasksOf(id)).toEqual([{ ...task, status: 'withdrawn' }])
  })
})
