import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { save, write } from './family.ts'
import { type Colleague, type Installation, setUp, startFounding } from './founding.ts'
import { faults } from './product.ts'

/** Presses of the mouse and of keys, beyond what is typed, that all five together need at most, from the first page on. Measured: 69. */
const MOST = 75

const folder = mkdtempSync(join(tmpdir(), 'nansen-places-'))
let installation: Installation
let founders: readonly [Colleague, Colleague, Colleague]
let presses = 0
/** One-time codes on paper, by whom they are for. */
const codeOf: Record<string, string> = {}

/** Counts clicks of a pointer and keys that are no letter, on every page that this window opens. */
async function countPresses(page: Page): Promise<void> {
  await page.exposeFunction('nansenPressed', () => {
    presses++
  })
  await page.addInitScript(() => {
    const pressed = () => Reflect.get(window, 'nansenPressed')()
    addEventListener('keydown', ({ key }) => [...key].length > 1 && pressed(), true)
    addEventListener('click', ({ detail }) => detail > 0 && pressed(), true)
  })
}
const come = (name: string, code: string, founds?: true) =>
  setUp(installation, { name, code, prepare: countPresses, ...(founds ? { founds } : {}) })

beforeAll(async () => {
  installation = await startFounding()
  const [a, b, c] = installation.codes
  founders = [await come('Amina', a!, true), await come('Binta', b!, true), await come('Chidi', c!, true)]
  presses = 0
}, 240_000)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await installation?.stop()
})

const lineOf = (page: Page, name: string) =>
  page.locator('.nansen-queue > li').filter({ has: page.getByText(name, { exact: true }) })
