import { newId } from '@nansen/kernel'
import { afterAll, expect, test } from 'vitest'
import { type Colleague, httpWorld } from '../test/httpWorld.ts'

const world = await httpWorld()
afterAll(() => world.end())

const notice = async ({ staffId }: Colleague, kind: string): Promise<string> => {
  const { rows } = await world.owner.query<{ id: string }>(
    'insert into auth.notice (staff_id, kind) values ($1, $2) returning id',
    [staffId, kind],
  )
  return rows[0]!.id
}
const codeOf = (answer: { json: () => { error: { code: string } } }) => answer.json().error.code

test.each([
  ['/api/account/password', { current: 'x', password: 'y' }],
  ['/api/account/authenticator', {}],
  ['/api/account/recovery-codes', {}],
  ['/api/account/passkeys/remove', { id: 'x' }],
])('%s asks for a second factor that is fresh', async (url, body) => {
  const clerk = await world.colleague('reception_clerk')
  await world.owner.query(`update auth.session set stepped_up_at = now() - interval '6 minutes' where staff_id = $1`, [
    clerk.staffId,
  ])
  expect(codeOf(await clerk.send('POST', url, body))).toBe('step-up-needed')
})

test('one reads and puts aside one’s own notices, and nobody else’s', async () => {
  const [mine, other] = [await world.colleague('reception_clerk'), await world.colleague('system_administrator')]
  const id = await notice(mine, 'password-changed')
  expect((await other.get('/api/account/notices')).json().rows).toEqual([])
  await other.send('POST', '/api/account/notices/seen', { ids: [id] })
  const read = async () => (await mine.get('/api/account/notices')).json().rows
  expect(await read()).toMatchObject([{ id, kind: 'password-changed', seenAt: null }])
  await mine.send('POST', '/api/account/notices/seen', { ids: [id] })
  expect((await read())[0].seenAt).not.toBeNull()
})

test('one ends another session of one’s own, not the one that asks and nobody else’s', async () => {
  const [mine, other] = [await world.colleague('reception_clerk'), await world.colleague('reception_clerk')]
  const elsewhere = newId<string>()
  await world.owner.query(
    `insert into auth.session (id, staff_id, token_hash, expires_at, idle_limit)
     values ($1, $2, sha256('elsewhere'), now() + interval '1 hour', interval '15 minutes')`,
    [elsewhere, mine.staffId],
  )
  const end = ({ send }: Colleague, id: string) => send('POST', '/api/account/sessions/end', { id })
  expect(codeOf(await end(other, elsewhere))).toBe('not-found')
  const { sessionId } = (await mine.get('/api/me')).json()
  expect(codeOf(await end(mine, sessionId))).toBe('not-found')
  expect((await end(mine, elsewhere)).statusCode).toBe(200)
  const { rows } = await world.owner.query(
    `select s.ended_at is not null as ended,
       exists (select from audit.entry e where e.action = 'session.ended-by-owner' and e.staff_id = s.staff_id) as noted
     from auth.session s where s.id = $1`,
    [elsewhere],
  )
  expect(rows).toEqual([{ ended: true, noted: true }])
})

test('a language is chosen, of those that are spoken here', async () => {
  const clerk = await world.colleague('reception_clerk')
  expect((await clerk.send('POST', '/api/account/language', { language: 'tlh' })).statusCode).toBe(422)
  expect((await clerk.send('POST', '/api/account/language', { language: 'ar' })).statusCode).toBe(200)
  const { rows } = await world.owner.query('select language from auth.staff where id = $1', [clerk.staffId])
  expect(rows).toEqual([{ language: 'ar' }])
})
