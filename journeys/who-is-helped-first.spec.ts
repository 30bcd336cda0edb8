import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 240_000)
afterAll(() => product?.stop())

test('a score is explained, a list is frozen by another, and scores are compared on a phone in Arabic', async () => {
  const { rows } = await product.asOwner(client =>
    client.query(
      `select a.id, a.score, a.office_id, (select t.id from vulnerability.targeting t where t.office_id = a.office_id) as list
       from vulnerability.assessment a join auth.assignment s on s.role = 'protection_officer' join auth.staff p on p.id = s.staff_id
       join auth.office_closure c on c.ancestor = s.office_id and c.descendant = a.office_id
       where p.email = 'sami@demo.nansen' and a.state = 'confirmed' order by a.score desc limit 1`,
    ),
  )
  const { id, score, list } = rows[0]
  const sami = await product.signedIn('sami')
  await sami.goto(`${product.origin}/vulnerability/assessment/${id}`)
  await sami.locator(`[data-explained="${score}"]`).waitFor()
  expect(await sami.locator('[data-explained] tbody tr').count()).toBe(10)
  expect(await faults(sami)).toEqual([])
  const shot = async (name: string, page = sami) => {
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true })
  }
  await shot('assessment-en')
  await sami.goto(`${product.origin}/vulnerability/targeting/${list}`)
  await sami.getByRole('button', { name: 'Freeze the list' }).click()
  await sami.locator('[data-frozen]').waitFor()
  await expect.poll(() => sami.locator('[data-frozen] tbody tr').count()).toBeGreaterThan(0)
  expect(await faults(sami)).toEqual([])
  await shot('list-en')

  const phone = await product.signedIn('sami', { language: 'ar', width: 390, height: 844, touch: true })
  await phone.goto(`${product.origin}/vulnerability/fairness`)
  await phone.locator('[data-division="sex"]').waitFor()
  expect(await faults(phone)).toEqual([])
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await shot('fairness-ar', phone)
  await phone.goto(`${product.origin}/vulnerability/assessment/${id}`)
  await phone.locator('[data-explained]').waitFor()
  await shot('assessment-ar', phone)
}, 90_000)
