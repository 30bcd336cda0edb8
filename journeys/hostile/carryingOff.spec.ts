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
    `select count(*)::int as n from audit.entry where staff_id = $1 and reason = 'more than 1000 cases within an hour'`,
    [amina.staffId],
  )
  expect(noted.rows[0].n).toBe(1)
  const yusuf = await world.colleague('yusuf')
  expect((await yusuf.get('/api/registration/individual')).statusCode).toBe(200)
  expect((await amina.get(`/api/registration/individual/${newId()}`)).statusCode).toBe(404)
})
