import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 240_000)
afterAll(() => product?.stop())

const shot = async (page: Page, name: string) => {
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true })
}

test('a concern is handed on from a person’s page; whoever did meets a word without a reason', async () => {
  const found = await product.asOwner(client =>
    client.query(
      `select i.id from registration.individual i join auth.office o on o.id = i.office_id
       where o.code = 'KAK' and i.process_status = 'active' and i.restriction_group is null
         and not exists (select from fraud.inquiry q where q.subject = i.id) order by i.number limit 1`,
    ),
  )
  const person = `${product.origin}/registration/individual/${found.rows[0].id}`
  const james = await product.signedIn('james')
  james.setDefaultTimeout(60_000)
  await james.goto(person)
  await james.getByRole('button', { name: 'Hand on a concern' }).click()
  const dialog = james.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'What it is about' }).click()
  await james.getByRole('option', { name: 'Collecting twice' }).filter({ visible: true }).click()
  await dialog.getByLabel('What was noticed').fill('The same woman came to both counters.')
  await dialog.getByRole('button', { name: 'Hand on a concern' }).click()
  await james.getByText('It was received.').waitFor()
  await shot(james, 'concern-en')
  expect(await faults(james)).toEqual([])

  const inquiry = async () =>
    (
      await product.asOwner(client =>
        client.query('select id from fraud.inquiry where subject = $1', [found.rows[0].id]),
      )
    ).rows[0]?.id as string
  await expect.poll(inquiry).toBeTruthy()
  const path = `/fraud/inquiry/${await inquiry()}`
  expect((await james.request.get(`${product.origin}/api${path}`)).status()).toBe(404)

  const victor = await product.signedIn('victor')
  victor.setDefaultTimeout(60_000)
  await victor.goto(product.origin + path)
  await victor.getByText('The same woman came to both counters.').first().waitFor()
  await victor.getByRole('button', { name: 'Open the examination' }).waitFor()
  await shot(victor, 'clarification-en')
  expect(await faults(victor)).toEqual([])

  // What rests is put in force; the officer who handed it on learns that, and no more.
  await product.asOwner(client =>
    client.query(
      `update fraud.inquiry set hold_of = array['new-papers'], hold_from = current_date, hold_until = current_date + 14 where id = $1`,
      [path.split('/').at(-1)],
    ),
  )
  const phone = await product.signedIn('james', { language: 'ar', width: 390, height: 844, touch: true })
  phone.setDefaultTimeout(60_000)
  await phone.goto(person)
  await phone.getByText('هناك أمر قيد الاستيضاح').waitFor()
  expect(await phone.locator('body').innerText()).not.toMatch(/fraud|CLR/)
  await shot(phone, 'concern-ar')
  expect(await faults(phone)).toEqual([])
}, 180_000)
