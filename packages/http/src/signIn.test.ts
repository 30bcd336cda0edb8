import { newId } from '@nansen/kernel'
import { afterAll, expect, test } from 'vitest'
import { digitsOf } from '../../auth/test/authenticator.ts'
import { httpWorld, ORIGIN } from '../test/httpWorld.ts'

const world = await httpWorld()
afterAll(() => world.end())

/** A browser that keeps the cookies it was given. */
function browser() {
  const jar = new Map<string, string>()
  return {
    jar,
    post: async (path: string, payload: object = {}) => {
      world.clock.advance(2_000)
      const headers = { 'x-nansen': '1', origin: ORIGIN, cookie: Array.from(jar, ([n, v]) => `${n}=${v}`).join('; ') }
      const answer = await world.app.inject({ method: 'POST', url: `/api/login/${path}`, payload, headers })
      for (const { name, value, maxAge } of answer.cookies) maxAge === 0 ? jar.delete(name) : jar.set(name, value)
      return answer
    },
    get: (url: string) =>
      world.app.inject({ url, headers: { cookie: Array.from(jar, ([n, v]) => `${n}=${v}`).join('; ') } }),
  }
}
const PASSWORD = 'seven quiet herons over water'

test('the first administrator sets up with a code, signs in, and is asked again for what is sensitive', async () => {
  const [code] = await world.auth.enrolment.issueFounding()
  const desk = browser()
  const who = { name: 'Amina Invented', email: 'amina@example.org' }
  const poor = await desk.post('setup', { code, password: 'password12345678', ...who })
  expect([poor.statusCode, poor.json().error.details.problems[0].problem]).toEqual([422, 'problem.password.common'])
  const offered = await desk.post('setup', { code, password: PASSWORD, ...who })
  expect(offered.json().recoveryCodes).toHaveLength(10)
  expect(offered.body).not.toContain('ticket')
  const done = await desk.post('setup/confirm', { code: digitsOf(offered.json().totpUri, Date.now()) })
  expect(done.json()).toEqual({ next: 'done', endedElsewhere: false })
  const me = (await desk.get('/api/me')).json()
  expect([me.displayName, me.installation, me.assignments[0].role]).toEqual([
    'Amina Invented',
    'real',
    'system_administrator',
  ])
  const again = await browser().post('setup', { code, password: PASSWORD, ...who })
  expect(again.statusCode).toBe(401)
})

test('the session’s cookie belongs to this host, to no script and to no other site', async () => {
  const desk = browser()
  await desk.post('password', { email: 'amina@example.org', password: PASSWORD })
  const answer = await desk.post('totp', { code: '000000' })
  expect(answer.statusCode).toBe(401)
  const options = await desk.post('passkey/options')
  for (const line of [options.headers['set-cookie']].flat()) {
    expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Strict/)
    expect(line).toMatch(/^(__Host-nansen-sign-in=.*; Secure|nansen-loopback-sign-in=.*)$/)
  }
})

test('with a certificate there is one cookie, and the browser is told to stay with it', async () => {
  const secure = await httpWorld({ origin: 'https://nansen.example.org' })
  const answer = await secure.app.inject({
    method: 'POST',
    url: '/api/login/passkey/options',
    headers: { 'x-nansen': '1', origin: 'https://nansen.example.org' },
  })
  expect(answer.headers['strict-transport-security']).toContain('max-age=')
  expect([answer.headers['set-cookie']].flat()).toEqual([expect.stringMatching(/^__Host-nansen-sign-in=.*; Secure$/)])
  const plain = { cookie: `nansen-loopback=${'a'.repeat(43)}` }
  const fooled = await secure.app.inject({ url: '/api/me', headers: plain })
  expect(fooled.json().error.details).toEqual({})
  await secure.end()
})

test('wrong digits and a wrong password leave no session, and no demo password is shown', async () => {
  const desk = browser()
  expect((await desk.get('/api/login')).json()).toEqual({ installation: 'real', demo: null })
  const wrong = await desk.post('password', { email: 'amina@example.org', password: 'something else entirely' })
  expect(wrong.json().error).toEqual({
    code: 'not-signed-in',
    message: 'the e-mail address or the password is not right',
    details: {},
  })
  expect(desk.jar.size).toBe(0)
  expect((await desk.get('/api/me')).statusCode).toBe(401)
})

test('a sensitive command asks for a second factor given within five minutes', async () => {
  const admin = await world.colleague('system_administrator')
  await world.owner.query(`update auth.session set stepped_up_at = now() - interval '6 minutes' where staff_id = $1`, [
    admin.staffId,
  ])
  const input = { staffId: newId(), reason: 'left' }
  const act = () => admin.send('POST', '/api/commands/admin.disable', { commandId: newId(), input })
  const stale = await act()
  expect([stale.statusCode, stale.json().error.code]).toEqual([401, 'step-up-needed'])
  await world.owner.query(`update auth.session set stepped_up_at = now() where staff_id = $1`, [admin.staffId])
  expect((await act()).statusCode).toBe(200)
})

test('the session at the first desk is told that there is a second', async () => {
  const first = await world.colleague('registration_officer')
  expect((await first.get('/api/me')).statusCode).toBe(200)
  await world.signIn(first.staffId)
  world.clock.advance(60_000)
  const told = await first.get('/api/me')
  expect([told.statusCode, told.json().error.details]).toEqual([401, { reason: 'elsewhere' }])
})

test('fifteen quiet minutes end the session of an administrator, thirty that of a clerk, twelve hours any', async () => {
  const quiet = async (role: 'system_administrator' | 'reception_clerk', column: string, ago: string) => {
    const colleague = await world.colleague(role)
    const created = column === 'expires_at' ? `, created_at = now() - interval '12 hours 1 second'` : ''
    const set = `update auth.session set ${column} = now() - interval '${ago}'${created} where staff_id = $1`
    await world.owner.query(set, [colleague.staffId])
    const answer = await colleague.get('/api/me')
    return [answer.statusCode, answer.json().error?.details.reason]
  }
  expect(await quiet('system_administrator', 'last_used_at', '14 minutes')).toEqual([200, undefined])
  expect(await quiet('system_administrator', 'last_used_at', '16 minutes')).toEqual([401, 'idle'])
  expect(await quiet('reception_clerk', 'last_used_at', '29 minutes')).toEqual([200, undefined])
  expect(await quiet('reception_clerk', 'last_used_at', '31 minutes')).toEqual([401, 'idle'])
  expect(await quiet('reception_clerk', 'expires_at', '1 second')).toEqual([401, 'too-long'])
})
