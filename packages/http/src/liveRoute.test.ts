import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Colleague, type HttpWorld, httpWorld } from '../test/httpWorld.ts'

let world: HttpWorld
let address: string
let amina: Colleague
let other: Colleague
beforeAll(async () => {
  world = await httpWorld({ beat: 200 })
  amina = await world.colleague('protection_officer')
  other = await world.colleague('protection_officer')
  address = await world.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => world.end())

/** What comes over a stream until `enough`, or its end. */
async function hear(
  who: Colleague,
  enough: (heard: string) => boolean,
  then: () => Promise<unknown> = async () => null,
) {
  const response = await fetch(`${address}/api/live`, { headers: { cookie: `__Host-nansen=${who.token}` } })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  await then()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return { heard, ended: true }
    heard += value
    if (enough(heard)) break
  }
  await reader.cancel()
  return { heard, ended: false }
}
const say = (staff: string, id: string) =>
  world.owner.query('select pg_notify($1, $2)', [
    'nansen_live',
    JSON.stringify({ staff, id, kind: 'alert', words: 'secret' }),
  ])

test('who is meant hears an identifier and a kind, and nothing else; nobody else hears it', async () => {
  const [mine, theirs] = [newId(), newId()]
  let open = 0
  const whenBothListen = async () => {
    if (++open < 2) return
    await say(other.staffId, theirs)
    await say(amina.staffId, mine)
  }
  const both = await Promise.all([
    hear(amina, heard => heard.includes(mine), whenBothListen),
    hear(other, heard => heard.includes(theirs), whenBothListen),
  ])
  expect(both[0].heard).toContain(`event: alert\ndata: {"id":"${mine}","kind":"alert"}\n\n`)
  expect(both[0].heard).not.toContain(theirs)
  expect(both[1].heard).not.toContain(mine)
  for (const { heard } of both) expect(heard).not.toContain('secret')
})

test('nobody listens without a session, and a stream ends with it', async () => {
  expect((await fetch(`${address}/api/live`)).status).toBe(401)
  const leaving = await world.colleague('protection_officer')
  const { ended } = await hear(
    leaving,
    () => false,
    () => world.owner.query('update auth.session set ended_at = now() where staff_id = $1', [leaving.staffId]),
  )
  expect(ended).toBe(true)
})

test('listening does not keep a session awake', async () => {
  const quiet = await world.colleague('protection_officer')
  await world.owner.query(`update auth.session set last_used_at = now() - interval '10 minutes' where staff_id = $1`, [
    quiet.staffId,
  ])
  const before = await lastUse(quiet)
  await hear(quiet, heard => (heard.match(/: here/g) ?? []).length > 2)
  const opened = await lastUse(quiet)
  await hear(quiet, heard => (heard.match(/: here/g) ?? []).length > 2)
  expect([before < opened || before === opened, await lastUse(quiet)]).toEqual([true, opened])
})
const lastUse = async ({ staffId }: Colleague) =>
  (await world.owner.query('select last_used_at::text as at from auth.session where staff_id = $1', [staffId])).rows[0]
    .at

test('one colleague keeps a few streams open, and not any number', async () => {
  const many = await world.colleague('protection_officer')
  const stop = new AbortController()
  const open = () =>
    fetch(`${address}/api/live`, { headers: { cookie: `__Host-nansen=${many.token}` }, signal: stop.signal })
  // kept: an answer that nobody holds is closed when memory is cleaned
  const answers: Response[] = []
  for (let i = 0; i < 6; i++) answers.push(await open())
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
  stop.abort()
})
