import { afterAll, beforeEach, expect, test } from 'vitest'
import { authWorld, FROM, PASSWORD } from '../test/authWorld.ts'
import { accountHash, countAttempt, forget, forgive } from './throttle.ts'

const world = await authWorld()
const { auth, clock, db, asOwner } = world
afterAll(() => world.end())
beforeEach(() => asOwner('delete from login.attempt'))

/** Another desk each time, so that only the account is slowed. */
let desks = 0
const anywhere = () => ({ ip: `10.1.${desks >> 8}.${desks++ & 255}`, device: 'test' })
const waitOf = (account: string, from = anywhere()) =>
  countAttempt(db, accountHash(account), from, clock.now()).then(
    () => 0,
    refusal => refusal.details.retryAfterSeconds ?? refusal.details,
  )
const fails = async (times: number, account: () => string, from = anywhere) => {
  for (let i = 0; i < times; i++) {
    expect(await waitOf(account(), from())).toBe(0)
    clock.advance(900_000)
  }
}

test('five wrong answers are free, then each waits twice as long, up to a quarter of an hour', async () => {
  const waits: number[] = []
  for (let i = 0; i < 17; i++) {
    expect(await waitOf('eager@example.org')).toBe(0)
    const [row] = await asOwner<{ not_before: Date | null }>(
      'select not_before from login.attempt where account_hash = $1',
      [accountHash('eager@example.org')],
    )
    waits.push(row?.not_before == null ? 0 : (row.not_before.getTime() - clock.now().getTime()) / 1000)
    clock.advance(900_000)
  }
  expect(waits).toEqual([0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
})

test('after six wrong answers even the right one must wait, at every server process', async () => {
  const person = await world.enrolled('six@example.org')
  const other = await world.another()
  for (let i = 0; i < 6; i++) {
    const wrong = { email: person.email, password: 'wrong and wrong again' }
    await expect((i % 2 ? auth : other).password(wrong, FROM)).rejects.toMatchObject({ code: 'not-signed-in' })
  }
  const right = (process: typeof auth) => process.password({ email: person.email, password: PASSWORD }, FROM)
  await expect(right(other)).rejects.toMatchObject({ code: 'too-many', details: { retryAfterSeconds: 2 } })
  await expect(right(auth)).rejects.toMatchObject({ code: 'too-many', details: { retryAfterSeconds: 2 } })
  clock.advance(2_000)
  expect((await right(auth)).next).toBe('second-factor')
})

test('twenty guesses at once are twenty guesses', async () => {
  const waits = await Promise.all(Array.from({ length: 20 }, () => waitOf('crowd@example.org')))
  expect(waits.filter(wait => wait === 0)).toHaveLength(6)
  expect(waits.filter(wait => wait === 2)).toHaveLength(14)
})

test('fifty wrong answers in a day close the account until a supervisor opens it, and the audit says so', async () => {
  const person = await world.enrolled('hammered@example.org')
  await asOwner('delete from login.attempt')
  for (let i = 0; i < 50; i++) {
    await asOwner(`update login.attempt set not_before = null, day = $1`, [clock.now().toISOString().slice(0, 10)])
    expect(await waitOf(person.email)).toBe(0)
  }
  clock.advance(3 * 86_400_000)
  expect(await waitOf(person.email)).toEqual({ supervisor: true })
  await forgive(db, accountHash(person.email), anywhere()) // a right answer that was under way does not open it
  await forgive(db, accountHash(person.email), anywhere())
  const [closed] = await asOwner(
    `select action, outcome from audit.entry where ids = array[$1::uuid] and action = 'account.closed'`,
    [person.id],
  )
  expect(closed).toEqual({ action: 'account.closed', outcome: 'deny' })
  await forget(db, accountHash(person.email))
  expect(await waitOf(person.email)).toBe(0)
})

test('what closed an account is not undone by the right password that was under way', async () => {
  await asOwner(
    `insert into login.attempt (account_hash, day, today, in_a_row, locked) values ($1, $2, 51, 51, true)`,
    [accountHash('race@example.org'), clock.now().toISOString().slice(0, 10)],
  )
  await forgive(db, accountHash('race@example.org'), anywhere())
  expect(await waitOf('race@example.org')).toEqual({ supervisor: true })
})

test('whoever tries one name after another from one browser waits up to a minute, from one address up to ten seconds', async () => {
  const oneBrowser = () => ({ ip: '10.9.9.1', device: 'Firefox, Linux' })
  const manyBrowsers = () => ({ ip: '10.9.9.2', device: `Firefox ${desks++}, Linux` })
  const noon = () => clock.advance(86_400_000 + 43_200_000 - (clock.now().getTime() % 86_400_000))
  noon()
  for (let i = 0; i < 20; i++) expect(await waitOf(`name${i}@example.org`, oneBrowser())).toBe(0)
  for (let i = 20; i < 28; i++) {
    await waitOf(`name${i}@example.org`, oneBrowser())
    clock.advance(60_000)
  }
  expect(await waitOf('another@example.org', oneBrowser())).toBe(0)
  expect(await waitOf('another@example.org', oneBrowser())).toBe(60)
  expect(await waitOf('another@example.org', { ip: '10.9.9.1', device: 'Chrome, Windows' })).toBe(0)
  for (let i = 0; i < 60; i++) expect(await waitOf(`camp${i}@example.org`, manyBrowsers())).toBe(0)
  for (let i = 60; i < 68; i++) {
    await waitOf(`camp${i}@example.org`, manyBrowsers())
    clock.advance(10_000)
  }
  await waitOf('somebody@example.org', manyBrowsers())
  expect(await waitOf('somebody-else@example.org', manyBrowsers())).toBe(10)
  noon() // and the camp begins the next day anew
  expect(await waitOf('morning@example.org', manyBrowsers())).toBe(0)
  expect(await waitOf('morning@example.org', manyBrowsers())).toBe(0)
})

test('a one-time code cannot be guessed faster than a password', async () => {
  const guess = (i: number) =>
    auth.enrolment
      .begin({ code: `GUESS-${i}`, password: PASSWORD }, { ip: '10.8.8.8', device: 'guesser' })
      .catch(refusal => refusal.code)
  for (let i = 0; i < 21; i++) expect(await guess(i)).toBe('not-signed-in')
  expect(await guess(21)).toBe('too-many')
})

test('names that were only ever guessed do not pile up', async () => {
  await fails(3, () => 'long-ago@example.org')
  clock.advance(30 * 86_400_000)
  await auth.keepHouse()
  expect(await asOwner('select 1 from login.attempt')).toEqual([])
})
