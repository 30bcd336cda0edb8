import { newId } from '@nansen/kernel'
import { afterAll, expect, test } from 'vitest'
import { httpWorld } from '../test/httpWorld.ts'
import { registered, requestFor } from '../test/tracingCase.ts'

const world = await httpWorld()
const [officer, colleague, elsewhere, clerk] = await Promise.all([
  world.colleague('protection_officer'),
  world.colleague('protection_officer'),
  world.colleague('protection_officer', 'KLA'),
  world.colleague('distribution_clerk'),
])
afterAll(() => world.end())

const seeker = await registered(world.owner, world.offices.DAD)
const made = (
  await officer.send('POST', '/api/tracing/request', { commandId: newId(), values: requestFor(seeker) })
).json() as { id: string; version: number }
const path = `/api/tracing/request/${made.id}/history`
await colleague.send('PATCH', `/api/tracing/request/${made.id}`, {
  commandId: newId(),
  baseVersion: made.version,
  patch: { last_seen_at: 'the river' },
})

interface Entry {
  readonly staff_id: string
  readonly op: string
  readonly part: string
  readonly fields: readonly string[]
  readonly set: Readonly<Record<string, unknown>> | null
}

test('a record tells who changed what, with the values', async () => {
  const { entries } = (await officer.get(path)).json() as { entries: readonly Entry[] }
  const open = entries.filter(({ part }) => part === 'open')
  expect(open.map(({ staff_id, op }) => [staff_id, op])).toEqual([
    [officer.staffId, 'insert'],
    [colleague.staffId, 'update'],
  ])
  expect(open[1]).toMatchObject({ fields: ['last_seen_at'], set: { last_seen_at: 'the river' } })
  expect(entries.filter(({ part, set }) => part !== 'open' && set !== null)).toEqual([])
})

test('a record tells what was there before, and reads on into the past', async () => {
  const { entries, older } = (await officer.get(path)).json() as {
    entries: readonly { fields: readonly string[]; before: object | null }[]
    older: number | null
  }
  expect(entries.find(({ fields }) => fields.includes('last_seen_at'))?.before).toEqual({ last_seen_at: null })
  expect(older).toBeNull()
  const first = (await officer.get(`${path}?older=1`)).json() as { entries: readonly Entry[] }
  expect(first.entries.map(({ op }) => op)).toEqual(['insert'])
  expect((await officer.get(`${path}?older=x`)).statusCode).toBe(422)
})

test('looking at it is in the audit, as a read of the record', async () => {
  await officer.get(path)
  const { rows } = await world.owner.query(
    `select action, ids from audit.entry where staff_id = $1 and record = 'request' and reason = 'history'`,
    [officer.staffId],
  )
  expect(rows).toContainEqual({ action: 'read', ids: [made.id] })
})

test('of another office’s record, of none and of a mistyped one it is the same nothing', async () => {
  const answers = await Promise.all([
    elsewhere.get(path),
    officer.get(`/api/tracing/request/${newId()}/history`),
    officer.get('/api/tracing/request/somebody/history'),
    clerk.get(path),
  ])
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
  expect(answers[0]!.statusCode).toBe(404)
})

test('a row that a policy of its record hides now has no history either', async () => {
  await world.owner.query(
    'create policy hidden on tracing.request as restrictive for select to nansen_app using (false)',
  )
  const answer = await officer.get(path)
  await world.owner.query('drop policy hidden on tracing.request')
  expect(answer.statusCode).toBe(404)
  expect((await officer.get(path)).statusCode).toBe(200)
})
