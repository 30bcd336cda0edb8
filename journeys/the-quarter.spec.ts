import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { practiceAccounts } from '../apps/cli/src/demo/accounts.ts'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 240_000)
afterAll(() => product?.stop())

/** A second factor was given when they signed in, which is long ago now. */
const longAgo = (name: string) =>
  product.asOwner(client =>
    client.query(
      `update auth.session set stepped_up_at = now() - interval '6 minutes'
       where staff_id = (select id from auth.staff where email = $1)`,
      [`${name}@demo.nansen`],
    ),
  )
async function confirmIdentity(page: Page): Promise<void> {
  const proof = page.getByRole('dialog', { name: 'Is it you?' })
  await proof.locator('input[autocomplete=current-password]').fill(practiceAccounts().password)
  await proof.getByRole('button', { name: 'Confirm' }).click()
}
const lineOf = (page: Page, name: string) =>
  page.locator('.nansen-queue > li').filter({ has: page.getByText(name, { exact: true }) })

test('a head of office says of each role whether it is still needed; what is ended is out, and both are told', async () => {
  const page = await product.signedIn('catherine')
  const victor = await product.signedIn('victor')
  await page.getByRole('heading', { name: /Still needed\?/ }).waitFor()
  await page.getByRole('link', { name: 'Answer', exact: true }).click()
  await page.getByRole('heading', { name: 'Still needed?', level: 1 }).waitFor()
  expect(await lineOf(page, 'Catherine Bell').getByRole('radio').count()).toBe(0)
  expect(await page.getByText('Omar Khalil').count()).toBe(0) // at Amman, where another is asked
  await lineOf(page, 'Amina Wanjiru').getByText('Still needed', { exact: true }).click()
  await lineOf(page, 'Victor Ochieng').getByText('End', { exact: true }).click()
  const save = page.getByRole('button', { name: 'Save answers: 2' })
  expect(await save.isDisabled()).toBe(true)
  await page.getByLabel('Reason: Victor Ochieng').fill('Moved to another agency')
  expect(await faults(page)).toEqual([])
  await longAgo('catherine')
  await save.click()
  await confirmIdentity(page)
  await page.getByText('Saved').first().waitFor()
  await lineOf(page, 'Amina Wanjiru').getByText('Confirmed').waitFor()
  await lineOf(page, 'Victor Ochieng').getByText('Moved to another agency').waitFor()
  expect((await victor.request.get(`${product.origin}/api/me`)).status()).toBe(401)
  const { rows } = await product.asOwner(client =>
    client.query(`select n.kind from auth.notice n join auth.staff p on p.id = n.staff_id where p.email = $1`, [
      'victor@demo.nansen',
    ]),
  )
  expect(rows).toEqual([{ kind: 'assignment-ended' }])
}, 90_000)

test('an auditor sees who confirmed what', async () => {
  const page = await product.signedIn('auditor')
  await page.goto(`${product.origin}/oversight/quarters`)
  await lineOf(page, 'Amina Wanjiru').getByText('Confirmed').waitFor()
  await lineOf(page, 'Amina Wanjiru')
    .getByText(/^Catherine Bell,/)
    .waitFor()
  await lineOf(page, 'Victor Ochieng').getByText('Ended').waitFor()
  expect(await faults(page)).toEqual([])
}, 60_000)

test('an administrator sees what an operation lacks, and where to mend it', async () => {
  const page = await product.signedIn('admin')
  await page.getByRole('link', { name: 'Chad' }).click()
  await page.getByRole('heading', { name: 'Chad' }).waitFor()
  await page.getByRole('combobox', { name: 'Operation' }).click()
  await page.getByRole('option', { name: /Chad \(lacking 2 of/ }).click()
  const line = lineOf(page, 'Staff for the needed roles')
  await line.getByText('GBV caseworker').waitFor()
  expect(await faults(page)).toEqual([])
  await line.getByRole('link', { name: 'Mend' }).click()
  await page.getByRole('heading', { name: 'Staff', level: 1 }).waitFor()
}, 60_000)

test('a leaving is arranged ahead and seen; the leaver is told on their home page', async () => {
  const page = await product.signedIn('admin')
  await page.goto(`${product.origin}/oversight/staff`)
  await page.getByLabel('Find a colleague').fill('Joyce')
  await page.getByRole('link', { name: 'Joyce Ekai' }).click()
  await page.getByRole('button', { name: 'Arrange their leaving' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Last day').fill('2031-01-31')
  await dialog.getByLabel('Reason').fill('Contract ends')
  await dialog.getByRole('button', { name: 'Arrange their leaving' }).click()
  await page.getByText('What would be left behind').waitFor()
  await page.getByText('Nothing is in their hands.').waitFor()
  expect(await faults(page)).toEqual([])
  await page.goto(`${product.origin}/oversight/goings`)
  await lineOf(page, 'Joyce Ekai').waitFor()
  expect(await faults(page)).toEqual([])
  const joyce = await product.signedIn('joyce')
  await joyce.getByText(/Your last day here is/).waitFor()
  await joyce.getByRole('button', { name: 'I have read this' }).click()
  await joyce.getByText(/Your last day here is/).waitFor({ state: 'detached' })
  await joyce.getByRole('button', { name: 'Your account' }).click()
  await joyce.getByRole('menuitem', { name: 'My account' }).click()
  await joyce.getByText(/Your last day here is/).waitFor()
  await joyce.getByText('everybody shares one password').waitFor()
  await joyce.getByText('here, now').waitFor()
  expect(await faults(joyce)).toEqual([])
  await joyce.getByText('Français', { exact: true }).last().click()
  await joyce.getByRole('heading', { name: 'Mon compte', exact: true }).waitFor()
  // the page speaks it at once; the server is told meanwhile
  await expect
    .poll(() =>
      product.asOwner(
        async client =>
          (await client.query(`select language from auth.staff where email = 'joyce@demo.nansen'`)).rows[0].language,
      ),
    )
    .toBe('fr')
}, 90_000)
