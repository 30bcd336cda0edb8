import { request as ask } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

let world: HostileWorld
let amina: Attacker
let person: string
let port: number
beforeAll(async () => {
  world = await hostileWorld()
  amina = await world.colleague('amina')
  person = (await world.peopleAt('DAD'))[0]!
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  port = (world.app.server.address() as AddressInfo).port
})
afterAll(() => world.end())

const ours = () => ({ cookie: `__Host-nansen=${amina.token}`, 'x-nansen': '1', origin: 'http://localhost:3000' })
const upload = (payload: Buffer | string, type: string, name = '') =>
  world.app.inject({
    method: 'POST',
    url: `/api/attachments${name && `?name=${encodeURIComponent(name)}`}`,
    payload,
    headers: { ...ours(), 'content-type': type },
  })
const note = (text: string) =>
  amina.send('POST', '/api/registration/note', {
    commandId: newId(),
    values: { parent_id: person, about: 'contact', text },
  })

describe('a file that is two things', () => {
  const script = '<html><script>fetch("/api/me")</script><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

  test.each([
    ['a page that says it is a page', script, 'text/html'],
    ['a drawing that runs', `<?xml version="1.0"?>${script}`, 'image/svg+xml'],
    ['a page that says it is a picture', script, 'image/png'],
    ['a page behind white space', `  \n\uFEFF${script}`, 'image/png'],
    [
      'a RIFF that is no picture',
      Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from(`WAVE${script}`)]),
      'image/webp',
    ],
    ['a script', 'GIF89a=1;alert(1)', 'image/gif'],
  ])('%s is not kept', async (_, bytes, type) => {
    expect((await upload(bytes, type)).json().error.code).toBe('unreadable-image')
  })

  test.each([
    ['a picture with a page in it', Buffer.concat([png, Buffer.from(script)]), 'text/html', 'image/png'],
    ['a paper with a page in it', Buffer.from(`%PDF-1.7\n${script}`), 'text/html; charset=utf-7', 'application/pdf'],
    [
      'a photo that is a script too',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('*/=1;alert(1)/*')]),
      'application/javascript',
      'image/jpeg',
    ],
  ])('%s goes out as what it begins with, runs nothing, and is left in no cache', async (_, bytes, type, kept) => {
    const { id } = (await upload(bytes, type, 'a"\r\nset-cookie: x=1; filename="b.html')).json()
    const { headers, rawPayload } = await amina.get(`/api/attachments/${id}`)
    expect(rawPayload.equals(bytes)).toBe(true)
    expect(headers).toMatchObject({
      'content-type': kept,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'self'",
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': 'inline',
    })
    expect(headers['set-cookie']).toBeUndefined()
  })
})

test.each([
  ['an override of direction', 'Amina\u202Eidamaha', 'Aminaidamaha'],
  ['an isolate', '\u2067Amina\u2069 Yusuf', 'Amina Yusuf'],
  ['an embedding', '\u202BAmina\u202C', 'Amina'],
  ['spaces that nobody sees', 'Am\u200Bi\u2060na\uFEFF', 'Amina'],
  ['a soft hyphen', 'Ami\u00ADna', 'Amina'],
  ['an order to a terminal', 'Ami\u001B[2Jna\u009B1m\u0007', 'Ami[2Jna1m'],
  ['letters that are tags', `Amina${String.fromCodePoint(0xe0041, 0xe007f)}`, 'Amina'],
  ['what scripts need', 'می\u200Cخواهم \u200Fأمينة', 'می\u200Cخواهم \u200Fأمينة'],
])('%s makes no name look like another: what is kept is what is seen', async (_, sent, kept) => {
  expect((await note(sent)).json().text).toBe(kept)
  const { version } = (await amina.get(`/api/registration/individual/${person}`)).json()
  const patch = { father_name: sent }
  const changed = await amina.send('PATCH', `/api/registration/individual/${person}`, {
    commandId: newId(),
    baseVersion: version,
    patch,
  })
  expect(changed.json().father_name).toBe(kept)
})

