import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 240_000)
afterAll(() => product?.stop())

const today = new Date().toISOString().slice(0, 10)
const shot = async (page: Page, name: string) => {
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true })
}
const one = async (sql: string, values: readonly unknown[] = []) =>
  (await product.asOwner(client => client.query(sql, [...values]))).rows[0]

test('a family with a place in a convoy leaves; who left is no longer counted, and who holds nothing here sees nothing of it', async () => {
  const { id, convoy, people } = await one(
    `select f.id, f.convoy, (select count(*)::int from return.member m where m.parent_id = f.id and m.until is null) as people
     from return.file f where f.state = 'scheduled' order by f.number limit 1`,
  )
  await product.asOwner(client =>
    client.query(`update return.file set state = 'cleared' where state = 'scheduled' and id <> $1`, [id]),
  )
  const adam = await product.signedIn('adam', { language: 'en' })
  adam.setDefaultTimeout(40_000)
  await adam.goto(`${product.origin}/return/file/${id}`)
  await adam.getByRole('button', { name: 'Print the form' }).waitFor()
  await shot(adam, 'return-file-en')
  expect(await faults(adam)).toEqual([])

  await adam.goto(`${product.origin}/return/convoy/${convoy}`)
  await adam.locator(`[data-manifest="${people}"]`).waitFor()
  await shot(adam, 'convoy-en')
  await adam.getByRole('button', { name: 'Say who left' }).click()
  await adam.getByLabel('Every family was asked again today').check()
  await shot(adam, 'gate-en')
  expect(await faults(adam)).toEqual([])
  await adam.getByRole('button', { name: 'Confirm the departure' }).click()
  await expect
    .poll(() => one('select state from return.file where id = $1', [id]), { timeout: 40_000 })
    .toEqual({
      state: 'departed',
    })
  const counted = `select count(*)::int as n from registration.individual i join return.member m on m.individual = i.id
    where m.parent_id = $1 and i.process_status = 'inactive' and i.process_status_on = $2`
  expect(await one(counted, [id, today])).toEqual({ n: people })

  const phone = await product.signedIn('adam', { language: 'ar', width: 390, height: 844, touch: true })
  phone.setDefaultTimeout(40_000)
  await phone.goto(`${product.origin}/return/convoy/${convoy}`)
  await phone.locator(`[data-manifest="${people}"]`).waitFor()
  await shot(phone, 'convoy-ar')
  expect(await faults(phone)).toEqual([])
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

  // A clerk of the next camp may know that there is a return, and opens none; nor does anybody who holds nothing open who stays.
  const brahim = await product.signedIn('brahim')
  expect((await brahim.request.get(`${product.origin}/api/return/file/${id}`)).status()).toBe(404)
  const staying = await one('select id, owner_id from integration.file order by number limit 1')
  expect((await brahim.request.get(`${product.origin}/api/integration/file/${staying.id}`)).status()).toBe(404)
  const owner = await one('select split_part(email, $2, 1) as name from auth.staff where id = $1', [
    staying.owner_id,
    '@',
  ])
  const officer = await product.signedIn(owner.name, { language: 'en' })
  officer.setDefaultTimeout(40_000)
  await officer.goto(`${product.origin}/integration/file/${staying.id}`)
  await officer.getByRole('heading', { name: /-LOC-/ }).waitFor()
  await shot(officer, 'integration-en')
  expect(await faults(officer)).toEqual([])
}, 180_000)
