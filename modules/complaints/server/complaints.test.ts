import { caseServer } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import { server as registrationServer } from '@nansen/registration/server'
import {
  asSession,
  changeRecord,
  countRecords,
  createRecord,
  getHistory,
  getRecord,
  listRecords,
  moveRecord,
  tellOf,
} from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../registry.gen.ts'
import { complaints } from '../index.ts'

const cases = caseServer(modules)
const asked = (name: string) => cases.queries.find(query => query.name === `cases.${name}`)!
const done = (name: string) => cases.commands.find(command => command.name === `cases.${name}`)!

let office: PracticeOffice
let clerk: Colleague
let sami: Colleague
let dina: Colleague
let victor: Colleague
let auditor: Colleague
let head: Colleague
let now = new Date('2026-11-02T09:00:00Z')
beforeAll(async () => {
  office = await practiceOffice()
  tellOf(office.store, [cases])
  const joins = async (role: Role, name: string) => {
    const colleague = await office.colleague(role, 'DAD')
    await office.owner.query('update auth.staff set display_name = $2 where id = $1', [colleague.staffId, name])
    return colleague
  }
  clerk = await joins('reception_clerk', 'Hassan Noor')
  sami = await joins('protection_officer', 'Sami Darwish')
  dina = await joins('protection_officer', 'Dina Mansour')
  victor = await joins('fraud_focal_point', 'Victor Ochieng')
  auditor = await joins('auditor', 'Ingrid Solberg')
  head = await joins('head_of_office', 'Catherine Bell')
  // Auditors sit elsewhere.
  await office.owner.query('update auth.assignment set office_id = $2 where staff_id = $1', [
    auditor.staffId,
    office.offices.KAK,
  ])
})
afterAll(() => office.end())

const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
  asSession(office.store, who.token, { commandId: newId<'command'>(), now: () => now }, work)
const taken = async (values: object = {}, who = clerk) =>
  (
    await as(who, (tx, asking) =>
      createRecord(tx, asking, complaints, 'complaint', {
        received_on: '2026-11-02',
        channel: 'desk',
        anonymous: false,
        complainant_name: 'A woman of block C',
        category: 'negative-feedback',
        about_whom: 'nobody',
        account: 'Waited four days.',
        ...values,
      } as never),
    )
  ).id
const of = (name: string, more: object = {}) => taken({ about_whom: 'colleague', about_name: name, ...more })
const reads = (who: Colleague, id: string) =>
  as(who, (tx, asking) => getRecord(tx, asking, complaints, 'complaint', id)).then(
    () => true,
    ({ code }) => (code === 'not-found' ? false : Promise.reject(code)),
  )
const readers = async (id: string) => {
  const all = { clerk, sami, dina, victor, auditor }
  const found = await Promise.all(
    Object.entries(all).map(async ([name, who]) => ((await reads(who, id)) ? [name] : [])),
  )
  return found.flat()
}
const change = (id: string, patch: object, who: Colleague) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, complaints, 'complaint', id)
    return changeRecord(tx, asking, complaints, 'complaint', id, version, patch as never)
  })
const move = (id: string, name: string, patch: object = {}, who = dina) =>
  as(who, async (tx, asking) => {
    const { version } = await getRecord(tx, asking, complaints, 'complaint', id)
    return moveRecord(tx, asking, complaints, id, name, version, patch as never)
  })
const add = (record: string, values: object, who = dina) =>
  as(who, (tx, asking) => createRecord(tx, asking, complaints, record, values as never))
const rows = async (table: string, id: string) =>
  (await office.owner.query(`select * from complaints.${table} where root_id = $1 order by created_at, id`, [id])).rows
const NOT_READY = { details: { reason: 'not-ready' } }

