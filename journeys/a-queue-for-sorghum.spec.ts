import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 180_000)
afterAll(() => product?.stop())

const picture = (name: string) => `${process.env.NANSEN_PICTURES}/${name}.png`

test('a clerk gives a family what is due in two acts; the second lane and the phone in Arabic see that it has it', async () => {
  const { rows } = await product.asOwner(client =>
    client.query(
      `select p.id as point, l.number, l.id as entry, c.id as cycle
       from assistance.point p join assistance.cycle c on c.id = p.cycle and c.state = 'distributing'
       join assistance.list_entry l on l.cycle = c.id
       where p.open and not exists (select from assistance.collection k where k.entry = l.id::text) order by l.number limit 2`,
    ),
  )
  const [first, second] = rows
  const clerk = await product.signedIn('abakar', { language: 'en' })
  await clerk.goto(`${product.origin}/assistance/point/${first.point}`)
  await clerk.getByRole('link', { name: 'Give out' }).click()
  await clerk.getByLabel('Scan the card').waitFor()
  // A scanner is a keyboard: what it reads goes to where the focus is.
  await clerk.keyboard.type(first.number)
  await clerk.keyboard.press('Enter')
  await clerk.locator('[data-outcome=give]').waitFor()
  expect(await faults(clerk)).toEqual([])
  if (process.env.NANSEN_PICTURES) await clerk.screenshot({ path: picture('lane'), fullPage: true })
  await clerk.getByRole('button', { name: 'Give all of it' }).click()
  await clerk.locator('[data-done=given]').waitFor()
  await clerk.keyboard.type(first.number)
  await clerk.keyboard.press('Enter')
  await clerk.locator('[data-outcome=collected]').waitFor()
  const given = await product.asOwner(client =>
    client.query(
      `select count(distinct k.id)::int as times, count(*)::int > 2 as items, bool_and(s.email = 'abakar@demo.nansen') as by_clerk
       from assistance.collection k join assistance.given g on g.parent_id = k.id join auth.staff s on s.id = k.created_by where k.entry = $1`,
      [first.entry],
    ),
  )
  expect(given.rows).toEqual([{ times: 1, items: true, by_clerk: true }])

  const phone = await product.signedIn('abakar', { language: 'ar', width: 390, height: 844, touch: true })
  await phone.goto(`${product.origin}/assistance/point/${first.point}/lane`)
  await phone.getByRole('textbox').first().fill(second.number)
  await phone.keyboard.press('Enter')
  await phone.locator('[data-outcome=give]').waitFor()
  expect(await faults(phone)).toEqual([])
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  if (process.env.NANSEN_PICTURES) await phone.screenshot({ path: picture('lane-ar-390'), fullPage: true })
  // Somebody else's card: to the desk, in one act.
  await phone.getByRole('button', { name: 'أرسل إلى المكتب' }).click()
  await phone.locator('[data-done=at-desk]').waitFor()

  const head = await product.signedIn('abdoulaye', { language: 'en' })
  await head.goto(`${product.origin}/assistance/cycle/${first.cycle}`)
  await head.locator('[data-families] table').waitFor()
  if (process.env.NANSEN_PICTURES) await head.screenshot({ path: picture('cycle'), fullPage: true })
  expect(await faults(head)).toEqual([])
}, 90_000)
