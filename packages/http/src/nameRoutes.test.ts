import { newId } from '@nansen/kernel'
import { afterAll, expect, test } from 'vitest'
import { httpWorld } from '../test/httpWorld.ts'

const world = await httpWorld()
const [clerk, analyst, elsewhere] = await Promise.all([
  world.colleague('reception_clerk'),
  world.colleague('data_analyst'),
  world.colleague('protection_officer', 'KLA'),
])
afterAll(() => world.end())

test('everybody who is signed in may know what the offices are called, and which is below which', async () => {
  for (const { get } of [clerk, analyst, elsewhere]) {
    const { offices } = (await get('/api/offices')).json()
    expect(offices).toHaveLength(3)
    expect(offices).toContainEqual({
      id: world.offices.DAD,
      code: 'DAD',
      name: 'DAD',
      country: 'KEN',
      parentId: world.offices.NBO,
    })
  }
})

test('who holds a colleague’s identifier learns the name and nothing else; who is not there is left out', async () => {
  const asked = [elsewhere.staffId, analyst.staffId, newId()].map(id => `id=${id}`).join('&')
  const { colleagues } = (await clerk.get(`/api/colleagues?${asked}`)).json()
  const names = await world.owner.query(
    'select id, display_name as name from auth.staff where id = any ($1) order by id',
    [[elsewhere.staffId, analyst.staffId]],
  )
  expect(colleagues).toEqual(names.rows)
  expect(names.rowCount).toBe(2)
})

test('one identifier is as good as several', async () => {
  const answer = await clerk.get(`/api/colleagues?id=${clerk.staffId}`)
  expect(answer.json().colleagues).toEqual([{ id: clerk.staffId, name: expect.any(String) }])
})

test.each([
  ['nobody in particular', ''],
  ['no identifier', '?id=everybody'],
  ['another question', `?id=${newId()}&email=x`],
  ['more than a screen holds', `?${Array.from({ length: 101 }, () => `id=${newId()}`).join('&')}`],
])('colleagues are not listed: %s', async (_, query) => {
  expect((await clerk.get(`/api/colleagues${query}`)).statusCode).toBe(422)
})

test('strangers learn no name', async () => {
  for (const url of ['/api/offices', `/api/colleagues?id=${clerk.staffId}`]) {
    expect((await world.app.inject({ url })).json().error.code).toBe('not-signed-in')
  }
})
