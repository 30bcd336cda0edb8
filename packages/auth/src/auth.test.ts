import { afterAll, expect, test } from 'vitest'
import { digitsOf } from '../test/authenticator.ts'
import { authWorld, FROM, PASSWORD } from '../test/authWorld.ts'
import { hashToken } from './token.ts'

const world = await authWorld()
const { auth, clock, asOwner, enrolled, signIn } = world
afterAll(() => world.end())

const alive = async (token: string) =>
  (
    await asOwner<{ n: number }>(
      'select count(*)::int as n from auth.session where token_hash = $1 and ended_at is null',
      [hashToken(token)],
    )
  )[0]?.n === 1

test('the tables are those the library wants', async () => {
  const { getMigrations } = await import('better-auth/db/migration')
  const { identity } = await import('./identity.ts')
  const { options } = identity({ db: world.db, secret: 'x'.repeat(40), origin: 'http://localhost:3000' })
  const { toBeCreated, toBeAdded } = await getMigrations(options)
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
})

test('nobody is let in by a password alone', async () => {
  const person = await enrolled('half@example.org')
  const half = await auth.password({ email: person.email, password: PASSWORD }, FROM)
  expect(half.next).toBe('second-factor')
  expect(Object.keys(half)).toEqual(['next', 'ticket'])
})

test('password and digits open a session; its token is nowhere in the database', async () => {
  const person = await enrolled('whole@example.org')
  const { token, next } = await signIn(person)
  expect(next).toBe('done')
  expect(await alive(token)).toBe(true)
  const dump = await asOwner<{ row: string }>(
    `select row_to_json(s)::text as row from auth.session s union all select row_to_json(b)::text from login.behind b
     union all select row_to_json(t)::text from login.ticket t union all select row_to_json(e)::text from audit.entry e`,
  )
  expect(dump.some(({ row }) => row.includes(token))).toBe(false)
})

test('the same digits open nothing a second time', async () => {
  const person = await enrolled('twice@example.org')
  await signIn(person)
  await expect(signIn(person)).rejects.toMatchObject({ code: 'not-signed-in' })
})

test('signing in at a second desk ends the first, and says so at both', async () => {
  const person = await enrolled('desks@example.org')
  const first = await signIn(person)
  clock.advance(120_000)
  const second = await signIn(person)
  expect(second.endedElsewhere).toBe(true)
  expect(await alive(first.token)).toBe(false)
  expect(await auth.whyEnded(first.token)).toBe('elsewhere')
  await auth.signOut(second.token)
  expect(await auth.whyEnded(second.token)).toBe('signed-out')
})

test('a recovery code stands in for the digits, once', async () => {
  const person = await enrolled('lost@example.org')
  const use = async () => {
    const half = await auth.password({ email: person.email, password: PASSWORD }, FROM)
    if (half.next !== 'second-factor') throw new Error('no second factor was asked')
    return auth.secondFactor({ ticket: half.ticket, code: person.recoveryCodes[0]!, means: 'recovery' }, FROM)
  }
  expect((await use()).next).toBe('done')
  await expect(use()).rejects.toMatchObject({ code: 'not-signed-in' })
})

test('an unknown name and a wrong password are told apart neither by words nor by time', async () => {
  const person = await enrolled('known@example.org')
  const attempt = async (email: string) => {
    // Time of the processor, not of the clock: what else the machine does is not measured.
    const began = process.cpuUsage()
    const error = await auth.password({ email, password: 'a wrong one, of fair length' }, FROM).catch(e => e)
    const { user, system } = process.cpuUsage(began)
    return { said: `${error.code} ${error.message} ${JSON.stringify(error.details)}`, took: user + system }
  }
  const known = [await attempt(person.email), await attempt(person.email), await attempt(person.email)]
  const unknown = [await attempt('u1@example.org'), await attempt('u2@example.org'), await attempt('u3@example.org')]
  expect(new Set([...known, ...unknown].map(({ said }) => said)).size).toBe(1)
  const least = (of: typeof known) => Math.min(...of.map(({ took }) => took))
  expect(Math.abs(least(known) - least(unknown))).toBeLessThan(0.5 * least(known))
})

test('a disabled colleague is out at once and cannot come back', async () => {
  const person = await enrolled('leaver@example.org')
  const { token } = await signIn(person)
  await asOwner(`update auth.staff set status = 'disabled' where id = $1`, [person.id])
  expect(await auth.whyEnded(token)).toBe('disabled')
  clock.advance(120_000)
  await expect(signIn(person)).rejects.toMatchObject({ code: 'not-signed-in' })
})

test('a partner says what for, among what was agreed', async () => {
  const person = await enrolled('partner@example.org', { role: 'partner_caseworker', organisation: 'ngo' })
  await expect(signIn(person)).rejects.toMatchObject({
    code: 'invalid',
    details: { purposes: ['assistance', 'education'] },
  })
  clock.advance(120_000)
  const { token } = await signIn(person, 'education')
  const [row] = await asOwner<{ purposes: string[] }>('select purposes from auth.session where token_hash = $1', [
    hashToken(token),
  ])
  expect(row?.purposes).toEqual(['education'])
})

