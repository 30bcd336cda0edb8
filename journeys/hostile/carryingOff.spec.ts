import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officeId } from '../../apps/cli/src/demo/staff.ts'
import { type HostileWorld, hostileWorld } from './hostileWorld.ts'

let world: HostileWorld
beforeAll(async () => {
  world = await hostileWorld()
  await world.owner.query(
    `insert into registration.individual
       (id, office_id, number, display_name, sex, registered_on, registration_level, process_status, process_status_on)
     select gen_random_uuid(), $1, 'KEN-DAD-8' || lpad(n::text, 6, '0') || '-X', 'Somebody Invented', 'female', '2026-01-01', 'basic', 'active', '2026-01-01'
     from generate_series(1, 6000) n`,
    [officeId('DAD')],
  )
})
afterAll(() => world.end())

test('an office is not carried away by paging through its lists: it is noted, then stopped', async () => {
  const amina = await world.colleague('amina')
  let after: string | null = ''
  let rows = 0
  for (let page = 0; page < 40 && after !== null; page++) {
    const answer = await amina.get(`/api/registration/individual?limit=200${after === '' ? '' : `&after=${after}`}`)
    if (answer.statusCode !== 200) {
      expect(answer.json().error.code).toBe('too-many')
      break
    }
    rows += answer.json().rows.length
    after = answer.json().next
  }
  expect(rows).toBe(5000)
  const noted = await world.owner.query(
    `select count(*)::int as n from audit.entry
     where staff_id = $1 and action = 'many-opened' and reason = 'more than 1000 cases within an hour'`,
    [amina.staffId],
  )
  expect(noted.rows[0].n).toBe(1)
  const yusuf = await world.colleague('yusuf')
  expect((await yusuf.get('/api/registration/individual')).statusCode).toBe(200)
  expect((await amina.get(`/api/registration/individual/${newId()}`)).statusCode).toBe(404)
})

test('nor by searching, nor by asking for cards: whom a search shows has been shown', async () => {
  const hassan = await world.colleague('hassan')
  const { rows } = await world.owner.query<{ id: string }>(
    `select id from registration.individual where display_name = 'Somebody Invented' order by id limit 5100`,
  )
  const ids = rows.map(({ id }) => id)
  let shown = 0
  let stopped: string | null = null
  for (let at = 0; at < ids.length && stopped === null; at += 50) {
    const answer = await hassan.asks('registration.cards', { ids: ids.slice(at, at + 50) })
    if (answer.statusCode === 200) shown += answer.json().cards.length
    else stopped = answer.json().error.code
  }
  expect([shown, stopped]).toEqual([5000, 'too-many'])
  const [unseen] = (
    await world.owner.query(
      `select number from registration.individual where display_name <> 'Somebody Invented' limit 1`,
    )
  ).rows
  const sought = await hassan.asks('registration.search', { text: unseen.number })
  expect([sought.statusCode, sought.json().error?.code]).toEqual([429, 'too-many'])
  expect((await hassan.asks('registration.cards', { ids: ids.slice(0, 50) })).statusCode).toBe(200) // seen before
})

test('nor by asking two server processes in turn, nor by waiting for a restart', async () => {
  const grace = await world.colleague('grace')
  const second = await world.secondServer()
  const { rows } = await world.owner.query<{ id: string }>(
    `select id from registration.individual where display_name = 'Somebody Invented' order by id limit 330`,
  )
  let opened = 0
  for (const [i, { id }] of rows.entries()) {
    const url = `/api/registration/individual/${id}`
    const answer = await (i % 2 === 0 ? grace.get(url) : second.getAs(grace, url))
    if (answer.statusCode === 200) opened++
    else expect(answer.statusCode).toBe(429)
  }
  expect(opened).toBeGreaterThanOrEqual(300)
  expect(opened).toBeLessThanOrEqual(310)
  await second.end()
  const third = await world.secondServer()
  const fresh = await world.newPerson('DAD')
  expect((await third.getAs(grace, `/api/registration/individual/${fresh}`)).statusCode).toBe(429)
  await third.end()
})
