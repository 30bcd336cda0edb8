import { afterAll, beforeEach, expect, test } from 'vitest'
import { authWorld, FROM, ORIGIN, PASSWORD, type Person } from '../test/authWorld.ts'
import { passkeyDevice, type Saying } from '../test/passkeyDevice.ts'
import { hashToken } from './token.ts'

const world = await authWorld()
const { auth, clock, asOwner, enrolled, half, signIn } = world
afterAll(() => world.end())
beforeEach(() => asOwner('delete from login.attempt'))

const REFUSED = { code: 'not-signed-in' }
const second = (ticket: string, code: string, means: 'totp' | 'recovery' = 'totp') =>
  auth.secondFactor({ ticket, code, means }, FROM)

// The authenticator --------------------------------------------------------------------------------------------------------------------

test('digits are right in their own half minute and those beside it, never later or earlier', async () => {
  const person = await enrolled('skew@example.org')
  for (const off of [-90, -61, 61, 90])
    await expect(second(await half(person), person.digits(off))).rejects.toMatchObject(REFUSED)
  await asOwner('delete from login.attempt')
  expect((await second(await half(person), person.digits(-29))).next).toBe('done')
  clock.advance(120_000)
  expect((await second(await half(person), person.digits(29))).next).toBe('done')
})

test('the same digits open nothing twice, at the same moment or at a second server process', async () => {
  const person = await enrolled('replay@example.org')
  const other = await world.another()
  const tickets = [await half(person), await half(person), await half(person)]
  const code = person.digits()
  const answers = await Promise.allSettled(
    tickets.map((ticket, i) => (i === 0 ? other : auth).secondFactor({ ticket, code, means: 'totp' }, FROM)),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('six digits cannot be tried out: with the right password six guesses, then ever longer waits', async () => {
  const person = await enrolled('digits@example.org')
  let tried = 0
  for (let i = 0; i < 30; i++) {
    const ticket = await half(person).catch(() => null)
    if (ticket === null) continue
    const answer = await second(ticket, String(100_000 + i)).catch(refusal => refusal.code)
    if (answer === 'not-signed-in') tried++
  }
  expect(tried).toBe(6)
})

test('a recovery code is good once, also for two who use it at the same moment', async () => {
  const person = await enrolled('paper@example.org')
  const code = person.recoveryCodes[0]!
  const tickets = [await half(person), await half(person)]
  const answers = await Promise.allSettled(tickets.map(ticket => second(ticket, code, 'recovery')))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  clock.advance(600_000)
  await expect(second(await half(person), code, 'recovery')).rejects.toMatchObject(REFUSED)
  expect((await second(await half(person), person.recoveryCodes[1]!, 'recovery')).next).toBe('done')
})

test('a ticket is of its own step and person, and of five minutes', async () => {
  const [mine, theirs] = [await enrolled('mine@example.org'), await enrolled('theirs@example.org')]
  const ticket = await half(mine)
  await expect(second(ticket, theirs.digits())).rejects.toMatchObject(REFUSED)
  await expect(auth.enrolment.finish({ ticket, code: mine.digits() }, FROM)).rejects.toMatchObject(REFUSED)
  const { ticket: forPasskey } = await auth.passkey.begin()
  await expect(second(forPasskey, mine.digits())).rejects.toMatchObject(REFUSED)
  clock.advance(301_000)
  await expect(second(ticket, mine.digits())).rejects.toMatchObject(REFUSED)
})

// Passkeys -----------------------------------------------------------------------------------------------------------------------------

async function withPasskey(
  email: string,
): Promise<Person & { token: string; device: ReturnType<typeof passkeyDevice> }> {
  const person = await enrolled(email)
  const device = passkeyDevice(ORIGIN)
  const { token } = await signIn(person)
  const options = await auth.passkey.beginAdding(token)
  await auth.passkey.finishAdding(token, { response: device.create(options), name: 'test' }, FROM)
  return { ...person, token, device }
}

async function tap(device: ReturnType<typeof passkeyDevice>, saying: Saying = {}) {
  const { options, ticket } = await auth.passkey.begin()
  return auth.passkey.finish({ ticket, response: device.get(options, saying) }, FROM)
}

test('an honest device signs in', async () => {
  const { device } = await withPasskey('honest@example.org')
  expect((await tap(device)).next).toBe('done')
})

test.each<[string, Saying]>([
  ['a page of another site', { origin: 'http://localhost:4000' }],
  ['a page that looks like ours', { origin: 'http://nansen.example.com' }],
  ['a passkey of another site', { rpId: 'example.com' }],
  ['a device that did not check its holder', { userVerified: false }],
  ['an answer to another question', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ['an answer meant for adding a passkey', { type: 'webauthn.create' }],
  ['a counter that went back, as of a copied device', { counter: 1 }],
])('%s signs nobody in', async (name, saying) => {
  const { device } = await withPasskey(`${name.replaceAll(/[^a-z]/g, '')}@example.org`)
  for (let i = 0; i < 3; i++) await tap(device)
  await expect(tap(device, saying)).rejects.toMatchObject(REFUSED)
})

test('a question is answered once: neither again, nor by the ticket of another', async () => {
  const { device } = await withPasskey('again@example.org')
  const first = await auth.passkey.begin()
  const response = device.get(first.options)
  expect((await auth.passkey.finish({ ticket: first.ticket, response }, FROM)).next).toBe('done')
  await expect(auth.passkey.finish({ ticket: first.ticket, response }, FROM)).rejects.toMatchObject(REFUSED)
  const other = await auth.passkey.begin()
  await expect(auth.passkey.finish({ ticket: other.ticket, response }, FROM)).rejects.toMatchObject(REFUSED)
  const [one, two] = [await auth.passkey.begin(), await auth.passkey.begin()]
  await expect(
    auth.passkey.finish({ ticket: two.ticket, response: device.get(one.options) }, FROM),
  ).rejects.toMatchObject(REFUSED)
  const late = await auth.passkey.begin()
  clock.advance(301_000)
  await expect(
    auth.passkey.finish({ ticket: late.ticket, response: device.get(late.options) }, FROM),
  ).rejects.toMatchObject(REFUSED)
})

test('a passkey confirms a sensitive act for its own holder and nobody else', async () => {
  const [mine, theirs] = [await withPasskey('own@example.org'), await withPasskey('foreign@example.org')]
  const { options, ticket } = await auth.passkey.begin()
  const foreign = { ticket, response: theirs.device.get(options) }
  await expect(auth.passkey.stepUp(mine.token, foreign, FROM)).rejects.toMatchObject(REFUSED)
  const again = await auth.passkey.begin()
  await auth.passkey.stepUp(mine.token, { ticket: again.ticket, response: mine.device.get(again.options) }, FROM)
})

test('a passkey is added only where its question was asked, by a device that checks its holder', async () => {
  const [mine, theirs] = [await enrolled('adds@example.org'), await enrolled('adds-too@example.org')]
  const [{ token: my }, { token: their }] = [await signIn(mine), await signIn(theirs)]
  const device = passkeyDevice(ORIGIN)
  const add = (token: string, options: Readonly<Record<string, unknown>>, saying: Saying = {}) =>
    auth.passkey.finishAdding(token, { response: device.create(options, saying), name: 'x' }, FROM)
  const options = await auth.passkey.beginAdding(my)
  await expect(add(their, options)).rejects.toMatchObject({ code: 'invalid' })
  await expect(add(my, options, { userVerified: false })).rejects.toMatchObject({ code: 'invalid' })
  await expect(add(my, await auth.passkey.beginAdding(my), { origin: 'http://localhost:4000' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(add(my, await auth.passkey.beginAdding(my), { rpId: 'example.com' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await auth.signOut(my)
  await expect(add(my, options)).rejects.toMatchObject(REFUSED)
})

// Sessions -----------------------------------------------------------------------------------------------------------------------------

test('signing in gives a token that nobody knew before, whatever the browser brought along', async () => {
  const person = await enrolled('fixed@example.org')
  const first = await signIn(person)
  clock.advance(120_000)
  const again = await signIn(person)
  expect(again.token).not.toBe(first.token)
  const rows = await asOwner('select 1 from auth.session where token_hash = $1 and ended_at is null', [
    hashToken(first.token),
  ])
  expect(rows).toEqual([])
})

test('neither a wrong password, an unknown name, nor a name that is shut out or asleep says which it was', async () => {
  const [known, out, asleep] = [
    await enrolled('here@example.org'),
    await enrolled('out@example.org'),
    await enrolled('asleep@example.org'),
  ]
  await asOwner(`update auth.staff set status = 'disabled' where id = $1`, [out.id])
  await asOwner(`update auth.staff set status = 'suspended' where id = $1`, [asleep.id])
  const said = async (email: string, password: string) => {
    const refusal = await auth.password({ email, password }, FROM).catch(e => e)
    return JSON.stringify([refusal.code, refusal.message, refusal.details])
  }
  const answers = [
    await said(known.email, 'not this one at all'),
    await said('nobody@example.org', PASSWORD),
    await said(out.email, PASSWORD),
    await said(asleep.email, PASSWORD),
  ]
  expect(new Set(answers).size).toBe(1)
})

// Accounts that fall asleep ------------------------------------------------------------------------------------------------------------

test('who has not signed in for 45 days is suspended, and their session ends; the last three administrators are spared', async () => {
  const used = await enrolled('used@example.org')
  const unused = await enrolled('unused@example.org')
  const { token } = await signIn(unused)
  const admins = await Promise.all(
    [1, 2, 3, 4, 5].map(n => world.colleague({ email: `keeper${n}@example.org`, role: 'system_administrator' })),
  )
  await asOwner(`update auth.staff set last_seen_at = now() - interval '44 days' where id = $1`, [used.id])
  await asOwner(`update auth.staff set last_seen_at = now() - interval '46 days' where id = $1`, [unused.id])
  for (const [n, id] of admins.entries())
    await asOwner(`update auth.staff set last_seen_at = now() - make_interval(days => $2) where id = $1`, [id, 50 + n])
  expect(await auth.keepHouse()).toMatchObject({ suspended: 3 })
  const asleep = await asOwner<{ id: string }>(`select id from auth.staff where status = 'suspended' order by id`)
  const expected = [unused.id, admins[3], admins[4]]
  expect(asleep.map(({ id }) => id).filter(id => expected.includes(id))).toHaveLength(3)
  expect(await auth.whyEnded(token)).toBe('suspended')
  await expect(signIn(unused)).rejects.toMatchObject(REFUSED)
  const [line] = await asOwner(
    `select module, action from audit.entry where ids = array[$1::uuid] and action like 'account.%'`,
    [unused.id],
  )
  expect(line).toEqual({ module: 'login', action: 'account.suspended' })
  expect(await auth.keepHouse()).toMatchObject({ suspended: 0 })
})

test('a role ends with its last day, and the session with it', async () => {
  const person = await enrolled('until-yesterday@example.org')
  const { token } = await signIn(person)
  await asOwner(`update auth.assignment set valid_to = (now() at time zone 'UTC')::date - 1 where staff_id = $1`, [
    person.id,
  ])
  expect(await auth.whyEnded(token)).toBe('no-role')
  clock.advance(120_000)
  await expect(signIn(person)).rejects.toMatchObject(REFUSED)
})
