import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeImage, drawnFace, encodePng, writeIsoImage } from '@nansen/biometrics'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capturesOf, present } from './captures.ts'
import { type Person, save, write } from './family.ts'
import { faults, type Product, startProduct } from './product.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-captures-'))
let product: Product
let clerk: Page

/** The same finger as another system would export it: an ISO/IEC 19794-4 record, which says its place and its resolution. */
function recordOf(path: string): string {
  const image = { ...decodeImage(new Uint8Array(readFileSync(path))), dpi: 500 }
  const record = join(folder, 'exported.fir')
  writeFileSync(record, writeIsoImage({ is: 'finger', position: 2 }, encodePng(image), image, new Date(0)))
  return record
}

beforeAll(async () => {
  product = await startProduct({ matching: true })
  clerk = await product.signedIn('rania')
}, 180_000)
afterAll(async () => {
  await product.stop()
  rmSync(folder, { recursive: true })
})

const FAMILY: readonly Person[] = [
  {
    latin: ['Yousef', 'Ibrahim', 'Khalil', 'Al-Halabi'],
    native: ['يوسف', 'إبراهيم', 'خليل', 'الحلبي'],
    sex: 'male',
    born: '1984-03-12',
  },
  { relationship: 'Wife', latin: ['Hanan', 'Mahmoud'], native: ['حنان', 'محمود'], born: '1987' },
  { relationship: 'Son', latin: ['Samer'], native: ['سامر'], born: '2012-05' },
  { relationship: 'Daughter', latin: ['Layla'], native: ['ليلى'], born: '2016-09-30' },
  { relationship: 'Daughter', latin: ['Noor'], native: ['نور'], born: '1980-01-08' },
]
/** Older than her father: said before it is saved. */
const NOOR_BORN = '2024-01-08'

test('a clerk searches first, and nobody is found', async () => {
  await clerk.goto(`${product.origin}/registration/search`)
  await clerk.getByLabel('Who is it?').fill('يوسف الحلبي 1984')
  expect(await faults(clerk)).toEqual([])
  await clerk.keyboard.press('Enter')
  await clerk.locator('[data-found="0"]').waitFor()
  expect(await faults(clerk)).toEqual([])
  await clerk.getByRole('link', { name: /register a family/i }).click()
}, 60_000)

test('a family of five is registered on one form, told before saving what is unlikely', async () => {
  await clerk.getByRole('heading', { name: 'Register a family' }).waitFor()
  expect(await faults(clerk)).toEqual([])
  for (const [at, person] of FAMILY.entries()) {
    if (at > 0) await clerk.getByRole('button', { name: 'Add a family member' }).click()
    await write(clerk, at, person)
  }
  expect(await faults(clerk)).toEqual([])
  await clerk.getByRole('button', { name: 'Register', exact: true }).click()
  const dialog = clerk.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Register all the same' }).waitFor()
  expect(await faults(clerk)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'detached' })
  await clerk.locator('#answer-members-4-person-born').fill(NOOR_BORN)
  const { group, people } = await save(clerk)
  expect(people).toHaveLength(FAMILY.length)
  expect(group).toMatch(/^JOR-ZAA-\d{7}-[0-9A-Z]$/)
  expect(await faults(clerk)).toEqual([])
}, 120_000)

test('a photo from a file is cut to a portrait and shown', async () => {
  const path = join(folder, 'photo.jpg')
  const face = await sharp(Buffer.from(drawnFace('yousef')))
    .resize(900)
    .toBuffer()
  await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#9ab' } })
    .composite([{ input: face, gravity: 'centre' }])
    .jpeg()
    .toFile(path)
  const first = clerk.locator('[data-person]').first()
  await first.locator('input[type=file]').setInputFiles(path)
  const dialog = clerk.getByRole('dialog')
  await dialog.locator('[data-photo="good"]').waitFor()
  expect(await faults(clerk)).toEqual([])
  await dialog.getByRole('button', { name: 'Keep this photo' }).click()
  await dialog.waitFor({ state: 'detached' })
  const photo = first.getByRole('img')
  await photo.waitFor()
  const { width, height } = await photo.evaluate((image: HTMLImageElement) =>
    image.decode().then(() => ({ width: image.naturalWidth, height: image.naturalHeight })),
  )
  expect(width / height).toBeCloseTo(0.8, 1)
  expect(await faults(clerk)).toEqual([])
}, 60_000)

