import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

/** A small telephone held upright; CSS pixels. */
const PHONE = { language: 'ar', width: 390, height: 844, touch: true } as const
let product: Product
let clerk: Page

beforeAll(async () => {
  product = await startProduct({ matching: true })
  clerk = await product.signedIn('rania', PHONE)
}, 180_000)
afterAll(() => product.stop())

/** Right to left, nothing to the side, nothing for axe to say. */
async function fits(): Promise<void> {
  expect(await faults(clerk)).toEqual([])
  const said = await clerk.evaluate(() => ({
    direction: getComputedStyle(document.documentElement).direction,
    sideways: document.documentElement.scrollWidth - innerWidth,
  }))
  expect(said).toEqual({ direction: 'rtl', sideways: 0 })
}

test('the home page and the menu fit', async () => {
  await clerk.locator('h1').waitFor()
  await fits()
  await clerk.getByRole('button', { name: 'القائمة' }).tap()
  await clerk.getByRole('dialog').getByRole('link').nth(1).waitFor()
  await fits()
  await clerk.keyboard.press('Escape')
})

test('a mother and her daughter are searched for and registered by touch and keyboard', async () => {
  await clerk.goto(`${product.origin}/registration/search`)
  const box = clerk.locator('main input[type=search]')
  await box.tap()
  await box.fill('سلمى الخطيب')
  await fits()
  await clerk.keyboard.press('Enter')
  await clerk.locator('[data-found]').waitFor()
  await fits()
  await clerk.locator('main a[href*="/registration/register"]').tap()
  await clerk.locator('#answer-members-0-person-name-native-given').tap()
  await clerk.keyboard.type('سلمى')
  await clerk.locator('#answer-members-0-person-name-native-family').fill('الخطيب')
  await clerk.locator('[id^=answer-members-0-person-sex][value=female]').tap()
  await clerk.locator('#answer-members-0-person-born').fill('١٩٩٢')
  await fits()
  await clerk.getByRole('button', { name: 'إضافة فرد من الأسرة' }).tap()
  await clerk.locator('#answer-members-1-relationship').fill('ابنة')
  await clerk.getByRole('option', { name: 'ابنة', exact: true }).filter({ visible: true }).tap()
  await clerk.locator('#answer-members-1-person-name-native-given').fill('ريم')
  await clerk.locator('#answer-members-1-person-born').fill('2018-04')
  await fits()
  await clerk.keyboard.press('Control+Enter')
  const dialog = clerk.getByRole('dialog')
  const done = clerk.locator('[data-group]')
  await dialog.or(done).first().waitFor()
  if (await dialog.isVisible()) {
    await fits()
    await dialog.getByRole('button').last().tap()
  }
  await done.waitFor()
  await fits()
}, 120_000)

test('her page and her family fit', async () => {
  await clerk.locator('main a[href*="/registration/individual/"]').first().tap()
  await clerk.getByRole('heading', { level: 1, name: 'سلمى الخطيب' }).waitFor()
  await clerk.getByText('ريم').first().waitFor()
  await fits()
  await clerk.goto(`${product.origin}/identity/identify`)
  await clerk.locator('[data-site]').first().waitFor()
  await fits()
}, 60_000)