describe('a complaint', () => {
  test('is taken down by who reads none, looked at, acknowledged, answered, and closed when who complained was told', async () => {
    const id = await taken()
    expect(await readers(id)).toEqual(['sami', 'dina', 'victor'])
    await move(id, 'triage', { priority: 'soon' })
    await change(id, { acknowledged_on: '2026-11-02' }, dina)
    expect(Object.fromEntries((await rows('clock', id)).map(({ name, status }) => [name, status]))).toEqual({
      triage: 'met',
      acknowledgement: 'met',
      answer: 'running',
    })
    await expect(move(id, 'answer', { outcome: 'explained' })).rejects.toMatchObject(NOT_READY)
    await change(id, { findings: 'The line was long.' }, dina)
    await move(id, 'answer', { outcome: 'explained' })
    await expect(move(id, 'close')).rejects.toMatchObject(NOT_READY)
    await change(id, { feedback_on: '2026-11-05' }, dina)
    expect(await move(id, 'close')).toMatchObject({ closed_by: dina.staffId })
    expect((await move(id, 'reopen', { reopened_because: 'not-content' })).state).toBe('in-work')
  })

  test('that is anonymous leads to nobody, and waits for no acknowledgement', async () => {
    await expect(taken({ anonymous: true })).rejects.toMatchObject({ code: 'invalid' })
    const id = await taken({ anonymous: true, complainant_name: null })
    expect((await rows('clock', id)).map(({ name }) => name)).toEqual(['triage'])
  })

  test('that is not looked at in its days becomes a task', async () => {
    const id = await taken()
    now = new Date('2026-11-09T09:00:00Z')
    await office.owner.query('select cases.run_clocks($1)', [now.toISOString()])
    expect((await rows('task', id)).map(({ kind }) => kind)).toEqual(['triage'])
    now = new Date('2026-11-02T09:00:00Z')
  })
})

describe('a complaint about a colleague', () => {
  test('goes to those who answer, without the one who is meant, however the name is written', async () => {
    for (const name of ['Sami Darwish', 'Mr. sami  DARWISH of protection', 'Darwish, Sami', 'Sami'])
      expect(await readers(await of(name)), name).toEqual(['dina', 'victor'])
    expect(await readers(await of('somebody with a beard'))).toEqual(['victor'])
    expect(await readers(await of('Victor Ochieng', { category: 'bribery' }))).toEqual(['auditor'])
  })

  test('is not there for them in any way: list, count, history, readiness, page, queue, caseload, day, cards', async () => {
    const counts = (who: Colleague) =>
      as(who, (tx, asking) => countRecords(tx, asking, complaints, 'complaint', ['state', 'category']))
    const [samisBefore, dinasBefore] = [await counts(sami), await counts(dina)]
    const id = await of('Sami Darwish')
    expect(await counts(sami)).toEqual(samisBefore)
    expect(await counts(dina)).not.toEqual(dinasBefore)
    await add('task', { parent_id: id, kind: 'other', what: 'Ask.', due_at: '2026-11-03T09:00:00Z' })
    await add('note', { parent_id: id, level: 'ordinary', text: 'He was seen.' })
    await add('step', { parent_id: id, kind: 'spoke', done_on: '2026-11-02', came_of_it: 'Said so.' })
    const seen = async (who: Colleague) => {
      const lists = await Promise.all(
        ['complaint', 'task', 'note', 'step', 'clock', 'stage', 'member'].map(record =>
          as(who, async (tx, asking) => {
            const { rows: found } = await listRecords(tx, asking, complaints, record, { limit: 200 } as never)
            return found.filter(row => row.id === id || row.parent_id === id).length
          }),
        ),
      )
      const history = await as(who, (tx, asking) => getHistory(tx, asking, complaints, 'complaint', id)).catch(
        () => null,
      )
      const answers = await Promise.all(
        (
          [
            ['readiness', { module: 'complaints', id }],
            ['page', { module: 'complaints', id }],
            ['queue', { module: 'complaints' }],
            ['caseload', { module: 'complaints' }],
            ['myDay', {}],
          ] as const
        ).map(([name, input]) => who.asks(asked(name), input).then(JSON.stringify, () => '')),
      )
      return { lists, history, told: answers.map(text => text.includes(id)) }
    }
    const dinas = await seen(dina)
    const samis = await seen(sami)
    expect(dinas.lists.slice(0, 6).every(many => many > 0)).toBe(true)
    expect(dinas.history).not.toBeNull()
    expect(dinas.told.some(Boolean)).toBe(true)
    expect(samis.lists).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(samis.history).toBeNull()
    expect(samis.told).toEqual([false, false, false, false, false])
  })

  test('is nothing they can be given: owner, task, watcher, referral, hand-over, the case itself', async () => {
    const id = await of('Sami Darwish')
    await expect(dina.does(done('assign'), { module: 'complaints', id, ownerId: sami.staffId })).rejects.toThrow()
    await expect(add('task', { parent_id: id, kind: 'other', for_staff: sami.staffId })).rejects.toThrow()
    await expect(add('watcher', { parent_id: id, staff: sami.staffId })).rejects.toThrow()
    await expect(
      office.owner.query('update complaints.complaint set owner_id = $2 where id = $1', [id, sami.staffId]),
    ).rejects.toThrow('not to them')
    await expect(
      office.owner.query(
        `insert into complaints.referral (id, parent_id, to_staff, service, reason, priority, status)
         values (gen_random_uuid(), $1, $2, 'x', 'x', 'usual', 'sent')`,
        [id, sami.staffId],
      ),
    ).rejects.toThrow('not given on')
    await expect(
      office.owner.query(
        `insert into auth.case_access (id, staff_id, module, case_id, reason) values (gen_random_uuid(), $1, 'complaints', $2, 'x')`,
        [sami.staffId, id],
      ),
    ).rejects.toThrow('not to them')
    await expect(
      as(sami, tx => sql`update complaints.complaint set priority = 'usual' where id = ${id}`.execute(tx)),
    ).resolves.toMatchObject({ numAffectedRows: 0n })
    // Nor can the wall be taken down, by those inside it neither.
    await as(dina, tx =>
      sql`update complaints.complaint set restriction_group = null where id = ${id}`.execute(tx),
    ).catch(() => null)
    expect(await readers(id)).toEqual(['dina', 'victor'])
  })

  test('leaves who it comes to be about: a name that is found out, and who owned it', async () => {
    const id = await taken()
    await office.owner.query('update complaints.complaint set owner_id = $2 where id = $1', [id, sami.staffId])
    expect(await readers(id)).toEqual(['sami', 'dina', 'victor'])
    await change(id, { about_whom: 'colleague', about_name: 'Sami Darwish' }, dina)
    expect(await readers(id)).toEqual(['dina', 'victor'])
    const { rows: found } = await office.owner.query(
      'select owner_id, about_staff from complaints.complaint where id = $1',
      [id],
    )
    expect(found).toEqual([{ owner_id: null, about_staff: sami.staffId }])
  })
})

