import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { practiceAccounts } from '../apps/cli/src/demo/accounts.ts'
import { capturesOf, present } from './captures.ts'
import { register } from './family.ts'
import { faults, type Product, startProduct } from './product.ts'

/** The search of everybody, on a busy machine; ms. */
const SEARCH = 60_000
const folder = mkdtempSync(join(tmpdir(), 'nansen-again-'))
let product: Product
let first = ''
let second = ''

beforeAll(async () => {
  product = await startProduct({ matching: true })
}, 180_000)
afterAll(async () => {
  await product.stop()
  rmSync(folder, { recursive: true })
})

/** Registers one man and captures his body; answers his number and what the search said. */
async function enrol(name: string, said: readonly string[], impression: number) {
  const clerk = await product.signedIn(name)
  const { people } = await register(clerk, product.origin, [{ latin: said, sex: 'male', born: '1991' }])
  await clerk.getByRole('link', { name: 'Fingers and eyes' }).click()
  await present(clerk, capturesOf(folder, 2, impression))
  await clerk.getByRole('button', { name: 'Save and search everybody' }).click()
  const outcome = clerk.locator('[data-outcome]')
  await outcome.waitFor({ timeout: SEARCH })
  return { clerk, number: people[0]!, outcome: await outcome.getAttribute('data-outcome') }
}

test('a man is registered at one camp, and nobody knows him', async () => {
  const { number, outcome } = await enrol('yusuf', ['Abdi', 'Warsame', 'Farah'], 1)
  first = number
  expect([outcome, number.slice(0, 7)]).toEqual(['unique', 'KEN-IFO'])
}, 180_000)

test('he comes to another office under another name, and the officer is told that he may be known', async () => {
  const { clerk, number, outcome } = await enrol('omar', ['Mustafa', 'Jibril'], 2)
  second = number
  expect(outcome).toBe('possible-duplicate')
  await clerk.locator('.nansen-found').getByText('Abdi Warsame Farah').waitFor()
  expect(await faults(clerk)).toEqual([])
}, 180_000)

/** What an adjudicator does: opens the pair, looks at the images, says what they saw, and who they are. */
async function judge(page: Page): Promise<void> {
  await page.goto(`${product.origin}/adjudication/queue`)
  const pair = page.locator('.nansen-surface').filter({ hasText: first })
  await pair.waitFor()
  expect(await faults(page)).toEqual([])
  await pair.getByRole('link', { name: 'Look' }).click()
  await page.getByRole('button', { name: 'Show images' }).click()
  await page.locator('.nansen-imagepair canvas').nth(7).waitFor()
  await expect.poll(() => page.locator('input[value="pairs"]:disabled').count(), { timeout: 60_000 }).toBe(0)
  expect(await faults(page)).toEqual([])
  expect(await page.getByRole('heading', { name: 'Opinions' }).count()).toBe(0)
  expect(await page.getByText('The machine says').count()).toBe(0)
  await page.getByRole('radio', { name: 'The same person', exact: true }).check()
  await page.getByRole('checkbox', { name: 'Fingers' }).check()
  await page.getByRole('checkbox', { name: 'Eyes' }).check()
  await page.getByRole('textbox', { name: /reasons/i }).fill('The same ridges around the core of both index fingers.')
  await anHourLater()
  await page.getByRole('button', { name: 'Give my opinion' }).click()
  await proveAgain(page)
}

/** Signing in counts as proof for five minutes; this is a later hour of the day. */
const anHourLater = () =>
  product.asOwner(client => client.query(`update auth.session set stepped_up_at = stepped_up_at - interval '1 hour'`))

/** The demonstration asks for its password again before a sensitive act. */
async function proveAgain(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ has: page.getByLabel('Password', { exact: true }) })
  await dialog.waitFor()
  expect(await faults(page)).toEqual([])
  await dialog.getByLabel('Password', { exact: true }).fill(practiceAccounts().password)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

test('two adjudicators judge without seeing each other, and the two records are linked', async () => {
  const ines = await product.signedIn('ines')
  await judge(ines)
  await ines.getByText('Another adjudicator decides with you').first().waitFor()
  const samuel = await product.signedIn('samuel')
  await judge(samuel)
  await samuel.locator('[data-outcome="same-person"]').waitFor()
  await samuel.getByText('The machine says').waitFor()
  expect(await samuel.getByText('The same ridges around the core').count()).toBe(2)
  expect(await faults(samuel)).toEqual([])
}, 180_000)

test('the later number is still found, and leads to the record that stays', async () => {
  const clerk = await product.signedIn('omar')
  await clerk.goto(`${product.origin}/registration/search?q=${second}`)
  await clerk.locator('[data-found="1"]').waitFor()
  await clerk.getByRole('link', { name: 'Mustafa Jibril' }).click()
  await clerk.getByText('same person', { exact: false }).first().waitFor()
  expect(await faults(clerk)).toEqual([])
  await clerk.getByRole('link', { name: /open/i }).first().click()
  await clerk.getByText(first).first().waitFor()
}, 60_000)

test('the link is taken back with a reason, and both stand as before', async () => {
  const samuel = await product.signedIn('samuel')
  const [review] = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select r.id from adjudication.review r join registration.individual i on i.id in (r.first, r.second)
       where i.number = $1`,
      [second],
    )
    return rows as { id: string }[]
  })
  await samuel.goto(`${product.origin}/adjudication/review/${review!.id}`)
  await samuel.getByRole('button', { name: 'Take the link back' }).click()
  await samuel.getByLabel('Why is the link taken back?').fill('Another photo shows two people, brothers.')
  expect(await faults(samuel)).toEqual([])
  await anHourLater()
  await samuel.getByRole('dialog').getByRole('button', { name: 'Take the link back' }).click()
  await proveAgain(samuel)
  await samuel.getByText('both records stand as before').first().waitFor()
  const clerk = await product.signedIn('omar')
  await clerk.goto(`${product.origin}/registration/search?q=${second}`)
  await clerk.getByRole('link', { name: 'Mustafa Jibril' }).click()
  await clerk.getByRole('link', { name: 'Verify' }).waitFor()
  expect(await clerk.getByText('same person', { exact: false }).count()).toBe(0)
}, 90_000)
