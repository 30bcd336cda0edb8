import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { practiceAccounts } from '../apps/cli/src/demo/accounts.ts'
import { type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 180_000)
afterAll(() => product.stop())

const MINUTE = 60_000
const GIVEN = '#answer-members-0-person-name-latin-given'
/** When this tab believes that one of the two was touched last. */
const heard = (page: Page) => page.evaluate(() => localStorage.getItem('nansen-touched'))
const lockOf = (page: Page) => page.getByRole('dialog', { name: 'Locked' })

/** A colleague at a desk whose clock is ours, on this page. */
async function atDesk(name: string, path: string): Promise<Page> {
  const page = await product.signedIn(name)
  await page.goto('about:blank') // a page that runs while its clock is exchanged takes it for a long sleep, and locks
  await page.clock.install()
  await page.goto(product.origin + path)
  await page.getByRole('navigation', { name: 'Menu' }).waitFor()
  return page
}

/** The server's own clock cannot be moved: its last sign of life is. */
const silent = (email: string, minutes: number) =>
  product.asOwner(client =>
    client.query(
      `update auth.session s set last_used_at = s.last_used_at - make_interval(mins => $2)
       from auth.staff p where p.id = s.staff_id and p.email = $1 and s.ended_at is null`,
      [`${email}@demo.nansen`, minutes],
    ),
  )
const open = async (email: string): Promise<number> =>
  product.asOwner(async client => {
    const found = await client.query(
      `select count(*)::int as n from auth.session s join auth.staff p on p.id = s.staff_id where p.email = $1 and s.ended_at is null`,
      [`${email}@demo.nansen`],
    )
    return found.rows[0].n
  })
async function comeBack(page: Page, name: string): Promise<void> {
  const lock = lockOf(page)
  await lock.getByLabel('E-mail address').fill(`${name}@demo.nansen`)
  await lock.locator('input[type=password]').fill(practiceAccounts().password)
  await lock.locator('input[type=password]').press('Enter')
  await lock.waitFor({ state: 'detached' })
}

test('a clerk’s desk locks after thirty quiet minutes, not before; the session is over, what was typed is not', async () => {
  const page = await atDesk('rania', '/registration/register')
  await page.locator(GIVEN).fill('Nadim')
  await page.clock.fastForward(29 * MINUTE)
  expect(await lockOf(page).count()).toBe(0)
  await page.clock.fastForward(2 * MINUTE)
  await lockOf(page).waitFor()
  await lockOf(page).getByText('Nobody was here for a while.').waitFor()
  await expect.poll(() => open('rania')).toBe(0)
  await page.clock.fastForward(225 * MINUTE)
  await comeBack(page, 'rania')
  expect(await page.locator(GIVEN).inputValue()).toBe('Nadim')
  await page.context().close()
}, 90_000)

test('an adjudicator’s after fifteen', async () => {
  const page = await atDesk('ines', '/')
  await page.clock.fastForward(14 * MINUTE)
  expect(await lockOf(page).count()).toBe(0)
  await page.clock.fastForward(2 * MINUTE)
  await lockOf(page).waitFor()
  await page.context().close()
}, 60_000)

test('who works without asking the server anything is not taken for absent', async () => {
  const page = await atDesk('rania', '/registration/register')
  await page.locator(GIVEN).fill('Nadim')
  for (let i = 0; i < 3; i++) {
    await silent('rania', 14)
    await page.clock.fastForward(14 * MINUTE)
    const alive = page.waitForResponse(response => response.url().endsWith('/api/me'))
    await page.locator(GIVEN).pressSequentially('a')
    expect((await alive).status()).toBe(200)
  }
  expect(await lockOf(page).count()).toBe(0)
  await page.context().close()
}, 60_000)

test('two tabs of one person lock together: one that is worked in keeps the other', async () => {
  const page = await atDesk('rania', '/registration/register')
  const other = await page.context().newPage()
  await other.goto(product.origin)
  await other.getByRole('navigation', { name: 'Menu' }).waitFor()
  await page.clock.fastForward(20 * MINUTE)
  const before = await heard(page)
  await page.locator(GIVEN).pressSequentially('a')
  await expect.poll(() => heard(page)).not.toBe(before)
  const touched = await heard(page)
  await expect.poll(() => heard(other)).toBe(touched) // the browser tells its tabs a moment later
  await page.clock.fastForward(20 * MINUTE) // both tabs share the clock
  expect([await lockOf(page).count(), await lockOf(other).count()]).toEqual([0, 0])
  await page.clock.fastForward(11 * MINUTE)
  await lockOf(page).waitFor()
  await lockOf(other).waitFor()
  await page.context().close()
}, 60_000)

test('whoever opened the session says nothing for too long, the server ends it, and the screen says why', async () => {
  const page = await atDesk('rania', '/registration/register')
  await silent('rania', 31)
  await page.clock.fastForward(3 * MINUTE)
  await page.locator(GIVEN).pressSequentially('a')
  await lockOf(page).getByText('Nobody was here for a while.').waitFor()
  await page.context().close()
}, 60_000)

test('twelve hours are the end, however busy', async () => {
  const page = await atDesk('rania', '/registration/register')
  await product.asOwner(client =>
    client.query(
      `update auth.session s set created_at = now() - interval '12 hours 1 minute', expires_at = now() - interval '1 minute'
       from auth.staff p where p.id = s.staff_id and p.email = 'rania@demo.nansen' and s.ended_at is null`,
    ),
  )
  await page.clock.fastForward(3 * MINUTE)
  await page.locator(GIVEN).pressSequentially('a')
  await lockOf(page).getByText('twelve hours').waitFor()
  await page.context().close()
}, 60_000)

test('a second sign-in ends the first, says so at both desks, and the first keeps what was typed', async () => {
  const first = await atDesk('yusuf', '/registration/register')
  await first.locator(GIVEN).fill('Nadim')
  const context = await product.browser.newContext({ locale: 'en' })
  const second = await context.newPage()
  await second.goto(product.origin)
  await second.getByLabel('E-mail address').fill('yusuf@demo.nansen')
  await second.locator('input[type=password]').fill(practiceAccounts().password)
  await second.getByRole('button', { name: 'Continue' }).click()
  await second.getByText('Your session at another device was ended.').waitFor()
  await first.clock.fastForward(3 * MINUTE)
  await first.locator(GIVEN).pressSequentially('a')
  await lockOf(first).getByText('You signed in at another device').waitFor()
  expect(await open('yusuf')).toBe(1)
  await comeBack(first, 'yusuf')
  expect(await first.locator(GIVEN).inputValue()).toBe('Nadima')
  await context.close()
  await first.context().close()
}, 90_000)

test('after four hours the page behind the lock is gone, and a stranger’s sign-in finds an empty one', async () => {
  const page = await atDesk('rania', '/registration/register')
  await page.locator(GIVEN).fill('Nadim')
  await page.clock.fastForward(31 * MINUTE)
  await lockOf(page).waitFor()
  await page.clock.fastForward(241 * MINUTE)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.locator(GIVEN).count()).toBe(0)
  await page.context().close()
}, 60_000)

test('the auditor reads of locks and of sessions that ended elsewhere', async () => {
  const page = await product.signedIn('auditor')
  await page.goto(`${product.origin}/oversight/audit`)
  await page.getByText('Rania').first().waitFor()
  await page
    .getByText(/locked the screen/)
    .first()
    .waitFor()
  await page
    .getByText(/signed in elsewhere, which ended the session before/)
    .first()
    .waitFor()
  await page.context().close()
}, 60_000)
