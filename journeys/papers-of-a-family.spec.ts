import { signCard } from '@nansen/documents'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { personId } from '../apps/cli/src/demo/personRows.ts'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let family: {
  readonly group: string
  readonly office: string
  readonly people: readonly { id: string; number: string }[]
}
beforeAll(async () => {
  product = await startProduct()
  family = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select g.id as group, g.office_id as office, jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number) order by m.sequence) as people
       from registration.registration_group g join auth.office o on o.id = g.office_id and o.code = 'DAD'
       join registration.membership m on m.parent_id = g.id and m.member_to is null
       join registration.individual i on i.id = m.individual
       where g.restriction_group is null group by g.id
       having count(*) between 3 and 5 and bool_and(i.process_status = 'active' and i.restriction_group is null) order by g.number limit 1`,
    )
    return rows[0]
  })
  const ids = new Set(family.people.map(({ id }) => id))
  await product.drawFaces(
    product.world.families.filter(({ members }) => members.some(({ person }) => ids.has(personId(person.key)))),
  )
}, 240_000)
afterAll(() => product?.stop())

const shot = async (page: Page, name: string) => {
  if (process.env.NANSEN_SHOTS !== undefined)
    await page.screenshot({ path: `${process.env.NANSEN_SHOTS}/${name}.png`, fullPage: true })
}
const on = (page: Page, blank: string, column: string) =>
  page.locator(`[data-blank="${blank}"] [data-column="${column}"]`).innerText()

test('a family gets attestations and cards; one is spoiled, one printed again, the stock is right and the old card is told', async () => {
  const grace = await product.signedIn('grace')
  await grace.goto(`${product.origin}/papers/stock_act?office=${family.office}`)
  await grace.getByRole('button', { name: 'Receive stock' }).click()
  const dialog = grace.getByRole('dialog')
  await dialog.getByLabel('Series').fill('DAD-C26')
  await dialog.getByLabel('How many').fill('60')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await grace.locator('[data-range]').first().waitFor()
  expect(await on(grace, 'card', 'on_hand')).toBe('60')
  expect(await faults(grace)).toEqual([])
  await shot(grace, 'stock-en')

  const amina = await product.signedIn('amina')
  await amina.goto(`${product.origin}/registration/individual/${family.people[0]!.id}`)
  await amina.getByRole('link', { name: 'Print for the whole family' }).click()
  await amina.getByRole('button', { name: `Print for ${family.people.length} people` }).waitFor()
  expect(await faults(amina)).toEqual([])
  await shot(amina, 'new-run-en')
  await amina.getByRole('button', { name: `Print for ${family.people.length} people` }).click()
  await amina.locator('[data-progress="done"]').or(amina.getByText(/^Done/)).first().waitFor({ timeout: 40_000 })
  const file = await amina.request.get(
    product.origin + (await amina.getByRole('link', { name: 'File 1' }).getAttribute('href')),
  )
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
  expect(await faults(amina)).toEqual([])
  await shot(amina, 'run-en')

  // cards, by a list of numbers; the page is left while it prints, and opened again
  await amina.goto(`${product.origin}/papers/batch/new`)
  await amina.getByRole('combobox', { name: 'Chosen by' }).click()
  await amina.getByRole('option', { name: 'A list of numbers' }).click()
  const numbers = [...family.people.map(({ number }) => number), 'KEN-DAD-9999999-9']
  await amina.getByLabel('Numbers of people or families').fill(numbers.join('\n'))
  await amina.getByText('1 number was not found:').waitFor()
  await amina.getByRole('button', { name: `Print for ${family.people.length} people` }).click()
  await amina.waitForURL(/papers\/batch\/[0-9a-f-]{36}$/)
  await amina.reload()
  await amina.getByText(/^Done/).first().waitFor({ timeout: 40_000 })

  await amina.goto(`${product.origin}/registration/individual/${family.people[0]!.id}`)
  const card = amina.locator(`[data-paper="${family.people[0]!.number}/C1"]`)
  await card.getByRole('button', { name: 'Came out wrong' }).click()
  await choose(amina, 'Misprint')
  await amina.getByRole('dialog').getByRole('button', { name: 'Came out wrong' }).click()
  await amina.locator(`[data-paper="${family.people[0]!.number}/C1"][data-state="spoiled"]`).waitFor()
  await amina.getByRole('button', { name: 'Print: Card' }).click()
  await printIt(amina)
  await amina.locator(`[data-paper="${family.people[0]!.number}/C2"][data-state="valid"]`).waitFor({ timeout: 20_000 })
  await amina.getByRole('button', { name: 'Print again: Card' }).click()
  await choose(amina, 'Lost')
  await printIt(amina)
  await amina
    .locator(`[data-paper="${family.people[0]!.number}/C2"][data-state="replaced"]`)
    .waitFor({ timeout: 20_000 })
  expect(await faults(amina)).toEqual([])
  await shot(amina, 'person-en')

  await grace.reload()
  await grace.locator('[data-range]').first().waitFor()
  const used = family.people.length + 1
  expect([
    await on(grace, 'card', 'used'),
    await on(grace, 'card', 'spoiled'),
    await on(grace, 'card', 'on_hand'),
  ]).toEqual([String(used), '1', String(60 - used - 1)])

  await amina.goto(`${product.origin}/papers/check`)
  const check = async (document: string) => {
    await amina.getByLabel('What the scanner reads from the square code').fill(signed(document))
    await amina.getByRole('button', { name: 'Check', exact: true }).click()
  }
  await check(`${family.people[0]!.number}/C2`)
  await amina.getByText(/^Replaced on/).waitFor()
  expect(await faults(amina)).toEqual([])
  await shot(amina, 'check-en')
  await check(`${family.people[0]!.number}/C3`)
  await amina.getByText('Genuine and valid').waitFor()
  expect(await product.verifyAudit()).toMatchObject({ fault: null })
}, 180_000)

async function choose(page: Page, answer: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  // a longer list of reasons is closed, with its words hidden in it
  const radio = dialog.getByText(answer, { exact: true }).filter({ visible: true })
  if ((await radio.count()) > 0) return radio.first().click()
  await dialog.getByRole('combobox').first().click()
  await page.getByRole('option', { name: answer, exact: true }).click()
}

async function printIt(page: Page): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForResponse(reply => reply.url().endsWith('/api/commands/papers.print')),
    page.getByRole('dialog').getByRole('button', { name: 'Print', exact: true }).click(),
  ])
  expect(answer.status(), await answer.text()).toBe(200)
}

/** What a scanner would read from the card: the server's own key signed it. */
const signed = (document: string): string =>
  signCard(product.keys.papers, {
    document,
    person: family.people[0]!.number,
    name: 'Somebody',
    sex: 'female',
    yearOfBirth: 1990,
    people: 1,
    issuedOn: new Date().toISOString().slice(0, 10),
    expiresOn: '2031-01-01',
  })

test('the screens of papers are read in Arabic on a phone', async () => {
  const grace = await product.signedIn('grace', { language: 'ar', width: 390, height: 844, touch: true })
  for (const path of ['stock_act', 'batch', 'batch/new', 'check', 'appointment', 'reprint', 'rule']) {
    await grace.goto(`${product.origin}/papers/${path}`)
    await grace.locator('h1').first().waitFor()
    await grace.waitForLoadState('networkidle')
    await shot(grace, `${path.replace('/', '-')}-ar`)
    expect(await faults(grace), path).toEqual([])
    const wide = await grace.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, path).toBeLessThanOrEqual(0)
  }
}, 120_000)

test('a name in Ge’ez is drawn with letters that came with the page, whatever the device has', async () => {
  const [person] = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select i.id from registration.individual i join auth.office o on o.id = i.office_id and o.code = 'DAD'
       where i.display_name_native ~ '[\u1200-\u137f]' and i.restriction_group is null limit 1`,
    )
    return rows
  })
  const amina = await product.signedIn('amina')
  await amina.goto(`${product.origin}/registration/individual/${person.id}`)
  await amina.locator('[lang="und-Ethi"]').first().waitFor()
  const arrived = () =>
    amina.evaluate(
      () => [...document.fonts].filter(({ family, status }) => /Ethiopic/.test(family) && status === 'loaded').length,
    )
  await expect.poll(arrived).toBe(1)
}, 60_000)