test('who reads a complaint does not turn it to another, nor take the name away', async () => {
  const id = await of('Sami Darwish')
  for (const patch of [
    { about_name: 'Victor Ochieng' },
    { about_whom: 'nobody' },
    { about_whom: 'nobody', about_name: null },
  ])
    await expect(change(id, patch, dina)).rejects.toMatchObject({ code: 'not-allowed' })
  await change(id, { findings: 'Spoke to both.' }, dina)
  expect(await readers(id)).toEqual(['dina', 'victor'])
})

test('on the page of who complained a head of office learns that there is a complaint, unless it is about them; no emergency opens it', async () => {
  const registers = await office.colleague('registration_officer', 'DAD')
  const register = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!
  const made = await registers.does<Registered>(register, office.registering())
  const subject = made.members[0]!.id
  const cards = (who: Colleague) =>
    as(who, async tx =>
      (await sql<{ case_id: string }>`select case_id from cases.cards(array[${subject}]::uuid[])`.execute(tx)).rows.map(
        ({ case_id }) => case_id,
      ),
    )
  const ordinary = await taken({ subject, complainant_name: null })
  const about = await of('Catherine Bell', { subject, complainant_name: null })
  expect(await cards(head)).toEqual([ordinary])
  expect((await cards(dina)).toSorted()).toEqual([ordinary, about].toSorted())
  await as(head, tx =>
    sql`select cases.break_glass(${subject}, '{complaints}', 'life-in-danger', 'x')`.execute(tx),
  ).catch(() => null)
  expect(await cards(head)).toEqual([ordinary])
  expect(await reads(head, about)).toBe(false)
})

test('a complaint about an office goes past whoever is there or was within a year, and to who joins elsewhere', async () => {
  await office.owner.query(`update auth.office set name = 'Dadaab' where id = $1`, [office.offices.DAD])
  const id = await taken({ about_whom: 'office', about_name: 'Dadaab' })
  expect(await readers(id)).toEqual(['auditor'])
  const joined = await office.colleague('protection_officer', 'KAK')
  const sits = (where: 'DAD' | 'KAK') =>
    office.owner.query('update auth.assignment set office_id = $2 where staff_id = $1', [
      joined.staffId,
      office.offices[where],
    ])
  const inGroup = async () =>
    (
      await office.owner.query(
        `select from auth.restriction_group_member m join complaints.complaint c on c.restriction_group = m.group_id
         where c.id = $1 and m.staff_id = $2`,
        [id, joined.staffId],
      )
    ).rowCount
  expect(await inGroup()).toBe(1)
  await sits('DAD')
  expect(await inGroup()).toBe(0)
})

test('what is sensitive goes to investigators alone, whoever it is about, and no other word for it brings it back', async () => {
  const id = await taken({ category: 'sexual-harassment' })
  expect(await readers(id)).toEqual(['victor'])
  await change(id, { category: 'negative-feedback' }, victor)
  expect(await readers(id)).toEqual(['victor'])
  const [triage] = (await rows('clock', id)).filter(({ name }) => name === 'triage')
  expect(triage.due_at - triage.started_at).toBe(24 * 3_600_000)
})
