import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSyntheticCaptures } from '../apps/cli/src/syntheticCaptures.ts'
import { faults, type Product, startProduct } from './product.ts'

/** Real prints and eyes, lent for measuring; where they are absent the journey goes with invented ones. */
const REAL = join(import.meta.dirname, '..', '..', 'shared', 'data')
const folder = mkdtempSync(join(tmpdir(), 'nansen-captures-'))
let product: Product
let clerk: Page

beforeAll(async () => {
  product = await startProduct()
  clerk = await product.signedIn('rania')
}, 180_000)
afterAll(async () => {
  await product.stop()
  rmSync(folder, { recursive: true })
})

interface Person {
  readonly relationship?: string
  readonly latin: readonly string[]
  readonly native: readonly string[]
  readonly sex?: string
  readonly born: string
}
const FAMILY: readonly Person[] = [
  {
    latin: ['Yousef', 'Ibrahim', 'Khalil', 'Al-Halabi'],
    native: ['يوسف', 'إبراهيم', 'خليل', 'الحلبي'],
    sex: 'Male',
    born: '1984-03-12',
  },
  { relationship: 'Wife', latin: ['Hanan', 'Mahmoud'], native: ['حنان', 'محمود'], born: '1987' },
  { relationship: 'Son', latin: ['Samer'], native: ['سامر'], born: '2012-05' },
  { relationship: 'Daughter', latin: ['Layla'], native: ['ليلى'], born: '2016-09-30' },
  { relationship: 'Daughter', latin: ['Noor'], native: ['نور'], born: '2024-01-08' },
]

test('a clerk searches first, and nobody is found', async () => {
  await clerk.goto(`${product.origin}/registration/search`)
  expect(await faults(clerk)).toEqual([])
  await clerk.getByRole('searchbox').last().fill('يوسف الحلبي 1984')
  await clerk.keyboard.press('Enter')
  await clerk.locator('[data-found]').waitFor()
  await clerk.getByRole('link', { name: /register a family/i }).click()
}, 60_000)

async function write(page: Page, at: number, person: Person): Promise<void> {
  const member = page.locator(`[data-member="${at}"]`)
  if (person.relationship !== undefined) {
    await member.getByRole('combobox').first().fill(person.relationship)
    await page.getByRole('option', { name: person.relationship, exact: true }).click()
  }
  const parts = ['given', 'father', 'grandfather', 'family']
  for (const [line, said] of [
    ['latin', person.latin],
    ['native', person.native],
  ] as const)
    for (const [part, text] of said.entries())
      await member.locator(`#answer-members-${at}-person-name-${line}-${parts[part]}`).fill(text)
  if (person.sex !== undefined) await choose(page, `#answer-members-${at}-person-sex`, person.sex)
  await member.locator(`#answer-members-${at}-person-born`).fill(person.born)
  await page.keyboard.press('Tab')
}

/** A choice is a group of radio buttons when it is short, and a box to type into when it is long. */
async function choose(page: Page, anchor: string, option: string): Promise<void> {
  const box = page.locator(anchor)
  if ((await box.getAttribute('role')) === 'radiogroup' || (await box.locator('input[type=radio]').count()) > 0)
    return void (await box.getByText(option, { exact: true }).click())
  await box.click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a family of five is registered on one form, told before saving what is unlikely', async () => {
  await clerk.getByRole('heading', { name: 'Register a family' }).waitFor()
  for (const [at, person] of FAMILY.entries()) {
    if (at > 0) await clerk.getByRole('button', { name: 'Add a family member' }).click()
    await write(clerk, at, person)
  }
  expect(await faults(clerk)).toEqual([])
  await clerk.getByRole('button', { name: 'Register', exact: true }).click()
  const confirm = clerk.getByRole('button', { name: 'Register all the same' })
  const done = clerk.locator('[data-group]')
  await confirm.or(done).first().waitFor()
  if (await confirm.isVisible()) await confirm.click()
  await done.waitFor()
  expect(await clerk.locator('[data-person]').count()).toBe(FAMILY.length)
  expect(await done.getAttribute('data-group')).toMatch(/^JOR-ZAA-\d{7}-[0-9A-Z]$/)
}, 120_000)

