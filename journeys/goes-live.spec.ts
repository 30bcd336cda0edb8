import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let priya: Page
let catherine: Page
beforeAll(async () => {
  product = await startProduct()
  // what a scanner leaves when somebody was captured with it, proved where people are: an operation without one is not ready
  await product.asOwner(client =>
    client.query(
      `with someone as (select i.id, i.office_id from registration.individual i join auth.office o on o.id = i.office_id where o.code = 'DAD' limit 1),
        sitting as (insert into identity.enrolment (id, office_id, individual, gallery_alias, captured_at, sites_captured, sites_excepted, state)
          select gen_random_uuid(), s.office_id, s.id, gen_random_uuid(), now(), 1, 0, 'unique' from someone s returning id)
       insert into identity.capture (id, parent_id, site, quality, advice, tries, image, device)
       select gen_random_uuid(), s.id, 'finger-2', 70, '{good}', 1, gen_random_uuid()::text, 'SCANNER-1' from sitting s`,
    ),
  )
  priya = await product.signedIn('admin')
  catherine = await product.signedIn('catherine')
}, 180_000)
afterAll(() => product?.stop())

const operation = (page: Page, country: string) =>
  page.goto(`${product.origin}/oversight/operations?country=${country}`)
async function pictures(page: Page, name: string): Promise<void> {
  if (process.env.NANSEN_PICTURES === undefined) return
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await page.screenshot({ path: `${process.env.NANSEN_PICTURES}/${name}-${width}.png` })
  }
  await page.setViewportSize({ width: 1280, height: 844 })
}

test('an operation that lacks something cannot go live, and says how far it is', async () => {
  await operation(priya, 'TCD')
  await priya.locator('[data-live]').getByRole('heading', { name: 'Not ready to go live' }).waitFor()
  expect(await priya.getByRole('button', { name: 'Ask to go live' }).count()).toBe(0)
  expect(await faults(priya)).toEqual([])
  await pictures(priya, 'live-lacks')
})

test('one asks, another agrees, and from then on it says since when and by whom', async () => {
  await operation(priya, 'KEN')
  await operation(priya, 'KEN')
  await priya.getByRole('button', { name: 'Ask to go live' }).click()
  await priya.locator('[data-live=asked]').getByRole('button', { name: 'Take it back' }).waitFor()
  expect(await priya.getByRole('button', { name: 'Agree: it goes live' }).count()).toBe(0)
  await pictures(priya, 'live-asked')

  await operation(catherine, 'KEN')
  await catherine.getByText('Priya Raman asked on').waitFor()
  await catherine.getByRole('textbox', { name: 'Why not' }).fill('The gate has no roof yet.')
  await catherine.getByRole('button', { name: 'Do not agree' }).click()
  await catherine.locator('[data-live=refused]').getByText('The gate has no roof yet.').waitFor()

  await priya.reload()
  await priya.getByRole('button', { name: 'Ask to go live' }).click()
  await priya.locator('[data-live=asked]').waitFor()
  await catherine.reload()
  await catherine.getByRole('button', { name: 'Agree: it goes live' }).waitFor()
  expect(await faults(catherine)).toEqual([])
  await pictures(catherine, 'live-agreeing')
  await catherine.getByRole('button', { name: 'Agree: it goes live' }).click()
  await catherine.locator('[data-live=agreed]').getByText('Asked by Priya Raman, agreed to by Catherine Bell').waitFor()
  expect(await faults(catherine)).toEqual([])
  await pictures(catherine, 'live-agreed')
  const { rows } = await product.asOwner(client =>
    client.query('select state from oversight.going_live order by asked_at'),
  )
  expect(rows).toEqual([{ state: 'refused' }, { state: 'agreed' }])
}, 60_000)

test('on a telephone, in Arabic, it can be read', async () => {
  const phone = await product.signedIn('catherine', { language: 'ar', width: 390, height: 844, touch: true })
  await operation(phone, 'KEN')
  await phone.locator('[data-live=agreed]').waitFor()
  expect(await faults(phone)).toEqual([])
  if (process.env.NANSEN_PICTURES) await phone.screenshot({ path: `${process.env.NANSEN_PICTURES}/live-agreed-ar.png` })
}, 60_000)
