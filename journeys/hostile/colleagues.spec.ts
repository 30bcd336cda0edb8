import { newId } from '@nansen/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officeId, staffId } from '../../apps/cli/src/demo/staff.ts'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

let world: HostileWorld
let admin: Attacker
let catherine: Attacker
beforeAll(async () => {
  world = await hostileWorld()
  admin = await world.colleague('admin') // administers the system
  catherine = await world.colleague('catherine') // head of office at Nairobi: approves for the offices below
})
afterAll(() => world.end())

test('a head of office has no part in the accounts of other countries', async () => {
  const id = newId()
  const omar = await world.colleague('omar') // at Amman
  const asked = { id, staffId: omar.staffId, reason: 'lost the authenticator' }
  expect((await admin.does('admin.request-reset', asked)).statusCode).toBe(200)
  const taken = catherine.injects(tx => sql`select login.approve_reset(${id}, sha256('known to me'))`.execute(tx))
  await expect(taken).rejects.toMatchObject({ code: 'not-allowed' })
  expect((await omar.get('/api/me')).statusCode).toBe(200)
  const seen = [
    (await catherine.get('/api/queries/admin.sessions')).body,
    (await catherine.get('/api/queries/admin.resets')).body,
  ]
  expect(seen.filter(text => text.includes(omar.staffId))).toEqual([])
})

test('an assignment that was only asked for gives nobody a hand on its holder', async () => {
  const id = newId()
  const wanted = sql`select auth.request_assignment(${id}, ${staffId('omar@demo.nansen')}, 'reception_clerk', ${officeId('DAD')}, null, '2026-01-01', null)`
  await admin.injects(tx => wanted.execute(tx))
  const { rows } = await world.owner.query(`select * from auth.assignment where id = $1`, [id])
  expect(rows[0].approved_by_2).toBeNull()
  const reset = newId()
  await admin.does('admin.request-reset', { id: reset, staffId: staffId('omar@demo.nansen'), reason: 'again' })
  const taken = catherine.injects(tx => sql`select login.approve_reset(${reset}, sha256('known to me'))`.execute(tx))
  await expect(taken).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a session that was disabled, ended or is of nobody opens nothing within the same second', async () => {
  const joyce = await world.colleague('joyce')
  expect((await joyce.get('/api/me')).statusCode).toBe(200)
  await admin.does('admin.disable', { staffId: joyce.staffId, reason: 'left' })
  expect((await joyce.asks('registration.search', { text: 'Ali' })).statusCode).toBe(401)
  const forged = await world.app.inject({ url: '/api/me', headers: { cookie: `__Host-nansen=${'A'.repeat(43)}` } })
  expect(forged.statusCode).toBe(401)
})

test('acts that ask for a second factor are not done without a fresh one, whichever way they are sent', async () => {
  const ines = await world.colleague('ines')
  await world.owner.query(`update auth.session set stepped_up_at = now() - interval '6 minutes' where staff_id = $1`, [
    ines.staffId,
  ])
  const opinion = { reviewId: newId(), verdict: 'fraud', seen: ['fingers'], reasons: 'a long enough reason' }
  expect((await ines.does('adjudication.giveOpinion', opinion)).json().error.code).toBe('step-up-needed')
  expect(
    (await ines.does('adjudication.unlink', { linkId: newId(), because: 'a long enough reason' })).json().error.code,
  ).toBe('step-up-needed')
})

test('an act of another person is neither repeated nor answered by knowing its identifier', async () => {
  const [amina, yusuf] = [await world.colleague('amina'), await world.colleague('yusuf')]
  const [person] = await world.peopleAt('DAD')
  const commandId = newId<string>()
  const values = { parent_id: person, about: 'contact', text: 'a remark' }
  expect((await amina.send('POST', '/api/registration/note', { commandId, values })).statusCode).toBe(200)
  const answer = await yusuf.send('POST', '/api/registration/note', { commandId, values })
  expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'command-reused'])
})