test('fingers and eyes are captured from image files, and nobody knows them', async () => {
  await clerk.locator('[data-person]').first().getByRole('link', { name: 'Fingers and eyes' }).click()
  await clerk.getByRole('heading', { name: 'Fingers and eyes', level: 1 }).waitFor()
  const files = captures()
  for (const { site, path } of files) await clerk.locator(`[data-site="${site}"] input[type=file]`).setInputFiles(path)
  const dpi = clerk.getByRole('button', { name: 'Use it' })
  const measured = clerk.locator('[data-site] canvas')
  await dpi.or(measured).first().waitFor({ timeout: 60_000 })
  if (await dpi.isVisible()) await dpi.click()
  await expect.poll(() => measured.count(), { timeout: 60_000 }).toBe(files.length)
  expect(await faults(clerk)).toEqual([])
  await clerk.getByRole('button', { name: 'Save and search everybody' }).click()
  await clerk.locator('[data-outcome="unique"]').waitFor({ timeout: 60_000 })
}, 180_000)

/** Four captures: two fingers and two eyes. FVC prints say no resolution, so the officer is asked. */
function captures() {
  const prints = join(REAL, 'fingerprint', 'fvc2002_db1_b')
  const eyes = join(REAL, 'iris', 'casia_interval_a')
  if (!existsSync(prints) || !existsSync(eyes)) {
    const sites = ['finger-2', 'finger-7', 'iris-left', 'iris-right'] as const
    return writeSyntheticCaptures(folder, 'yousef', { sites }).files
  }
  return [
    { site: 'finger-2', path: join(prints, '101_1.tif') },
    { site: 'finger-7', path: join(prints, '102_1.tif') },
    { site: 'iris-left', path: join(eyes, 'S1001L01.jpg') },
    { site: 'iris-right', path: join(eyes, 'S1001R01.jpg') },
  ]
}

test('the family is found again by a misspelt name in Arabic, and by its number', async () => {
  await clerk.goto(`${product.origin}/registration/search?q=${encodeURIComponent('يوسف ابراهيم حلبى')}`)
  await clerk.getByText('يوسف إبراهيم خليل الحلبي').first().waitFor()
  const number =
    (await clerk
      .getByText(/JOR-ZAA-\d{7}-/)
      .first()
      .textContent()) ?? ''
  await clerk.goto(`${product.origin}/registration/search?q=${encodeURIComponent(number.toLowerCase())}`)
  await clerk.locator('[data-found="1"]').waitFor()
  await clerk.getByRole('link', { name: /يوسف/ }).click()
  await clerk.getByText('Al-Halabi').first().waitFor()
  expect(await faults(clerk)).toEqual([])
}, 60_000)

test('the person is found again by one finger, and verified against their record', async () => {
  await clerk.getByRole('link', { name: 'Verify' }).click()
  const again = existsSync(join(REAL, 'fingerprint', 'fvc2002_db1_b'))
    ? join(REAL, 'fingerprint', 'fvc2002_db1_b', '101_2.tif')
    : writeSyntheticCaptures(join(folder, 'again'), 'yousef', { sites: ['finger-2'], impression: 1 }).files[0]!.path
  const present = async () => {
    await clerk.locator('[data-site="finger-2"] input[type=file]').setInputFiles(again)
    const dpi = clerk.getByRole('button', { name: 'Use it' })
    const measured = clerk.locator('[data-site="finger-2"] canvas')
    await dpi.or(measured).first().waitFor({ timeout: 60_000 })
    if (await dpi.isVisible()) await dpi.click()
    await measured.waitFor()
  }
  await present()
  await clerk.getByRole('button', { name: 'Compare' }).click()
  await clerk.locator('[data-outcome="same-person"]').waitFor({ timeout: 60_000 })
  await clerk.goto(`${product.origin}/identity/identify`)
  await present()
  await clerk.getByRole('button', { name: 'Search everybody' }).click()
  await clerk.locator('.nansen-found').getByText('Al-Halabi').first().waitFor({ timeout: 60_000 })
}, 120_000)