const menu = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name }).click()
/** Types what is sought and takes what is offered. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).fill(text)
  await page.getByRole('option', { name: new RegExp(`^${text}`) }).click()
}
async function confirm(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('an operation is named on the first page, and is shown where its first office is added', async () => {
  const { page } = founders[0]
  await page.getByRole('link', { name: 'Add an operation' }).click()
  await page.getByRole('button', { name: 'Add an operation' }).click()
  await choose(page, 'Country', 'Chad')
  await confirm(page, 'Save')
  await page.getByText('No office yet').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Add its first office' }).click()
  await page.getByLabel('Name of the office').fill('Abéché')
  await page.getByLabel('Code (three letters or digits)').fill('abc')
  await confirm(page, 'Save')
  await page.getByText('TCD-ABC').waitFor()
  await menu(page, 'Home')
  await page.getByRole('link', { name: 'Chad' }).click()
  await page.getByRole('heading', { name: 'Chad' }).waitFor()
  await lineOf(page, 'Places of the country').getByText('Lacking').waitFor()
}, 60_000)

test('its places come from a table of P-codes, its working days by one who asks and another who agrees', async () => {
  const file = join(folder, 'places.csv')
  writeFileSync(file, 'code,parent,en\nTD,,Chad\nTD14,TD,Ouaddaï\nTD1401,TD14,Abdi\n')
  expect(await installation.nansen('places', file, '--country', 'TCD')).toContain('are new')
  const { page } = founders[0]
  await lineOf(page, 'Working days').getByRole('link').click()
  await page.getByRole('heading', { name: 'Working days' }).waitFor()
  expect(await page.getByRole('combobox', { name: 'Operation' }).inputValue()).toBe('Chad')
  await page.getByRole('button', { name: 'Change' }).click()
  await choose(page, 'Time zone in which a day ends', 'Africa/Ndjamena')
  await page.getByRole('textbox', { name: 'Why' }).fill('The days of rest of Chad')
  await confirm(page, 'Ask')
  expect(await faults(page)).toEqual([])
}, 60_000)

test('a head of office and a clerk are invited, let in by a second founder, and given roles by two', async () => {
  const [amina, binta, chidi] = founders
  for (const [name, role] of [
    ['Hawa', 'Head of office'],
    ['Issa', 'Registration officer'],
  ] as const) {
    await menu(amina.page, 'Staff')
    await amina.page.getByRole('button', { name: 'Invite a colleague' }).click()
    const dialog = amina.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill(`${name} Invented`)
    await dialog.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.org`)
    await choose(amina.page, 'Organisation', 'Headquarters')
    await confirm(amina.page, 'Invite a colleague')
    await amina.page.getByRole('link', { name: `${name} Invented` }).click()
    await amina.page.getByRole('button', { name: 'Ask for a role' }).click()
    await choose(amina.page, 'Role', role)
    await choose(amina.page, 'Office', 'Abéché')
    await confirm(amina.page, 'Ask for a role')
  }
  for (const { page } of [binta, chidi]) {
    await page.reload()
    await menu(page, 'Waiting for agreement')
    for (const role of ['Head of office', 'Registration officer']) {
      const line = page.locator('.nansen-queue > li').filter({ hasText: role })
      await line.getByRole('button', { name: 'Agree' }).click()
      await confirm(page, 'Agree')
    }
  }
  const { page } = binta
  for (const name of ['Hawa', 'Issa']) {
    await menu(page, 'Waiting for agreement')
    await page.getByRole('link', { name: 'Look' }).first().click()
    await page.getByRole('heading', { name: `${name} Invented` }).waitFor()
    await page.getByRole('button', { name: 'Let in' }).click()
    await confirm(page, 'Let in')
    await page.getByRole('button', { name: 'Issue a one-time code' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Make the code' }).click()
    codeOf[name] = await dialog.locator('code').innerText()
    await dialog.getByRole('button', { name: 'I have copied it' }).click()
  }
}, 90_000)

test('a second administrator agrees to the working days', async () => {
  const { page } = founders[2]
  await page.reload()
  await menu(page, 'Home')
  await page.locator('[href^="/oversight/calendar?country="]', { hasText: 'Chad' }).click()
  await page.getByRole('heading', { name: 'Working days' }).waitFor()
  expect(await page.getByRole('combobox', { name: 'Operation' }).inputValue()).toBe('Chad')
  await page.getByRole('button', { name: 'Agree' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('As the law of Chad says')
  await confirm(page, 'Agree')
  expect(await faults(page)).toEqual([])
}, 60_000)

test('the check-list says what is there now, in Arabic on a telephone as well', async () => {
  const { page } = founders[0]
  await page.reload()
  await menu(page, 'Home')
  await page.locator('[href^="/oversight/operations?country="]', { hasText: 'Chad' }).click()
  await page.locator('[data-live=not-asked]').getByRole('heading', { name: 'Not ready to go live' }).waitFor()
  for (const good of ['Offices', 'Every office has a head, there or above', 'Places of the country'])
    await lineOf(page, good).getByText('Good').waitFor()
  await lineOf(page, 'Working days').getByText('As it comes').waitFor()
  expect(await faults(page)).toEqual([])
  const telephone = await installation.browser.newContext({
    locale: 'ar',
    viewport: { width: 390, height: 844 },
    storageState: await page.context().storageState(),
  })
  const arabic = await telephone.newPage()
  await arabic.goto(`${installation.origin}/oversight/operations?country=TCD`)
  await arabic.getByRole('heading', { name: 'تشاد' }).waitFor()
  expect(await faults(arabic)).toEqual([])
  if (process.env.NANSEN_PICTURES) await arabic.screenshot({ path: `${process.env.NANSEN_PICTURES}/live-ar.png` })
}, 60_000)

test('the clerk of the new office registers the first family, with a number of the new country', async ({
  annotate,
}) => {
  const { page } = await come('Issa', codeOf.Issa!)
  await page
    .getByRole('link', { name: /search/i })
    .first()
    .click()
  await page.getByLabel('Who is it?').fill('Achta Mahamat')
  await page.keyboard.press('Enter')
  await page.locator('[data-found="0"]').waitFor()
  await page.getByRole('link', { name: /register a family/i }).click()
  await page.getByRole('heading', { name: 'Register a family' }).waitFor()
  await write(page, 0, { latin: ['Achta', 'Mahamat'], sex: 'female', born: '1990' })
  const { group } = await save(page)
  expect(group).toMatch(/^TCD-ABC-\d{7}-[0-9A-Z]$/)
  expect(await faults(page)).toEqual([])
  await annotate(`${presses} presses`)
  expect(presses).toBeLessThanOrEqual(MOST)
}, 90_000)