test('text that would be a page elsewhere stays text', async () => {
  const text = `<img src=x onerror=alert(1)></script><script>alert(1)</script>{{constructor.constructor('alert(1)')()}}`
  const kept = await note(text)
  expect(kept.json().text).toBe(text)
  expect(kept.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(kept.headers['x-content-type-options']).toBe('nosniff')
  expect(kept.headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';")
})

test.each([
  '{"__proto__":{"polluted":1}}',
  '{"a":{"__proto__":{"polluted":1}}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"a":[{"constructor":{"prototype":{"polluted":1}}}]}',
])('%s in a free column changes no object of ours', async extra => {
  for (const [method, url, body] of [
    [
      'PATCH',
      `/api/registration/individual/${person}`,
      `{"commandId":"${newId()}","baseVersion":1,"patch":{"extra":${extra}}}`,
    ],
    ['POST', '/api/commands/registration.changeStatus', `{"commandId":"${newId()}","input":${extra}}`],
    ['POST', '/api/queries/registration.search', extra],
    ['POST', '/api/login/password', extra],
  ] as const) {
    const answer = await world.app.inject({
      method,
      url,
      payload: body,
      headers: { ...ours(), 'content-type': 'application/json' },
    })
    expect([url, answer.statusCode]).toEqual([url, 422])
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

describe('a body that is too much', () => {
  const keys = (n: number) => Array.from({ length: n }, (_, i) => `"k${i}":1`).join(',')
  test.each([
    [
      'a command with a million names',
      '/api/commands/identity.enrol',
      `{"commandId":"${newId()}","input":{${keys(1_000_000)}}}`,
    ],
    [
      'a list of two million',
      '/api/commands/identity.enrol',
      `{"commandId":"${newId()}","input":{"captures":[${'0,'.repeat(2_000_000)}0]}}`,
    ],
    ['a sign-in with seventy thousand names', '/api/login/password', `{${keys(70_000)}}`],
    [
      'names within names',
      '/api/commands/registration.changeStatus',
      `{"commandId":"${newId()}","input":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    ],
  ])('%s is refused shortly, with a short answer', async (_, url, payload) => {
    const started = process.cpuUsage()
    const answer = await world.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { ...ours(), 'content-type': 'application/json' },
    })
    expect(answer.json().error.code).toBe('invalid')
    expect(answer.body.length).toBeLessThan(40_000)
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2_000)
  })
  test('only what carries images takes more than a megabyte, and nobody’s body is read before they are known', async () => {
    const send = (url: string, headers: object) =>
      world.app.inject({
        method: 'POST',
        url,
        payload: `"${'x'.repeat(1_200_000)}"`,
        headers: { ...headers, 'content-type': 'application/json' },
      })
    expect((await send('/api/commands/registration.changeStatus', ours())).statusCode).toBe(413)
    expect((await send('/api/commands/identity.enrol', ours())).statusCode).toBe(422)
    expect((await send('/api/commands/identity.enrol', { 'x-nansen': '1' })).statusCode).toBe(401)
  })
})

/** One raw conversation, until the server ends it or says something. */
const talk = (said: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(said))
    socket.on('data', chunk => {
      heard += chunk
      if (heard.includes('\r\n\r\n')) setTimeout(() => socket.destroy(), 150)
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
    setTimeout(() => socket.destroy(), 3_000)
  })

describe('on the wire', () => {
  const GET_ME = 'GET /api/me HTTP/1.1\r\nHost: a\r\n\r\n'
  test.each([
    [
      'two lengths',
      `POST /api/login/password HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello${GET_ME}`,
    ],
    [
      'a length and chunks',
      `POST /api/login/password HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${GET_ME}`,
    ],
    [
      'chunks that are not the last encoding',
      `POST /api/login/password HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${GET_ME}`,
    ],
    [
      'an encoding with a space',
      `POST /api/login/password HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n${GET_ME}`,
    ],
    ['a header in two lines', `GET /api/me HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\nTransfer-Encoding:\x0bchunked\r\n\r\n`],
    ['lines without a return', `GET /api/me HTTP/1.1\nHost: a\nContent-Length: 3\n\nabc`],
    ['a name with a line in it', `GET /api/\r\nme HTTP/1.1\r\nHost: a\r\n\r\n`],
    ['no host', 'GET /api/me HTTP/1.1\r\n\r\n'],
  ])('%s is one bad request, and hides no second one', async (_, said) => {
    const heard = await talk(said)
    expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400'])
    expect(heard).not.toMatch(/set-cookie|stack|node_modules/i)
  })

  test('headers without an end are waited for twenty seconds, a body five minutes, silence two', () => {
    const { headersTimeout, requestTimeout, timeout, keepAliveTimeout } = world.app.server
    expect([headersTimeout, requestTimeout, timeout]).toEqual([20_000, 300_000, 120_000])
    expect(keepAliveTimeout).toBeLessThanOrEqual(120_000)
  })

  test('another’s Host, forwarding or absolute address is repeated by no answer', async () => {
    for (const path of ['/api/me', '/health', '/openapi.json', '/nothing', '/api/attachments/x']) {
      const heard = await new Promise<string>((resolve, reject) => {
        const headers = {
          host: 'evil.example',
          'x-forwarded-host': 'evil.example',
          'x-forwarded-proto': 'https',
          forwarded: 'host=evil.example',
          cookie: ours().cookie,
        }
        const asked = ask({ port, host: '127.0.0.1', path, headers }, answer => {
          let text = JSON.stringify(answer.headers)
          answer.on('data', chunk => {
            text += chunk
          })
          answer.on('end', () => resolve(text))
        })
        asked.on('error', reject).end()
      })
      expect(heard).not.toContain('evil')
    }
    expect(await talk('GET http://evil.example/api/me HTTP/1.1\r\nHost: evil.example\r\n\r\n')).not.toContain('evil')
  })
})

test('every class of answer carries the headers that keep pages of others out', async () => {
  const attachment = (await upload(Buffer.from('%PDF-1.7 x'), 'application/pdf')).json().id
  const classes = await Promise.all([
    amina.get('/api/me'),
    amina.get(`/api/registration/individual/${person}`),
    amina.get(`/api/registration/individual/${newId()}`), // not found
    world.app.inject({ url: '/api/me' }), // nobody
    amina.asks('registration.search', {}), // unfit
    amina.send('PATCH', `/api/registration/individual/${person}`, 'not json'), // unreadable
    amina.get(`/api/attachments/${attachment}`),
    amina.get('/api/nothing'),
    world.app.inject({ url: '/nothing' }),
    world.app.inject({ url: '/health' }),
    world.app.inject({ url: '/openapi.json' }),
    world.app.inject({
      method: 'OPTIONS',
      url: '/api/me',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    }),
    world.app.inject({ url: '/api/me', headers: { ...ours(), origin: 'https://evil.example' } }),
    world.app.inject({ url: `/${'%'.repeat(10)}` }),
  ])
  for (const { headers, statusCode } of classes) {
    expect([
      statusCode,
      headers['x-content-type-options'],
      headers['referrer-policy'],
      headers['cross-origin-resource-policy'],
    ]).toEqual([statusCode, 'nosniff', 'no-referrer', 'same-origin'])
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(Object.keys(headers).filter(name => /^access-control|^server$|^x-powered-by$/.test(name))).toEqual([])
  }
  for (const { headers } of classes.slice(0, 8)) expect(headers['cache-control']).toBe('no-store')
})

test('what is open to everybody tells of the program, and of nobody in it', async () => {
  const [health, described] = await Promise.all([
    world.app.inject({ url: '/health' }),
    world.app.inject({ url: '/openapi.json' }),
  ])
  expect(health.body).toBe('{"status":"ok"}')
  const { rows } =
    await world.owner.query(`select display_name as word from auth.staff union select email from auth.staff union select number_prefix from auth.office
    union select display_name from registration.individual union select id::text from auth.office`)
  for (const { word } of rows) expect(described.body).not.toContain(word)
  expect(described.body).not.toMatch(/postgres:|nansen_owner|(?<!registration)\/work\/|\/home\/|node_modules/)
})
