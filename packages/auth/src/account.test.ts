import { afterAll, beforeEach, expect, test } from 'vitest'
import { digitsOf } from '../test/authenticator.ts'
import { authWorld, FROM, ORIGIN, PASSWORD } from '../test/authWorld.ts'
import { passkeyDevice } from '../test/passkeyDevice.ts'

const world = await authWorld()
const { auth, clock, asOwner, enrolled, half, signIn } = world
afterAll(() => world.end())
beforeEach(() => asOwner('delete from login.attempt'))

const NEW = 'eleven slow camels by a green gate'
const noticesOf = async (id: string) =>
  (await asOwner<{ kind: string }>('select kind from auth.notice where staff_id = $1 order by at, id', [id])).map(
    ({ kind }) => kind,
  )
const actsOf = async (id: string) =>
  (
    await asOwner<{ act: string }>(
      `select action || ' ' || outcome as act from audit.entry where staff_id = $1 order by seq`,
      [id],
    )
  ).map(({ act }) => act)
const alive = async (id: string) =>
  (await asOwner('select id from auth.session where staff_id = $1 and ended_at is null', [id])).length

test('a password is changed by who knows the old one; other sessions end, and its owner is told', async () => {
  const person = await enrolled('change@example.org')
  const { token } = await signIn(person)
  await asOwner(
    `insert into auth.session (id, staff_id, token_hash, expires_at, idle_limit)
     values (gen_random_uuid(), $1, sha256('elsewhere'), now() + interval '1 hour', interval '15 minutes')`,
    [person.id],
  )
  expect(await alive(person.id)).toBe(2)
  await auth.own.changePassword(token, { current: PASSWORD, password: NEW }, FROM)
  expect(await alive(person.id)).toBe(1)
  expect(await noticesOf(person.id)).toEqual(['password-changed'])
  expect(await actsOf(person.id)).toContain('password.changed allow')
  const email = person.email
  await expect(auth.password({ email, password: PASSWORD }, FROM)).rejects.toMatchObject({ code: 'not-signed-in' })
  expect((await auth.password({ email, password: NEW }, FROM)).next).toBe('second-factor')
})

test('without the password of now nothing changes, and guessing it is slowed down and written down', async () => {
  const person = await enrolled('guess@example.org')
  const { token } = await signIn(person)
  const guess = (i: number) => auth.own.changePassword(token, { current: `wrong ${i}`, password: NEW }, FROM)
  await expect(guess(0)).rejects.toMatchObject({ code: 'invalid', details: { problems: [{ path: 'current' }] } })
  for (let i = 1; i < 6; i++) await guess(i).catch(() => null)
  await expect(guess(6)).rejects.toMatchObject({ code: 'too-many' })
  expect(await actsOf(person.id)).toContain('password.changed deny')
  expect(await noticesOf(person.id)).toEqual([])
})

test.each([
  ['short', 'too short'],
  ['common', 'password password 1'],
  ['same', PASSWORD],
])('a new password that is %s will not do', async (problem, password) => {
  const person = await enrolled(`${problem}@example.org`)
  const { token } = await signIn(person)
  await expect(auth.own.changePassword(token, { current: PASSWORD, password }, FROM)).rejects.toMatchObject({
    code: 'invalid',
    details: { problems: [{ path: 'password', problem: `problem.password.${problem}` }] },
  })
})

test('a new authenticator replaces the old one when it has shown its digits, and not before', async () => {
  const person = await enrolled('renew@example.org')
  const { token } = await signIn(person)
  clock.advance(120_000)
  const { ticket, totpUri } = await auth.own.beginRenewal(token)
  const digits = () => digitsOf(totpUri, Date.now())
  expect(digits()).not.toBe(person.digits())
  const wrong = auth.own.finishRenewal(token, { ticket, code: person.digits() }, FROM)
  await expect(wrong).rejects.toMatchObject({ code: 'invalid', details: { problems: [{ path: 'code' }] } })
  const second = async (code: string) => auth.secondFactor({ ticket: await half(person), code, means: 'totp' }, FROM)
  const again = await second(person.digits()) // still good: it signs in, and so ends the session that renews
  expect(again.next).toBe('done')
  await expect(auth.own.finishRenewal(token, { ticket, code: digits() }, FROM)).rejects.toMatchObject({
    code: 'not-signed-in',
  })
  const codes = await auth.own.finishRenewal(again.token, { ticket, code: digits() }, FROM)
  clock.advance(120_000)
  await expect(second(person.digits())).rejects.toMatchObject({ code: 'not-signed-in' })
  expect((await second(digits())).next).toBe('done')
  await expect(
    auth.secondFactor({ ticket: await half(person), code: person.recoveryCodes[0]!, means: 'recovery' }, FROM),
  ).rejects.toMatchObject({ code: 'not-signed-in' })
  const recovered = await auth.secondFactor({ ticket: await half(person), code: codes[0]!, means: 'recovery' }, FROM)
  expect((await auth.own.account(recovered.token)).recoveryCodesLeft).toBe(9)
  expect(await noticesOf(person.id)).toEqual(['authenticator-renewed'])
})

