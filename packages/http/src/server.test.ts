import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@nansen/kernel'
import { afterAll, expect, test, vi } from 'vitest'
import { httpWorld, ORIGIN } from '../test/httpWorld.ts'
import { registered, requestFor } from '../test/tracingCase.ts'
import { refuseOpenNetwork } from './place.ts'

const webRoot = mkdtempSync(join(tmpdir(), 'nansen-web-'))
mkdirSync(join(webRoot, 'assets'))
writeFileSync(join(webRoot, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><div id="root"></div>')
writeFileSync(join(webRoot, 'assets', 'app-abc123.js'), 'export {}')
const world = await httpWorld({}, webRoot)
const [officer, clerk, analyst, administrator] = await Promise.all([
  world.colleague('protection_officer'),
  world.colleague('reception_clerk'),
  world.colleague('data_analyst'),
  world.colleague('system_administrator'),
])
afterAll(async () => {
  await world.end()
  rmSync(webRoot, { recursive: true })
})

const REQUESTS = '/api/tracing/request'
const seeker = await registered(world.owner, world.offices.DAD)
const values = requestFor(seeker)
const add = (said: object = values, commandId: string = newId()) =>
  officer.send('POST', REQUESTS, { commandId, values: said })

test('every answer carries the headers that keep other pages out', async () => {
  for (const url of ['/health', '/api/me', '/nowhere', '/assets/app-abc123.js']) {
    const { headers } = await world.app.inject({ url })
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/)
    const scanners = Array.from({ length: 10 }, (_, i) => `http://127.0.0.1:${4501 + i}`).join(' ')
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ${scanners};`)
    expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/)
    expect(headers['permissions-policy']).toContain('geolocation=()')
  }
})

test('the page comes at every address of the application, each time with another nonce', async () => {
  const pages = await Promise.all(
    ['/', '/index.html', '/registration/individual/1'].map(url => world.app.inject({ url })),
  )
  const nonces = pages.map(page => /content="([^"]+)"/.exec(page.body)?.[1])
  expect(new Set(nonces).size).toBe(3)
  for (const [i, page] of pages.entries()) {
    expect(page.headers['content-security-policy']).toContain(`'nonce-${nonces[i]}'`)
    expect(page.headers['cache-control']).toBe('no-store')
  }
  const asset = await world.app.inject({ url: '/assets/app-abc123.js' })
  expect(asset.headers['cache-control']).toContain('immutable')
  expect((await world.app.inject({ url: '/assets/app-of-an-older-build.js' })).statusCode).toBe(404)
  expect((await world.app.inject({ url: '/../package.json' })).body).not.toContain('dependencies')
})

test('without a certificate only this machine is served', () => {
  expect(() => refuseOpenNetwork('0.0.0.0', { origin: ORIGIN })).toThrow('needs tls')
  expect(() => refuseOpenNetwork('127.0.0.1', { origin: ORIGIN })).not.toThrow()
  expect(() => refuseOpenNetwork('0.0.0.0', { origin: ORIGIN, tls: { cert: '', key: '' } })).not.toThrow()
})

test.each([
  ['no header of ours', { origin: ORIGIN }],
  ['another origin', { 'x-nansen': '1', origin: 'https://elsewhere.example' }],
  ['the browser says cross-site', { 'x-nansen': '1', 'sec-fetch-site': 'cross-site' }],
  ['an opaque origin', { 'x-nansen': '1', origin: 'null' }],
])('a request from another page changes nothing: %s', async (_, headers) => {
  const cookie = `__Host-nansen=${officer.token}`
  const payload = { commandId: newId(), values }
  const before = await world.owner.query('select count(*) from tracing.request')
  const answer = await world.app.inject({ method: 'POST', url: REQUESTS, payload, headers: { ...headers, cookie } })
  const after = await world.owner.query('select count(*) from tracing.request')
  expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'not-allowed'])
  expect(after.rows).toEqual(before.rows)
})

test('who is not signed in learns nothing: what exists and what does not are one answer', async () => {
  const urls = [REQUESTS, `${REQUESTS}/${newId()}`, '/api/nowhere', '/api/queries/nothing', '/api/me', '/api/modules']
  const answers = await Promise.all(urls.map(url => world.app.inject({ url })))
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
  expect(answers[0]?.statusCode).toBe(401)
})

test('a module one holds nothing in, an unknown address and an unknown person are one answer', async () => {
  const { id } = (await add()).json()
  const asked = [
    await analyst.get(`${REQUESTS}/${id}`),
    await analyst.get(REQUESTS),
    await analyst.get('/api/nowhere/at-all'),
    await analyst.send('POST', REQUESTS, { wrong: 'shape' }),
    await analyst.send('POST', '/api/commands/identity.enrol', {}),
    await officer.get(`${REQUESTS}/${newId()}`),
    await officer.get(`${REQUESTS}/not-an-identifier`),
  ]
  expect(new Set(asked.map(({ statusCode, body }) => `${statusCode} ${body}`))).toEqual(
    new Set(['404 {"error":{"code":"not-found","message":"there is nothing here","details":{}}}']),
  )
  expect(asked.map(({ headers }) => headers['content-type'])).toEqual(
    asked.map(() => 'application/json; charset=utf-8'),
  )
})

test('an administrator finds no module of cases', async () => {
  const { modules } = (await administrator.get('/api/modules')).json()
  expect(modules).toEqual([])
  expect((await administrator.get(REQUESTS)).statusCode).toBe(404)
  expect((await administrator.get('/api/queries/admin.offices')).json().rows).toHaveLength(3)
})

test('a clerk who sees summaries gets no field that tells more', async () => {
  const { modules } = (await clerk.get('/api/modules')).json()
  const [registration] = modules.filter((module: { name: string }) => module.name === 'registration')
  const fields = Object.values(registration.records).flatMap((record: unknown) =>
    Object.values((record as { fields: Record<string, { sensitivity: string }> }).fields),
  )
  expect(new Set(fields.map(({ sensitivity }) => sensitivity))).toEqual(new Set(['open']))
  expect(registration.access).toEqual({})
})

test('the same act sent twice is done once and answered alike', async () => {
  const commandId = newId()
  const first = await add(values, commandId)
  const second = await add(values, commandId)
  expect(first.body).toContain('"id"')
  expect(second.json()).toEqual(first.json())
  const found = await world.owner.query('select count(*)::int as n from tracing.request where id = $1', [
    first.json().id,
  ])
  expect(found.rows).toEqual([{ n: 1 }])
  const other = await add(requestFor(seeker, { sought_name: 'Another' }), commandId)
  expect([other.statusCode, other.json().error.code]).toEqual([409, 'command-reused'])
})

test('a change over somebody else’s is refused with both sides', async () => {
  const { id, version } = (await add()).json()
  const change = (patch: object) =>
    officer.send('PATCH', `${REQUESTS}/${id}`, { commandId: newId(), baseVersion: version, patch })
  expect((await change({ last_seen_at: 'the river' })).statusCode).toBe(200)
  const late = await change({ last_seen_at: 'the bridge' })
  expect([late.statusCode, late.json().error.code]).toEqual([409, 'stale'])
  expect(late.json().error.details).toMatchObject({
    theirs: { last_seen_at: 'the river' },
    mine: { last_seen_at: 'the bridge' },
  })
})

test('a form says everything that is wrong at once, by field', async () => {
  const answer = await add({
    ...values,
    relation: 'nobody',
    sought_born: 'long ago',
    invented: 1,
    sought_name: undefined,
  })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().error.details.problems).toEqual(
    expect.arrayContaining([
      { path: 'relation', problem: 'problem.not-in-list' },
      { path: 'sought_born', problem: 'problem.not-a-date' },
      { path: 'sought_name', problem: 'problem.required' },
      { path: 'invented', problem: 'problem.unknown-field' },
    ]),
  )
})

test('a body that is no JSON, too long, or of another type is refused without its content', async () => {
  const headers = { cookie: `__Host-nansen=${officer.token}`, 'x-nansen': '1', 'content-type': 'application/json' }
  const post = (payload: string, type = headers['content-type']) =>
    world.app.inject({
      method: 'POST',
      url: '/api/login/step-up',
      payload,
      headers: { ...headers, 'content-type': type },
    })
  const answers = [
    await post('{"CANARY": '),
    await post(`{"code": "${'CANARY'.repeat(200_000)}"}`),
    await post('<CANARY/>', 'text/xml'),
    await post('{"__proto__": {"CANARY": 1}}'),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([422, 413, 422, 422])
  expect(answers.some(({ body }) => body.includes('CANARY'))).toBe(false)
})

test('a fault is a number for the caller and a place for us; what people typed is in neither', async () => {
  await world.owner.query('alter table tracing.request rename to elsewhere')
  const answer = await add(requestFor(seeker, { sought_name: 'CANARYNAME' }))
  await world.owner.query('alter table tracing.elsewhere rename to request')
  const requestId = answer.headers['x-request-id']
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toEqual({
    error: { code: 'fault', message: 'something went wrong on our side', details: { requestId } },
  })
  expect(world.log.some(line => line.includes(`${requestId}`) && line.includes('"at"'))).toBe(true)
  expect(world.log.join('')).not.toContain('CANARYNAME')
})

test('the log knows patterns of addresses, not whom they were about', async () => {
  const { id } = (await add()).json()
  await officer.get(`${REQUESTS}/${id}?`)
  await officer.get(`${REQUESTS}?sought_name=CANARY`)
  expect(world.log.join('')).not.toMatch(new RegExp(`${id}|CANARY|${officer.token}|127\\.0\\.0\\.1`))
  expect(world.log.join('')).toContain('"route":"/api/tracing/request/:id"')
})

test('somebody who asks faster than a person can must wait', async () => {
  const hasty = await world.colleague('protection_officer')
  const cookie = `__Host-nansen=${hasty.token}`
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => world.app.inject({ url: '/api/codes/none', headers: { cookie } })),
  )
  const codes = answers.map(({ statusCode }) => statusCode)
  expect(codes.filter(code => code === 200)).toHaveLength(40)
  const refused = answers.find(({ statusCode }) => statusCode === 429)
  expect(refused?.headers['retry-after']).toBe('1')
  world.clock.advance(5_000)
  expect((await hasty.get('/api/codes/none')).statusCode).toBe(200)
})

test('who asks is looked up once for all that a page asks at once, also when it is nobody any more', async () => {
  const reader = await world.colleague('protection_officer')
  const lent = vi.spyOn(world.store.pool('nansen_app'), 'connect')
  const page = () => Promise.all(Array.from({ length: 20 }, () => reader.get('/api/codes/none')))
  const statuses = async () => new Set((await page()).map(({ statusCode }) => statusCode))
  expect(await statuses()).toEqual(new Set([200]))
  expect(lent).toHaveBeenCalledTimes(20 + 1)
  world.clock.advance(6_000)
  await world.auth.signOut(reader.token)
  lent.mockClear()
  expect(await statuses()).toEqual(new Set([401]))
  expect(lent).toHaveBeenCalledTimes(1)
  lent.mockRestore()
})

test('signed out is out at once', async () => {
  const leaver = await world.colleague('protection_officer')
  expect((await leaver.get('/api/me')).statusCode).toBe(200)
  await leaver.send('POST', '/api/login/logout', {})
  const after = await leaver.get('/api/me')
  expect([after.statusCode, after.json().error.code]).toEqual([401, 'not-signed-in'])
})

test('who is disabled while working is out within a second, not at the end of the day', async () => {
  const leaver = await world.colleague('protection_officer')
  expect((await leaver.get(REQUESTS)).statusCode).toBe(200)
  await world.owner.query(`update auth.staff set status = 'disabled' where id = $1`, [leaver.staffId])
  const after = await leaver.get(REQUESTS)
  expect([after.statusCode, after.json().error.code]).toEqual([401, 'not-signed-in'])
})

test('a file is kept for what its bytes say, and shown, never run', async () => {
  const cookie = `__Host-nansen=${officer.token}`
  const send = (payload: Buffer, type: string) =>
    world.app.inject({
      method: 'POST',
      url: `/api/attachments?name=x.html&commandId=${newId()}`,
      payload,
      headers: { cookie, 'x-nansen': '1', 'content-type': type },
    })
  const script = await send(Buffer.from('<script>alert(1)</script>'), 'text/html')
  expect([script.statusCode, script.json().error.code]).toEqual([422, 'unreadable-image'])
  const pdf = await send(Buffer.from('%PDF-1.7 invented'), 'text/html')
  expect(pdf.statusCode).toBe(200)
  const opened = await officer.get(`/api/attachments/${pdf.json().id}`)
  expect(opened.headers['content-type']).toBe('application/pdf')
  expect(opened.headers['content-security-policy']).toContain('sandbox')
  expect(opened.rawPayload.toString()).toBe('%PDF-1.7 invented')
  expect((await clerk.get(`/api/attachments/${pdf.json().id}`)).statusCode).toBe(404)
})

test('whoever opens case after case is noted for the auditor, then stopped', async () => {
  const curious = await world.colleague('protection_officer')
  const made = await world.owner.query(
    `insert into registration.individual (id, office_id, number, display_name, sex, registered_on, registration_level, process_status,
       process_status_on)
     select gen_random_uuid(), $1, 'KEN-X' || n, 'Invented', 'male', '2026-01-01', 'basic', 'active', '2026-01-01'
     from generate_series(1, 301) n returning id`,
    [world.offices.DAD],
  )
  const codes: number[] = []
  for (const { id } of made.rows) codes.push((await curious.get(`/api/registration/individual/${id}`)).statusCode)
  expect(codes.indexOf(429)).toBe(300)
  const noted = await world.owner.query(
    `select reason from audit.entry where staff_id = $1 and reason like '%within an hour'`,
    [curious.staffId],
  )
  expect(noted.rowCount).toBe(1)
})
