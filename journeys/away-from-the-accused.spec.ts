import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  // A second colleague answers complaints where James does.
  await product.asOwner(client =>
    client.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding)
       select gen_random_uuid(), s.id, 'protection_officer', o.id, '2026-01-01', true from auth.staff s, auth.office o
       where s.email = 'sami@demo.nansen' and o.code = 'KAK'`,
    ),
  )
}, 240_000)
afterAll(() => product?.stop())

const today = new Date().toISOString().slice(0, 10)
const shot = async (page: Page, name: string) => {
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true })
}

test('a complaint that a clerk takes down about a colleague is found by another, and by that colleague nowhere', async () => {
  const joyce = await product.signedIn('joyce')
  const made = await joyce.evaluate(
    async values => {
      const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
      const body = JSON.stringify({ commandId: crypto.randomUUID(), values })
      const answer = await fetch('/api/complaints/complaint', { method: 'POST', headers, body })
      return { status: answer.status, body: (await answer.json()) as { id: string } }
    },
    {
      received_on: today,
      channel: 'desk',
      anonymous: true,
      category: 'negative-feedback',
      about_whom: 'colleague',
      about_name: 'Mr James Mutua',
      account: 'He let friends in first.',
    },
  )
  expect(made.status).toBe(200)
  const path = `${product.origin}/complaints/complaint/${made.body.id}`
  expect((await joyce.request.get(`${product.origin}/api/complaints/complaint/${made.body.id}`)).status()).toBe(404)
  const sami = await product.signedIn('sami')
  sami.setDefaultTimeout(40_000)
  await sami.goto(path)
  await sami.getByText('He let friends in first.').waitFor()
  await sami.getByText('Who answers complaints, but not whom it is about').first().waitFor()
  expect(await faults(sami)).toEqual([])
  await shot(sami, 'complaint-en')
  const james = await product.signedIn('james')
  expect((await james.request.get(`${product.origin}/api/complaints/complaint/${made.body.id}`)).status()).toBe(404)
  const list = await james.request.get(`${product.origin}/api/complaints/complaint`)
  expect(list.status()).toBe(200)
  expect(await list.text()).not.toContain(made.body.id)
  await james.goto(path)
  await james.waitForLoadState('networkidle')
  expect(await james.locator('body').innerText()).not.toMatch(/friends|-CFM-/)
  const sent = await joyce.evaluate(
    async values => {
      const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
      const body = JSON.stringify({ commandId: crypto.randomUUID(), values })
      const answer = await fetch('/api/complaints/complaint', { method: 'POST', headers, body })
      return ((await answer.json()) as { id: string }).id
    },
    {
      received_on: today,
      channel: 'desk',
      anonymous: true,
      category: 'sexual-exploitation',
      about_whom: 'colleague',
      about_name: 'Victor Ochieng',
      account: 'He asked for more than thanks.',
    },
  )
  const victor = await product.signedIn('victor')
  expect((await victor.request.get(`${product.origin}/api/complaints/complaint/${sent}`)).status()).toBe(404)
  const mercy = await product.signedIn('akinyi')
  await mercy.goto(`${product.origin}/complaints/complaint/${sent}`)
  await mercy.getByText('He asked for more than thanks.').waitFor({ timeout: 40_000 })
  expect(await faults(mercy)).toEqual([])
  await shot(mercy, 'complaint-focal-point')
  const phone = await product.signedIn('sami', { language: 'ar', width: 390, height: 844, touch: true })
  await phone.goto(path)
  await phone.getByText('He let friends in first.').waitFor()
  await shot(phone, 'complaint-ar')
  expect(await faults(phone)).toEqual([])
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
}, 90_000)