test('another’s renewal is of no use: a ticket is of its owner', async () => {
  const [mine, theirs] = [await enrolled('own@example.org'), await enrolled('other@example.org')]
  const { ticket, totpUri } = await auth.own.beginRenewal((await signIn(mine)).token)
  const { token } = await signIn(theirs)
  await expect(
    auth.own.finishRenewal(token, { ticket, code: digitsOf(totpUri, Date.now()) }, FROM),
  ).rejects.toMatchObject({ code: 'not-signed-in' })
})

test('new recovery codes make the old paper worthless, and each is good once', async () => {
  const person = await enrolled('codes@example.org')
  const { token } = await signIn(person)
  const codes = await auth.own.renewRecoveryCodes(token, FROM)
  expect(new Set(codes).size).toBe(10)
  const recover = async (code: string) =>
    auth.secondFactor({ ticket: await half(person), code, means: 'recovery' }, FROM)
  await expect(recover(person.recoveryCodes[0]!)).rejects.toMatchObject({ code: 'not-signed-in' })
  expect((await recover(codes[3]!)).next).toBe('done')
  await expect(recover(codes[3]!)).rejects.toMatchObject({ code: 'not-signed-in' })
  expect(await actsOf(person.id)).toContain('recovery-codes.renewed allow')
})

test('a passkey is listed and taken away, and opens nothing any more', async () => {
  const person = await enrolled('passkeys@example.org')
  const device = passkeyDevice(ORIGIN)
  const { token } = await signIn(person)
  const options = await auth.passkey.beginAdding(token)
  await auth.passkey.finishAdding(token, { response: device.create(options), name: 'telephone' }, FROM)
  const { passkeys, authenticator, recoveryCodesLeft, email } = await auth.own.account(token)
  expect({ names: passkeys.map(({ name }) => name), authenticator, recoveryCodesLeft, email }).toEqual({
    names: ['telephone'],
    authenticator: true,
    recoveryCodesLeft: 10,
    email: person.email,
  })
  await auth.own.removePasskey(token, passkeys[0]!.id, FROM)
  expect((await auth.own.account(token)).passkeys).toEqual([])
  const begun = await auth.passkey.begin()
  await expect(
    auth.passkey.finish({ ticket: begun.ticket, response: device.get(begun.options) }, FROM),
  ).rejects.toMatchObject({ code: 'not-signed-in' })
  expect(await noticesOf(person.id)).toEqual(['passkey-added', 'passkey-removed'])
})

test('the last second factor stays, also when two are taken away at the same moment; nor is another’s taken', async () => {
  const person = await enrolled('last@example.org')
  const { token } = await signIn(person)
  for (const name of ['one', 'two']) {
    const options = await auth.passkey.beginAdding(token)
    await auth.passkey.finishAdding(token, { response: passkeyDevice(ORIGIN).create(options), name }, FROM)
  }
  await asOwner('delete from login."twoFactor" where "userId" = $1', [person.id])
  const { passkeys } = await auth.own.account(token)
  const stranger = await signIn(await enrolled('stranger@example.org'))
  await expect(auth.own.removePasskey(stranger.token, passkeys[0]!.id, FROM)).rejects.toMatchObject({
    code: 'not-found',
  })
  const both = await Promise.allSettled(passkeys.map(({ id }) => auth.own.removePasskey(token, id, FROM)))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await auth.own.account(token)).passkeys).toHaveLength(1)
})
