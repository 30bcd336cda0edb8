import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { practiceAccounts } from '../apps/cli/src/demo/accounts.ts'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let page: Page
let lastKey = 0

beforeAll(async () => {
  product = await startProduct()
  page = await (await product.browser.newContext({ locale: 'en' })).newPage()
}, 180_000)
afterAll(() => product.stop())

/** Presses of Tab after which a thing that can be reached at all has been reached. */
const PATIENCE = 80

/** Goes on with Tab until the focus is on what is looked for: nothing is clicked in this journey. */
async function tabTo(selector: string): Promise<void> {
  await page.locator(selector).first().waitFor()
  for (let i = 0; i < PATIENCE; i++) {
    if (await page.evaluate(at => document.activeElement?.matches(at) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${selector}`)
}

test('somebody signs in, searches and registers one person without touching a mouse', async () => {
  await page.goto(product.origin)
  expect(await faults(page)).toEqual([])
  await tabTo('input[type=email], input[autocomplete~=username]')
  await page.keyboard.type('rania@demo.nansen')
  await tabTo('input[type=password]')
  await page.keyboard.type(practiceAccounts().password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Menu' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('Nadim Qabbani')
  await page.keyboard.press('Enter')
  await page.locator('[data-found]').waitFor()
  await tabTo('a[href*="/registration/register"]')
  await page.keyboard.press('Enter')
  await tabTo('#answer-members-0-person-name-latin-given')
  await page.keyboard.type('Nadim')
  await tabTo('#answer-members-0-person-name-latin-family')
  await page.keyboard.type('Qabbani')
  await tabTo('[id^=answer-members-0-person-sex]')
  await page.keyboard.press('Space')
  await tabTo('#answer-members-0-person-born')
  await page.keyboard.type('1975-11')
  await tabTo('#answer-members-0-person-nationality')
  await page.keyboard.type('Syria')
  await page.keyboard.press('Enter')
  lastKey = Date.now()
}, 120_000)

test('the draft survives a new start of the server and a reload, and is registered with Ctrl and Enter', async () => {
  // What the page says may be of what was there before the last key: a draft is written 600 ms after it.
  const kept = page.locator('[data-kept-at]')
  await expect.poll(async () => Number(await kept.getAttribute('data-kept-at'))).toBeGreaterThanOrEqual(lastKey)
  await page.getByText('Draft kept on this device').waitFor()
  await product.startAgain()
  await page.reload()
  const given = page.locator('#answer-members-0-person-name-latin-given')
  await given.waitFor()
  expect(await faults(page)).toEqual([])
  expect(await given.inputValue()).toBe('Nadim')
  expect(await page.locator('#answer-members-0-person-born').inputValue()).toContain('1975')
  await expect.poll(() => page.locator('#answer-members-0-person-nationality').inputValue()).toMatch(/Syria/)
  expect(await page.locator('[id^=answer-members-0-person-sex][value=male]').isChecked()).toBe(true)
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  const done = page.locator('[data-group]')
  await dialog.or(done).first().waitFor()
  if (await dialog.isVisible()) {
    await tabTo('[role=dialog] button:last-of-type')
    await page.keyboard.press('Enter')
  }
  await done.waitFor()
  expect(await page.locator('[data-person]').count()).toBe(1)
  await page.goto(`${product.origin}/registration/register`)
  await page.locator('#answer-members-0-person-name-latin-given').waitFor()
  expect(await page.locator('#answer-members-0-person-name-latin-given').inputValue()).toBe('')
}, 60_000)

test('an answer that takes longer than a second is announced, and no longer than it takes', async () => {
  const line = page.locator('.nansen-at-work')
  await page.goto(`${product.origin}/registration/search`)
  const box = page.locator('main input').first()
  await box.waitFor()
  expect(await line.isVisible()).toBe(false)
  let answer = () => {}
  const held = new Promise<void>(done => {
    answer = done
  })
  await page.route('**/api/queries/registration.search', async route => {
    await held
    await route.continue()
  })
  await box.fill('Nadim')
  await page.keyboard.press('Enter')
  await line.waitFor({ state: 'visible' })
  expect(await faults(page)).toEqual([])
  answer()
  await line.waitFor({ state: 'hidden' })
  await page.locator('[data-found]').waitFor()
}, 60_000)
