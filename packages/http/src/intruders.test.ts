import { hashToken } from '@nansen/auth'
import { newId } from '@nansen/kernel'
import { afterAll, expect, test } from 'vitest'
import { digitsOf } from '../../auth/test/authenticator.ts'
import { httpWorld, ORIGIN } from '../test/httpWorld.ts'

const world = await httpWorld()
afterAll(() => world.end())

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const FIREFOX_LATER = FIREFOX.replaceAll('140.0', '141.0')
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'
const PASSWORD = 'seven quiet herons over water'
const OURS = { 'x-nansen': '1', origin: ORIGIN, 'sec-fetch-site': 'same-origin' }

const post = (
  url: string,
  payload: object | string,
  headers: Record<string, string> = OURS,
  remoteAddress = '127.0.0.1',
) => {
  world.clock.advance(2_000)
  return world.app.inject({ method: 'POST', url, payload, headers, remoteAddress })
}

// Other sites' pages -------------------------------------------------------------------------------------------------------------------

test.each([
  ['no header of ours', { origin: ORIGIN }],
  ['another origin', { ...OURS, origin: 'https://example.com' }],
  ['our origin on another port', { ...OURS, origin: 'http://localhost:3001' }],
  ['our origin over TLS', { ...OURS, origin: 'https://localhost:3000' }],
  ['a name that begins like ours', { ...OURS, origin: 'http://localhost:3000.example.com' }],
  ['the origin of a sandboxed frame', { ...OURS, origin: 'null' }],
  ['an empty origin', { ...OURS, origin: '' }],
  ['the browser’s word that it is another site', { 'x-nansen': '1', 'sec-fetch-site': 'cross-site' }],
  ['the browser’s word that it is another host of ours', { 'x-nansen': '1', 'sec-fetch-site': 'same-site' }],
  ['an address typed by hand', { 'x-nansen': '1', 'sec-fetch-site': 'none' }],
])('a form of another site changes nothing: %s', async (_, headers) => {
  const colleague = await world.colleague('registration_officer')
  for (const url of ['/api/login/logout', '/api/login/password', '/api/registration/note']) {
    const answer = await post(url, {}, { ...headers, cookie: `__Host-nansen=${colleague.token}` })
    expect([url, answer.statusCode, answer.json().error?.code]).toEqual([url, 403, 'not-allowed'])
  }
  expect((await colleague.get('/api/me')).statusCode).toBe(200)
})

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp'])(
  'what a form can send, %s, is not read',
  async type => {
    const answer = await post('/api/login/password', '{"email":"a@example.org","password":"whatever it may be"}', {
      ...OURS,
      'content-type': type,
    })
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, 'invalid'])
  },
)

test('no other site is told that it may read or send anything', async () => {
  for (const method of ['OPTIONS', 'GET'] as const) {
    const headers = {
      origin: 'https://example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-nansen',
    }
    const answer = await world.app.inject({ method, url: '/api/login', headers })
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
  }
})

// What the page may run ----------------------------------------------------------------------------------------------------------------

