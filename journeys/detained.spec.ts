import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let id: string
beforeAll(async () => {
  product = await startProduct()
}, 240_000)
afterAll(() => product?.stop())

const shot = async (page: Page, name: string) => {
  if (process.env.NANSEN_SHOTS !== undefined)
    await page.screenshot({ path: `${process.env.NANSEN_SHOTS}/${name}.png`, fullPage: true })
}

test('an officer reports a detention, assesses it, visits, and closes when the person is free', async () => {
  const page = await product.signedIn('james')
  const days = new Date().toISOString()
  const made = await page.evaluate(
    async values => {
      const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
      const body = JSON.stringify({ commandId: crypto.randomUUID(), values })
      const answer = await fetch('/api/incidents/incident', { method: 'POST', headers, body })
      return (await answer.json()) as { id: string }
    },
    {
      reported_on: days.slice(0, 10),
      reported_how: 'phone',
      kind: 'detention',
      detained_at: new Date(Date.now() - 5 * 3_600_000).toISOString(),
      account: 'Taken on the road to the market.',
      intervention: [
        { kind: 'detention-visit', status: 'done', started_on: days.slice(0, 10) },
        { kind: 'legal-aid', status: 'done', started_on: days.slice(0, 10) },
      ],
      accused: [{ category: 'authorities', described: 'Three men in uniform.' }],
    },
  )
  id = made.id
  await page.goto(`${product.origin}/incidents/incident/${id}`)
  await page.getByText('Three men in uniform.').waitFor()
  expect(await faults(page)).toEqual([])
  const moves = async (name: string, answer?: string) => {
    await page.locator('#main').getByRole('button', { name, exact: true }).click()
    const dialog = page.getByRole('dialog')
    if (answer) await chooses(page, answer)
    await dialog.getByRole('button', { name, exact: true }).last().click()
    await dialog.waitFor({ state: 'detached' })
  }
  await moves('Assess', 'High: within a day')
  await page.getByText('First action').first().waitFor()
  await moves('Act on it')
  await moves('Close', 'Released')
  await page.getByRole('button', { name: 'Reopen' }).waitFor()
  await shot(page, 'incident-en')
  const { rows } = await product.asOwner(client =>
    client.query('select name, status from incidents.clock where root_id = $1 order by name', [id]),
  )
  expect(rows.map(({ name, status }) => `${name} ${status}`)).toEqual(['action met', 'assessment met', 'detention met'])
}, 90_000)

/** Few answers are buttons, many are a list. */
async function chooses(page: Page, answer: string): Promise<void> {
  const list = page.getByRole('dialog').getByRole('combobox')
  if ((await list.count()) === 0) return page.getByRole('dialog').getByText(answer, { exact: true }).click()
  await list.click()
  await page.getByRole('option', { name: answer, exact: true }).filter({ visible: true }).first().click()
}

test('on a phone in Arabic it can be read, and a registration officer finds nothing of it', async () => {
  const phone = await product.signedIn('james', { language: 'ar', width: 390, height: 844, touch: true })
  await phone.goto(`${product.origin}/incidents/incident/${id}`)
  await phone.waitForLoadState('networkidle')
  await shot(phone, 'incident-ar')
  expect(await faults(phone)).toEqual([])
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
  const amina = await product.signedIn('amina')
  expect((await amina.request.get(`${product.origin}/api/incidents/incident/${id}`)).status()).toBe(404)
  await amina.goto(`${product.origin}/incidents/incident/${id}`)
  await amina.waitForLoadState('networkidle')
  expect(await amina.getByText('-INC-').count()).toBe(0)
}, 90_000)