test('a sensitive act takes fresh digits; wrong ones count', async () => {
  const person = await enrolled('careful@example.org')
  const { token } = await signIn(person)
  await asOwner('update auth.session set stepped_up_at = null')
  await expect(auth.stepUp(token, { code: '000000' }, FROM)).rejects.toMatchObject({ code: 'step-up-needed' })
  clock.advance(120_000)
  await auth.stepUp(token, { code: person.digits() }, FROM)
  const [row] = await asOwner<{ fresh: boolean }>(
    `select stepped_up_at > now() - interval '1 minute' as fresh from auth.session where token_hash = $1`,
    [hashToken(token)],
  )
  expect(row?.fresh).toBe(true)
  await expect(auth.stepUp(token, { password: PASSWORD }, FROM)).rejects.toMatchObject({ code: 'step-up-needed' })
})

test('a one-time code is good once', async () => {
  const person = await enrolled('once@example.org')
  await expect(auth.enrolment.begin({ code: person.code, password: PASSWORD }, FROM)).rejects.toMatchObject({
    code: 'not-signed-in',
  })
})

const FOUNDERS = ['Amina', 'Binta', 'Chidi']
const found = async (code: string, name: string, email = `${name}@Example.org`) => {
  const offered = await auth.enrolment.begin(
    { code, password: PASSWORD, person: { name: `${name} Invented`, email } },
    FROM,
  )
  return auth.enrolment.finish({ ticket: offered.ticket, code: digitsOf(offered.totpUri, Date.now()) }, FROM)
}

test('three people found the installation, each with a code and an address of their own; there is no fourth', async () => {
  const codes = await auth.enrolment.issueFounding()
  expect(codes).toHaveLength(3)
  const spare = await auth.enrolment.issueFounding()
  for (const [i, name] of FOUNDERS.entries()) {
    if (i > 0) {
      const taken = { code: 'invalid', details: { problems: [{ path: 'email', problem: 'problem.taken' }] } }
      await expect(found(codes[i]!, name, 'AMINA@example.org')).rejects.toMatchObject(taken)
    }
    await found(codes[i]!, name)
  }
  const who = await asOwner(
    `select p.display_name, p.email, a.founding from auth.staff p join auth.assignment a on a.staff_id = p.id
     where a.role = 'system_administrator' order by 1`,
  )
  expect(who).toEqual(
    FOUNDERS.map(name => ({
      display_name: `${name} Invented`,
      email: `${name.toLowerCase()}@example.org`,
      founding: true,
    })),
  )
  expect(await auth.enrolment.issueFounding()).toEqual([])
  await expect(found(spare[0]!, 'Dawit')).rejects.toMatchObject({ code: 'not-signed-in' })
  await asOwner(`update auth.assignment set ended_at = now() where founding and role = 'system_administrator'`)
  expect(await auth.enrolment.issueFounding()).toEqual([])
})

test('a founder who began and went away gives the address back', async () => {
  await asOwner(`delete from auth.assignment where founding and role = 'system_administrator'`)
  const [first, second] = await auth.enrolment.issueFounding()
  const person = { name: 'Efua Invented', email: 'efua@example.org' }
  await auth.enrolment.begin({ code: first!, password: PASSWORD, person }, FROM)
  await found(second!, 'Efua')
  await expect(found(first!, 'Efua')).rejects.toMatchObject({ code: 'invalid' })
})

test('where people work, a demo cannot begin: no password is shown, no second factor waived', async () => {
  await expect(asOwner(`insert into login.installation (kind) values ('demo')`)).rejects.toThrow('cannot become a demo')
  await expect(
    auth.enrolment.invented(
      { id: '00000000-0000-7000-8000-0000000000ff', name: 'X', email: 'x@example.org' },
      PASSWORD,
    ),
  ).rejects.toMatchObject({ code: 'not-allowed' })
})

test('every act of signing in is in the audit, without what was typed', async () => {
  const rows = await asOwner<{ action: string; outcome: string }>(
    `select distinct action, outcome from audit.entry where module = 'login'`,
  )
  const acts = rows.map(({ action, outcome }) => `${action} ${outcome}`)
  expect(acts).toEqual(
    expect.arrayContaining([
      'sign-in.totp allow',
      'sign-in.totp deny',
      'sign-in.password deny',
      'sign-in.recovery allow',
      'session.ended-elsewhere allow',
      'session.signed-out allow',
      'step-up allow',
      'step-up deny',
      'enrolled allow',
    ]),
  )
  const all = await asOwner<{ row: string }>('select row_to_json(e)::text as row from audit.entry e')
  expect(all.filter(({ row }) => row.includes('wrong') || row.includes('@'))).toEqual([])
})
