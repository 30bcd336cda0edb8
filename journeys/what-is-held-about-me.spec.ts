import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let person: { id: string; number: string; name: string }
beforeAll(async () => {
  product = await startProduct()
  person = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select i.id, i.number, i.display_name as name from registration.individual i join auth.office o on o.id = i.office_id
       where o.code = 'DAD' and i.process_status = 'active' and i.restriction_group is null order by i.number limit 1`,
    )
    return rows[0]
  })
}, 240_000)
afterAll(() => product?.stop())

const shot = async (page: Page, name: string) => {
  if (process.env.NANSEN_SHOTS !== undefined)
    await page.screenshot({ path: `${process.env.NANSEN_SHOTS}/${name}.png`, fullPage: true })
}
/** Asked at the desk by the form; the answers that the journey is not about come by the same route of the server. */
async function takeRequest(page: Page, values: object): Promise<string> {
  const sent = await page.request.post(`${product.origin}/api/data_protection/request`, {
    headers: { 'x-nansen': '1', origin: product.origin },
    data: {
      commandId: crypto.randomUUID(),
      values: {
        individual: person.id,
        received_on: new Date().toISOString().slice(0, 10),
        asked_by: 'person',
        asked_how: 'in-person',
        identity_checked: 'document',
        language: 'som',
        ...values,
      },
    },
  })
  expect([200, 201], await sent.text()).toContain(sent.status())
  return (await sent.json()).id
}

test('a person asks what is held; the officer prints it, decides, and tells them', async () => {
  const desk = await product.signedIn('amina')
  const id = await takeRequest(desk, { kind: 'access' })
  await desk.goto(`${product.origin}/registration/individual/${person.id}`)
  await desk.getByRole('link', { name: 'To know what is held' }).waitFor()
  await desk.getByRole('link', { name: 'Take a request' }).click()
  await desk.getByRole('heading', { name: 'New: Request about personal data' }).waitFor()
  await desk.waitForFunction(
    number =>
      [...document.querySelectorAll('input')].some(input => input.value.includes(number)) ||
      document.body.innerText.includes(number),
    person.number,
  )
  expect(await faults(desk)).toEqual([])
  await shot(desk, 'new-en')

  const luc = await product.signedIn('luc', { language: 'en' })
  await luc.goto(`${product.origin}/data_protection/queue`)
  await luc.getByRole('link', { name: new RegExp(person.number) }).click()
  await luc.getByRole('button', { name: 'Take up' }).click()
  await luc.getByRole('button', { name: 'Print what is held' }).click()
  const paper = luc.getByRole('link', { name: 'What is held about me' })
  await paper.waitFor({ timeout: 30_000 })
  const file = await luc.request.get(product.origin + (await paper.getAttribute('href')))
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await luc.getByRole('button', { name: 'Decide' }).click()
  const dialog = luc.getByRole('dialog')
  await dialog.getByText('Granted', { exact: true }).click()
  await dialog.getByRole('textbox').last().fill('It is their right')
  await dialog.getByRole('button', { name: 'Decide' }).click()
  await luc.getByRole('button', { name: 'Print the decision' }).click()
  await luc.getByRole('link', { name: 'Letter of the decision' }).waitFor({ timeout: 30_000 })
  await shot(luc, 'request-en')
  expect(await faults(luc)).toEqual([])
  await luc.getByRole('button', { name: 'The person was told' }).click()
  await luc.getByText('Answered', { exact: true }).first().waitFor()
  const { rows } = await product.asOwner(client =>
    client.query(
      `select distinct action from audit.entry where module = 'data_protection' and $1::uuid = any (ids) and action in ('export', 'print') order by 1`,
      [id],
    ),
  )
  expect(rows).toEqual([{ action: 'export' }, { action: 'print' }])
  const refused = await desk.request.get(product.origin + (await paper.getAttribute('href')))
  expect(refused.status()).toBe(404)
  expect(await product.verifyAudit()).toMatchObject({ fault: null })
}, 120_000)

test('the screens of the data protection officer can be read in Arabic on a phone, and in English', async () => {
  for (const view of [{ language: 'ar', width: 390, height: 844, touch: true } as const, { width: 1280 }]) {
    const luc = await product.signedIn('luc', view)
    for (const path of ['queue', 'register', 'due', 'figures', 'request']) {
      await luc.goto(`${product.origin}/data_protection/${path}`)
      await luc.locator('h1').first().waitFor()
      await luc.waitForLoadState('networkidle')
      await shot(luc, `${path}-${'language' in view ? 'ar' : 'en'}`)
      expect(await faults(luc), path).toEqual([])
      const wide = await luc.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(wide, path).toBeLessThanOrEqual(0)
    }
  }
}, 120_000)
