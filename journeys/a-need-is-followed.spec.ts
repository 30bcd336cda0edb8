import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 180_000)
afterAll(() => product?.stop())

test('a flag of registration is found in my day, confirmed, waits for what is open, and is resolved', async () => {
  const page = await product.signedIn('james')
  page.setDefaultTimeout(40_000)
  await page.goto(`${product.origin}/cases/my-day`)
  await page.getByRole('link', { name: 'Assess the need' }).first().click()
  await page.getByRole('heading', { level: 1, name: /KEN-KAK-SN-/ }).waitFor()
  expect(await faults(page)).toEqual([])

  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('High: within a week').click()
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('.nansen-case-clocks li', { hasText: 'Follow-up' }).waitFor()

  const resolve = page.getByRole('button', { name: 'Resolve' })
  await page.getByText('tasks that are still open').waitFor()
  expect(await resolve.isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await page.getByText('Nothing is to be done.').waitFor()
  await expect.poll(() => resolve.isEnabled()).toBe(true)

  await page.getByRole('button', { name: 'Write a note' }).click()
  await dialog.getByRole('textbox', { name: 'Note' }).fill('She came with her sister.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('She came with her sister.').waitFor()

  await resolve.click()
  await dialog.getByText('No longer there').click()
  await dialog.getByRole('button', { name: 'Resolve' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('Confirmed → Resolved').waitFor()
  expect(await faults(page)).toEqual([])
}, 120_000)

/** One that the protection officer follows. */
const aNeed = (): Promise<{ readonly id: string }> =>
  product.asOwner(
    async client => (await client.query(`select id from needs.need where number like 'KEN-KAK-SN-%' limit 1`)).rows[0],
  )

test('on a phone in Arabic the case and the queue can be read, and nobody scrolls sideways', async () => {
  const page = await product.signedIn('james', { language: 'ar', width: 390, height: 844, touch: true })
  await page.goto(`${product.origin}/cases/queue?module=needs`)
  await page.locator('table a').first().waitFor()
  await page.goto(`${product.origin}/needs/need/${(await aNeed()).id}`)
  await page.getByRole('heading', { level: 1, name: /KEN-KAK-SN-/ }).waitFor()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBe(0)
  expect(await faults(page)).toEqual([])
})

test('what is suggested is taken up, referred with a slip in the language of who reads it, and counted in reports', async () => {
  const page = await product.signedIn('james')
  await page.goto(`${product.origin}/needs/suggestions`)
  await page.getByRole('button', { name: 'Take up' }).first().click()
  await page.getByRole('heading', { level: 1, name: /KEN-KAK-SN-/ }).waitFor()

  await page.getByRole('button', { name: 'Refer', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'To whom' }).click()
  await page.getByRole('option').first().click()
  await dialog.getByRole('textbox', { name: 'What is asked for' }).fill('A place at school')
  await dialog.getByRole('textbox', { name: 'Why, in few words' }).fill('The child is seven and goes nowhere.')
  await dialog.getByRole('button', { name: 'Refer' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: 'Print slip' }).click()
  const printed = page.waitForResponse(answer => answer.url().endsWith('/api/commands/cases.printReferral'))
  await page.getByRole('menuitem', { name: 'Français' }).click()
  const { file } = (await (await printed).json()) as { file: string }
  const slip = await page.request.get(`${product.origin}/api/attachments/${file}`)
  expect((await slip.body()).subarray(0, 5).toString()).toBe('%PDF-')
  expect(await faults(page)).toEqual([])

  await page.getByRole('button', { name: 'Take it back' }).click()
  await dialog.getByRole('textbox', { name: 'Why it is taken back' }).fill('The school took her by itself.')
  await dialog.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('Taken back: The school took her by itself.').waitFor()
  expect(await page.getByRole('button', { name: 'Print slip' }).count()).toBe(0)

  await page.goto(`${product.origin}/reports/cases`)
  await page.getByRole('heading', { name: 'Cases in numbers' }).waitFor()
  await page.getByText('Specific needs').last().waitFor()
  expect(await faults(page)).toEqual([])
}, 60_000)

test('a clerk who flags knows of no case: no menu, no card, no page', async () => {
  const id = await product.asOwner(
    async client => (await client.query('select id from needs.need where owner_id is not null limit 1')).rows[0].id,
  )
  const page = await product.signedIn('lokiru')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('link', { name: 'My day' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Specific needs' }).count()).toBe(0)
  await page.goto(`${product.origin}/needs/need/${id}`)
  await page.waitForLoadState('networkidle')
  expect(await page.getByText('KEN-').count()).toBe(0)
})
