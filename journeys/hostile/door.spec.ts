import { newId } from '@nansen/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

let world: HostileWorld
let grace: Attacker
let james: Attacker
let person: string
beforeAll(async () => {
  world = await hostileWorld()
  grace = await world.colleague('grace')
  james = await world.colleague('james')
  person = (await world.peopleAt('DAD'))[0]!
})
afterAll(() => world.end())

const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test.each([
  '/api/registration/individual?number=%00',
  '/api/registration/individual?display_name=%F0%9F',
  '/api/registration/individual?number=%ED%A0%80',
  '/api/registration/individual?year_of_birth=99999999999',
  '/api/registration/individual?year_of_birth=9999999999',
  '/api/registration/individual?office_id=nowhere',
  '/api/registration/individual?born=0000-99-99',
  '/api/registration/individual?registered_on=9999999-01-01',
  '/api/registration/individual?sex=other&sex=male',
  '/api/registration/individual?__proto__=1',
  '/api/registration/individual?constructor=1',
  '/api/registration/individual?languages=%00',
  '/api/registration/individual?sort=__proto__',
  '/api/registration/individual?sort=constructor',
  '/api/registration/individual?sort=religion',
  '/api/registration/individual?sort=display_name;select',
  '/api/registration/individual?limit=999',
  '/api/registration/individual?limit=0',
  `/api/registration/individual?after=${cursor(null)}`,
  `/api/registration/individual?after=${cursor([{}, newId()])}`,
  `/api/registration/individual?after=${cursor([[1], 'x'])}`,
  `/api/registration/individual?after=${cursor([1, 'x'])}&sort=number`,
  `/api/registration/individual?after=${cursor([{ a: 1 }, newId()])}&sort=registered_on`,
  `/api/registration/individual?after=${cursor(['\u0000', newId()])}&sort=number`,
  `/api/registration/individual?after=${'A'.repeat(10_000)}`,
  '/api/registration/individual/__proto__',
  '/api/registration/individual/%00',
  `/api/registration/individual/${'A'.repeat(5000)}`,
  '/api/codes/__proto__',
  '/api/codes/%00',
  `/api/codes/${'x'.repeat(199)}`,
  '/api/queries/registration.pyramid?on=9999-12-31',
  '/api/queries/registration.pyramid?on=2026-02-30',
  '/api/queries/registration.pyramid?on=0000-01-01',
  '/api/queries/registration.person?id=%00',
  '/api/queries/registration.search?text=%00',
  '/api/queries/registration.search?text=%25%27%22%5C',
  '/api/queries/registration.search?text=0000000000',
  '/api/queries/registration.search?text=19999999999999999999999',
  '/api/queries/adjudication.sideBySide?reviewId=x',
  '/api/attachments/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
])('%s is answered or refused, and is no fault of ours', async url => {
  const answer = await grace.get(url)
  expect([url, answer.statusCode, answer.statusCode < 500 || answer.body]).toEqual([url, answer.statusCode, true])
})

test.each([
  ['deep JSON', `{"commandId":"${newId()}","values":${deep(50_000)}}`],
  ['deep JSON in a free column', `{"commandId":"${newId()}","baseVersion":1,"patch":{"extra":{"a":${deep(9_000)}}}}`],
  [
    'a polluted prototype',
    `{"commandId":"${newId()}","values":{"__proto__":{"admin":true}},"constructor":{"prototype":{}}}`,
  ],
  ['no object', '[]'],
  ['null', 'null'],
  ['a number', '1e999'],
  ['nothing', ''],
  ['a zero byte in a note', JSON.stringify({ commandId: newId(), values: { about: 'contact', text: 'a\u0000b' } })],
  ['half a letter in a note', `{"commandId":"${newId()}","values":{"about":"contact","text":"\\ud800"}}`],
  [
    'half a letter in a free column',
    `{"commandId":"${newId()}","baseVersion":1,"patch":{"extra":{"a":"\\u0000\\ud800"}}}`,
  ],
])('%s is refused, and is no fault of ours', async (_, payload) => {
  for (const [method, url] of [
    ['POST', '/api/registration/note'],
    ['PATCH', `/api/registration/individual/${person}`],
    ['POST', '/api/commands/registration.registerGroup'],
    ['POST', '/api/queries/registration.search'],
  ] as const) {
    const answer = await world.app.inject({
      method,
      url,
      payload,
      headers: { cookie: `__Host-nansen=${grace.token}`, 'x-nansen': '1', 'content-type': 'application/json' },
    })
    expect([url, answer.statusCode]).toEqual([url, expect.any(Number)])
    expect(answer.statusCode, `${url} ${answer.body}`).toBeLessThan(500)
  }
  expect(({} as Record<string, unknown>).admin).toBeUndefined()
})

test('patterns and long texts are judged in no time', async () => {
  const started = performance.now()
  const long = 'a'.repeat(200)
  for (const text of [
    long,
    '0'.repeat(200),
    'محمد '.repeat(40),
    '\u0301'.repeat(200),
    '- '.repeat(100),
    '٠'.repeat(200),
    'ﷺ'.repeat(200),
  ])
    expect((await grace.asks('registration.search', { text })).statusCode).toBeLessThan(500)
  expect(performance.now() - started).toBeLessThan(7_000)
})

test('nothing outside the pages is served as a page', async () => {
  for (const url of [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2f..%2fpackage.json',
    '//etc/passwd',
    '/\\..\\package.json',
    '/.env',
  ]) {
    const answer = await world.app.inject({ url })
    expect(answer.body).not.toMatch(/dependencies|root:/)
  }
})

test('what another colleague sent and nobody took up is theirs alone', async () => {
  const picture = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('private')])
  const sent = await world.app.inject({
    method: 'POST',
    url: '/api/attachments',
    payload: picture,
    headers: { cookie: `__Host-nansen=${james.token}`, 'x-nansen': '1', 'content-type': 'image/png' },
  })
  const { id } = sent.json()
  expect((await james.get(`/api/attachments/${id}`)).statusCode).toBe(200)
  expect((await grace.get(`/api/attachments/${id}`)).statusCode).toBe(404)
  const taken = await grace.send('POST', '/api/registration/attachment', {
    commandId: newId(),
    values: { parent_id: person, description: 'mine now', file: id, about: 'other' },
  })
  expect(taken.statusCode).toBe(422)
})

test('commands and records of modules one holds nothing in are as if they did not exist', async () => {
  const yuki = await world.colleague('yuki') // analyses figures
  const answers = [
    await yuki.get(`/api/registration/individual/${person}`),
    await yuki.asks('registration.person', { id: person }),
    await yuki.does('registration.changeStatus', {}),
    await yuki.asks('oversight.audit', {}),
    await yuki.get('/api/identity/enrolment'),
  ]
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
})