test('nothing inline runs, nothing is evaluated but WebAssembly, nothing goes to another host', async () => {
  const answer = await world.app.inject({ url: '/api/login' })
  const policy = String(answer.headers['content-security-policy'])
  expect(policy).not.toMatch(/unsafe-inline|[ ']unsafe-eval|\*|https?:\/\/(?!127\.0\.0\.1)/)
  const directives = Object.fromEntries(
    policy.split('; ').map(each => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]),
  )
  expect(directives).toMatchObject({
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
})

// Cookies ------------------------------------------------------------------------------------------------------------------------------

test('a cookie that was put there before signing in opens nothing afterwards, and is replaced', async () => {
  const planted = 'P'.repeat(43)
  const [code] = await world.auth.enrolment.issueFounding()
  const who = { name: 'Amina Invented', email: 'amina@example.org' }
  const cookie = `__Host-nansen=${planted}; nansen-loopback=${planted}; __Host-nansen-sign-in=${planted}`
  const offered = await post('/api/login/setup', { code, password: PASSWORD, ...who }, { ...OURS, cookie })
  const ticket = offered.cookies.find(({ name }) => name === '__Host-nansen-sign-in')!.value
  const digits = digitsOf(offered.json().totpUri, Date.now())
  const done = await post(
    '/api/login/setup/confirm',
    { code: digits },
    { ...OURS, cookie: `__Host-nansen=${planted}; __Host-nansen-sign-in=${ticket}` },
  )
  const given = done.cookies.find(({ name }) => name === '__Host-nansen')!.value
  expect(given).not.toBe(planted)
  expect((await world.app.inject({ url: '/api/me', headers: { cookie: `__Host-nansen=${planted}` } })).statusCode).toBe(
    401,
  )
})

test('a session in the address, in a header or under another name is none', async () => {
  const { token } = await world.colleague('registration_officer')
  const tries = [
    { url: `/api/me?token=${token}` },
    { url: '/api/me', headers: { authorization: `Bearer ${token}` } },
    { url: '/api/me', headers: { cookie: `nansen=${token}` } },
    { url: '/api/me', headers: { cookie: `__host-nansen=${token}` } },
    { url: '/api/me', headers: { cookie: `__Host-nansen="${token}"` } },
    { url: '/api/me', headers: { cookie: `__Host-nansen=${token}x` } },
  ]
  for (const each of tries) expect((await world.app.inject(each)).statusCode).toBe(401)
})

test('a cookie that was copied to another browser ends the session for both, and the audit says so', async () => {
  const { staffId, token } = await world.colleague('registration_officer')
  await world.owner.query(`update auth.session set device = 'Firefox 140, Windows' where staff_id = $1`, [staffId])
  const cookie = `__Host-nansen=${token}`
  const from = (agent: string) => world.app.inject({ url: '/api/me', headers: { cookie, 'user-agent': agent } })
  expect((await from(FIREFOX)).statusCode).toBe(200)
  expect((await from(FIREFOX_LATER)).statusCode).toBe(200)
  const stolen = await from(CHROME)
  expect([stolen.statusCode, stolen.json().error.details]).toEqual([401, { reason: 'other-device' }])
  world.clock.advance(6_000)
  expect((await from(FIREFOX)).statusCode).toBe(401)
  const { rows } = await world.owner.query(
    `select action, outcome, reason from audit.entry where ids = array[$1::uuid] and action = 'session.other-device'`,
    [staffId],
  )
  expect(rows).toEqual([{ action: 'session.other-device', outcome: 'deny', reason: '127.0.0.1 Chrome 156, Linux' }])
})

// Addresses ----------------------------------------------------------------------------------------------------------------------------

const failuresFrom = async (app: typeof world, forwarded: string, remoteAddress: string) => {
  app.clock.advance(2_000)
  const payload = { email: `${newId()}@example.org`, password: 'not this one at all' }
  await app.app.inject({
    method: 'POST',
    url: '/api/login/password',
    payload,
    remoteAddress,
    headers: { ...OURS, 'x-forwarded-for': forwarded },
  })
  const { rows } = await app.owner.query(
    `select reason from audit.entry where action = 'sign-in.password' order by seq desc limit 1`,
  )
  return rows[0].reason.trim()
}

test('nobody chooses the address they are known by: a forwarded one counts only from a proxy of ours', async () => {
  expect(await failuresFrom(world, '203.0.113.9', '198.51.100.7')).toBe('198.51.100.7')
  const proxied = await httpWorld({ trustProxy: ['10.0.0.1'] })
  expect(await failuresFrom(proxied, '203.0.113.9', '10.0.0.1')).toBe('203.0.113.9')
  expect(await failuresFrom(proxied, '203.0.113.9', '198.51.100.7')).toBe('198.51.100.7')
  expect(await failuresFrom(proxied, '192.0.2.1, 203.0.113.9', '10.0.0.1')).toBe('203.0.113.9')
  await proxied.end()
})

// Second factors and running requests --------------------------------------------------------------------------------------------------

test('no route to a sensitive act goes round the second factor', async () => {
  const admin = await world.colleague('system_administrator')
  await world.owner.query(`update auth.session set stepped_up_at = null where staff_id = $1`, [admin.staffId])
  const sensitive = [
    'admin.let-in',
    'admin.disable',
    'admin.issue-code',
    'admin.approve-reset',
    'admin.approve-assignment',
    'admin.resume',
  ]
  const id = newId()
  const inputs: Readonly<Record<string, object>> = {
    'admin.issue-code': { staffId: id, code: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-A' },
    'admin.approve-reset': { id, code: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-A' },
    'admin.approve-assignment': { id },
    'admin.let-in': { staffId: id },
  }
  for (const name of sensitive) {
    const input = inputs[name] ?? { staffId: id, reason: 'a reason' }
    const answer = await admin.send('POST', `/api/commands/${name}`, { commandId: newId(), input })
    expect([name, answer.json().error?.code]).toEqual([name, 'step-up-needed'])
  }
  const passkey = await admin.send('POST', '/api/login/passkey/add/options', {})
  expect(passkey.json().error.code).toBe('step-up-needed')
})

test('who is shut out while a request runs gets nothing more out of it', async () => {
  const colleague = await world.colleague('registration_officer')
  await colleague.get('/api/me')
  const blocker = await world.owner.connect()
  await blocker.query('begin')
  await blocker.query('lock table registration.individual in access exclusive mode')
  const running = colleague.get('/api/registration/individual')
  await new Promise(resolve => setTimeout(resolve, 300))
  await world.owner.query(`update auth.staff set status = 'disabled' where id = $1`, [colleague.staffId])
  await blocker.query('commit')
  blocker.release()
  const answer = await running
  expect([200, 401]).toContain(answer.statusCode)
  if (answer.statusCode === 200) expect(answer.json().rows).toEqual([])
  expect((await colleague.get('/api/registration/individual')).statusCode).toBe(401)
})

test('a one-time code begins an account that never was: after a reset one administrator alone cannot take the account', async () => {
  const [one, two, three] = [
    await world.colleague('system_administrator'),
    await world.colleague('system_administrator'),
    await world.colleague('system_administrator'),
  ]
  const { staffId } = await world.colleague('registration_officer')
  const CODE = 'BBBBB-BBBBB-BBBBB-BBBBB-BBBBB-B'
  const does = (who: typeof one, name: string, input: object) =>
    who.send('POST', `/api/commands/admin.${name}`, { commandId: newId(), input })
  const reset = newId()
  expect((await does(one, 'request-reset', { id: reset, staffId, reason: 'lost' })).statusCode).toBe(200)
  expect((await does(one, 'approve-reset', { id: reset, code: CODE })).statusCode).toBe(403)
  expect((await does(two, 'approve-reset', { id: reset, code: CODE })).statusCode).toBe(200)
  const taken = await does(three, 'issue-code', { staffId, code: 'CCCCC-CCCCC-CCCCC-CCCCC-CCCCC-C' })
  expect([taken.statusCode, taken.json().error?.code]).toEqual([403, 'not-allowed'])
  const { rows } = await world.owner.query('select token_hash from login.enrolment where staff_id = $1', [staffId])
  expect(rows.map(row => row.token_hash)).toEqual([hashToken(CODE.replaceAll('-', ''))])
})