test('a certificate is printed: a file that opens and says something', async () => {
  const [answer] = await Promise.all([
    clerk.waitForResponse(reply => reply.url().endsWith('/api/commands/registration.certificate')),
    clerk
      .getByRole('button', { name: 'Print' })
      .click()
      .then(() => clerk.getByRole('menuitem', { name: 'Arabic' }).click()),
  ])
  const { attachmentId } = (await answer.json()) as { attachmentId: string }
  const file = await clerk.request.get(`${product.origin}/api/attachments/${attachmentId}`)
  const bytes = await file.body()
  expect([file.status(), file.headers()['content-type'], bytes.subarray(0, 5).toString()]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ])
  expect(bytes.length).toBeGreaterThan(10_000)
}, 60_000)

test('fingers and eyes are captured from image files, and nobody knows them', async () => {
  await clerk.locator('[data-person]').first().getByRole('link', { name: 'Fingers and eyes' }).click()
  await clerk.getByRole('heading', { name: 'Fingers and eyes', level: 1 }).waitFor()
  expect(await faults(clerk)).toEqual([])
  await present(clerk, capturesOf(folder, 1, 1))
  expect(await clerk.getByRole('button', { name: 'Use it' }).count()).toBe(0)
  expect(await faults(clerk)).toEqual([])
  await clerk.getByRole('button', { name: 'Save and search everybody' }).click()
  await clerk.locator('[data-outcome="unique"]').waitFor({ timeout: 60_000 })
  expect(await faults(clerk)).toEqual([])
  const sat = clerk.url()
  await clerk.locator('[data-onwards="next"] a').first().waitFor()
  await clerk.keyboard.press('Enter')
  await clerk.getByRole('button', { name: 'Save and search everybody' }).waitFor()
  expect(clerk.url()).not.toBe(sat)
  expect(clerk.url()).toContain('/identity/enrol/')
  expect(await clerk.locator('[data-site]:not([data-state=empty])').count()).toBe(0)
}, 180_000)

test('the family is found again by a misspelt name in Arabic, and by its number', async () => {
  await clerk.goto(`${product.origin}/registration/search?q=${encodeURIComponent('يوسف ابراهيم حلبى')}`)
  await clerk.getByText('يوسف إبراهيم خليل الحلبي').first().waitFor()
  expect(await faults(clerk)).toEqual([])
  const number =
    (await clerk
      .getByText(/JOR-ZAA-\d{7}-/)
      .first()
      .textContent()) ?? ''
  await clerk.goto(`${product.origin}/registration/search?q=${encodeURIComponent(number.toLowerCase())}`)
  await clerk.locator('[data-found="1"]').waitFor()
  await clerk.getByRole('link', { name: /يوسف/ }).click()
  await clerk.getByText('Al-Halabi').first().waitFor()
  await clerk.getByRole('link', { name: 'Verify' }).waitFor()
  expect(await faults(clerk)).toEqual([])
}, 60_000)

test('the person is found again by one finger, and verified against their record', async () => {
  const again = capturesOf(folder, 1, 2).slice(0, 1)
  await clerk.getByRole('link', { name: 'Verify' }).click()
  await present(clerk, again)
  await clerk.getByRole('button', { name: 'Compare' }).click()
  await clerk.locator('[data-outcome="same-person"]').waitFor({ timeout: 60_000 })
  expect(await faults(clerk)).toEqual([])
  await clerk.goto(`${product.origin}/identity/identify`)
  await clerk.getByLabel('Choose a folder of images').setInputFiles(recordOf(again[0]!.path))
  await clerk.locator('[data-site="finger-2"][data-state=done], [data-site="finger-2"][data-state=taken]').waitFor()
  await clerk.getByRole('button', { name: 'Search everybody' }).click()
  await clerk.locator('.nansen-found').getByText('Al-Halabi').first().waitFor({ timeout: 60_000 })
  expect(await faults(clerk)).toEqual([])
}, 120_000)
