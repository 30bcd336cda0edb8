import { newId } from '@nansen/kernel'
import { asSession } from '@nansen/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminWorld, type Colleague } from '../test/adminWorld.ts'

const world = await adminWorld()
const { owner, offices, colleague, act, ask, told } = world
afterAll(() => world.end())

const admin = await colleague('system_administrator')
let leaver: Colleague
let receiver: Colleague
let elsewhere: Colleague
beforeAll(async () => {
  leaver = await colleague('protection_officer', 'DAD')
  receiver = await colleague('protection_officer', 'DAD')
  elsewhere = await colleague('protection_officer', 'KLA')
  await owner.query(`update auth.staff set last_day = current_date + 14 where id = $1`, [leaver.id])
  await owner.query(
    `insert into ref.code (list, code, label) values ('language', 'som', '{"en": "Somali"}') on conflict do nothing`,
  )
  const person = newId()
  await owner.query(
    `insert into registration.individual (id, office_id, number, display_name, sex, registered_on, registration_level, process_status, process_status_on)
     values ($1, $2, 'KEN-DAD-00000001-1', 'x', 'female', current_date, 'emergency', 'inactive', current_date)`,
    [person, offices.DAD],
  )
  for (const kind of ['access', 'objection'])
    await owner.query(
      `insert into data_protection.request (id, office_id, owner_id, individual, kind, received_on, asked_by, asked_how, identity_checked, language)
       values ($1, $2, $3, $4, $5, current_date, 'person', 'in-person', 'document', 'som')`,
      [newId(), offices.DAD, leaver.id, person, kind],
    )
})
const ownedBy = async ({ id }: Colleague) =>
  (await owner.query('select count(*)::int as n from data_protection.request where owner_id = $1', [id])).rows[0].n
const requests = (to: Colleague) => ({
  staffId: leaver.id,
  receivers: [{ module: 'data_protection', record: 'request', to: to.id }],
  reason: 'contract ends',
})

test('what a leaver owns is offered only to who may change all of it already', async () => {
  const { rows } = await ask<{ rows: { module: string; record: string; id: string }[] }>(admin, 'admin.receivers', {
    staffId: leaver.id,
  })
  const offered = rows.filter(({ record }) => record === 'request').map(({ id }) => id)
  expect(offered).toContain(receiver.id)
  for (const other of [elsewhere, leaver, admin]) expect(offered).not.toContain(other.id)
})

test('is handed over all or none, audited as one act, and who takes over is told', async () => {
  await expect(act(admin, 'hand-over', requests(elsewhere))).rejects.toMatchObject({ code: 'invalid' })
  expect(await ownedBy(leaver)).toBe(2)
  expect(await act(admin, 'hand-over', requests(receiver))).toEqual({ many: 2 })
  expect([await ownedBy(leaver), await ownedBy(receiver)]).toEqual([0, 2])
  expect((await told(receiver)).filter(({ kind }) => kind === 'handed-over')).toMatchObject([
    { about: { many: 2, module: 'data_protection' } },
  ])
  const { rows } = await owner.query(
    `select staff_id, reason from audit.entry where action = 'hand-over' and $1::uuid = any (ids) and $2::uuid = any (ids)`,
    [leaver.id, receiver.id],
  )
  expect(rows).toEqual([{ staff_id: admin.id, reason: 'contract ends' }])
})

test('cases given to one person pass with their days, and the leaver’s end', async () => {
  const given = newId()
  await owner.query(
    `insert into auth.case_access (id, staff_id, module, case_id, reason) values ($1, $2, 'registration', $3, 'audit')`,
    [newId(), leaver.id, given],
  )
  const auditor = await colleague('auditor', 'NBO')
  const to = (who: Colleague) => ({
    staffId: leaver.id,
    receivers: [{ module: 'registration', record: 'case', to: who.id }],
    reason: 'contract ends',
  })
  await expect(act(admin, 'hand-over', to(receiver))).rejects.toMatchObject({ code: 'invalid' })
  await act(admin, 'hand-over', to(auditor))
  const { rows } = await owner.query(
    'select staff_id from auth.case_access where case_id = $1 and (valid_to is null or valid_to > now())',
    [given],
  )
  expect(rows).toEqual([{ staff_id: auditor.id }])
})

test('nobody hands over what is theirs, nor without the right to arrange a leaving', async () => {
  const own = { ...requests(receiver), staffId: admin.id }
  await expect(act(admin, 'hand-over', own)).rejects.toMatchObject({ code: 'not-allowed' })
  const head = await colleague('head_of_office', 'DAD')
  await expect(act(head, 'hand-over', requests(receiver))).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a head of office sees what their operation lacks, and no other', async () => {
  const head = await colleague('head_of_office', 'DAD')
  const seen = await ask<{
    operations: { country: string; checks: { name: string; state: string }[] }[]
    installation: []
  }>(head, 'admin.readiness')
  expect(seen.operations.map(({ country }) => country)).toEqual(['KEN'])
  expect(seen.installation).toEqual([])
  expect(seen.operations[0]!.checks).toContainEqual(expect.objectContaining({ name: 'devices', state: 'lacking' }))
  const whole = await ask<typeof seen>(admin, 'admin.readiness')
  expect(whole.operations.length).toBeGreaterThan(1)
})

test('how many scanners an operation has is told to who reads its staff, and to nobody else', async () => {
  const count = ({ token }: Colleague) =>
    asSession(world.store, token, {}, tx => sql`select * from auth.devices_of('KEN')`.execute(tx))
  expect((await count(admin)).rows).toHaveLength(1)
  await expect(count(receiver)).rejects.toMatchObject({ code: 'not-allowed' })
})

test('what somebody who stays has in hand is not taken from them by it', async () => {
  const stayer = await colleague('protection_officer', 'DAD')
  const asked = { ...requests(receiver), staffId: stayer.id }
  await expect(act(admin, 'hand-over', asked)).rejects.toMatchObject({
    details: { problems: [{ path: 'staff', problem: 'problem.value' }] },
  })
})
