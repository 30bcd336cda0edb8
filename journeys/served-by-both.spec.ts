import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let nadia: Page
let hala: Page
beforeAll(async () => {
  product = await startProduct()
  nadia = await product.signedIn('nadia')
  hala = await product.signedIn('hala')
}, 180_000)
afterAll(() => product?.stop())

const overlap = (page: Page) => page.goto(`${product.origin}/assistance/overlap`)
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.NANSEN_PICTURES)
    await page.screenshot({ path: `${process.env.NANSEN_PICTURES}/${name}.png`, fullPage: true })
}

test('a partner and UNHCR learn which of their own families the other serves, and no number ever leaves a browser', async () => {
  const sent: string[] = []
  for (const page of [nadia, hala]) page.on('request', request => sent.push(request.postData() ?? ''))

  await overlap(nadia)
  const asking = nadia.locator('section').filter({ hasText: 'Ask a partner' })
  await asking.getByRole('combobox', { name: 'Partner' }).click()
  await nadia.getByRole('option', { name: 'UNHCR' }).click()
  await asking.getByLabel('From').fill('2026-10-01')
  await asking.getByLabel('Until').fill('2026-10-31')
  await asking.getByLabel('Numbers of our families').fill('JOR-26-00001\nJOR-26-00002\nJOR-26-00003')
  await asking.getByText('3 families').waitFor()
  await asking.getByRole('button', { name: 'Send the scrambled list' }).click()
  await nadia.locator('[data-turn=waits-for-them]').waitFor()
  await picture(nadia, 'overlap-asked')

  await hala.goto(product.origin)
  await hala
    .getByRole('link', { name: /Helping Hand/ })
    .first()
    .waitFor()
  await picture(hala, 'overlap-home')
  await overlap(hala)
  const asked = hala.locator('[data-turn=asks-us]')
  await asked.getByText('asks, with 3 families').waitFor()
  await asked.getByLabel('Numbers of our families').fill('jor 26 00002\nJOR-26-00009')
  expect(await faults(hala)).toEqual([])
  await picture(hala, 'overlap-answering')
  await asked.getByRole('button', { name: 'Answer with our scrambled list' }).click()
  await hala.locator('[data-turn=they-read-first]').waitFor()

  await overlap(nadia)
  await nadia.getByRole('button', { name: 'See who is on both lists' }).click()
  await nadia.locator('[data-common="1"]').waitFor()
  await nadia.getByText('JOR-26-00002').waitFor()
  expect(await nadia.getByText('JOR-26-00001').count()).toBe(0)
  expect(await faults(nadia)).toEqual([])
  // the partner has still to read: whoever asked cannot delete it
  expect(await nadia.getByRole('button', { name: 'Done: delete what was sent' }).count()).toBe(0)
  await picture(nadia, 'overlap-read')

  await overlap(hala)
  await hala.getByRole('button', { name: 'See who is on both lists' }).click()
  await hala.getByText('jor 26 00002').waitFor()
  await hala.getByRole('button', { name: 'Done: delete what was sent' }).click()
  await hala.locator('[data-turn=done]').waitFor()
  await picture(hala, 'overlap-done')

  expect(sent.filter(body => /0000[1-9]/.test(body))).toEqual([])
  const kept = await product.asOwner(client =>
    client.query('select sent, back, theirs, theirs_back from assistance.overlap'),
  )
  expect(kept.rows).toEqual([{ sent: null, back: null, theirs: null, theirs_back: null }])
}, 120_000)

test('on a telephone, in Arabic, the page holds', async () => {
  const phone = await product.signedIn('nadia', { width: 390, language: 'ar' } as never)
  await overlap(phone)
  await phone.locator('[data-turn=done]').waitFor()
  expect(await faults(phone)).toEqual([])
  await picture(phone, 'overlap-ar-phone')
})
