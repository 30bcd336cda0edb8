import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { practiceAccounts } from '../apps/cli/src/demo/accounts.ts'
import { writeSyntheticCaptures } from '../apps/cli/src/syntheticCaptures.ts'
import { type Capture, present } from './captures.ts'
import { register } from './family.ts'
import { faults, type Product, startProduct } from './product.ts'

/** The search of everybody, on a busy machine; ms. */
const SEARCH = 60_000
const folder = mkdtempSync(join(tmpdir(), 'nansen-unlike-'))
let product: Product
let amina: Page
let person = ''
beforeAll(async () => {
  product = await startProduct({ matching: true })
}, 240_000)
afterAll(async () => {
  await product.stop()
  rmSync(folder, { recursive: true })
})

/** Both eyes of an invented body, as files. */
const eyesOf = (body: string): readonly Capture[] =>
  writeSyntheticCaptures(join(folder, body), body, { sites: ['iris-right', 'iris-left'] }).files as readonly Capture[]

async function sit(files: readonly Capture[]): Promise<string | null> {
  await amina.goto(`${product.origin}/identity/enrol/${person}`)
  await present(amina, files)
  await amina.getByRole('button', { name: 'Save and search everybody' }).click()
  const outcome = amina.locator('[data-outcome]')
  await outcome.waitFor({ timeout: SEARCH })
  expect(await faults(amina)).toEqual([])
  return outcome.getAttribute('data-outcome')
}

test('one eye given as both is told before anything is sent', async () => {
  amina = await product.signedIn('amina')
  const { people } = await register(amina, product.origin, [
    { latin: ['Nuur', 'Cabdi', 'Warsame'], sex: 'male', born: '2011' },
  ])
  const [row] = await product.asOwner(
    async client => (await client.query('select id from registration.individual where number = $1', [people[0]])).rows,
  )
  person = row.id
  await amina.goto(`${product.origin}/identity/enrol/${person}`)
  const [right] = eyesOf('nuur')
  await present(amina, [right!, { site: 'iris-left', path: right!.path }])
  await amina.getByRole('button', { name: 'Save and search everybody' }).click()
  await amina.locator('[data-repeated="iris-left iris-right"]').waitFor()
  expect(await faults(amina)).toEqual([])
  const sent = await product.asOwner(client =>
    client.query('select from identity.enrolment where individual = $1', [person]),
  )
  expect(sent.rowCount).toBe(0)
}, 180_000)

test('his own eyes are entered, and another’s under his name are said not to match what is on record', async () => {
  expect(await sit(eyesOf('nuur'))).toBe('unique')
  expect(await sit(eyesOf('grown up'))).toBe('unlike-record')
  await amina.getByText('This does not match what is on record of this person.').waitFor()
}, 240_000)

const WHY = 'His mother brought him; the photo of last year shows him, and his eyes were operated on.'

/** Asked for a password again, or not, depending on how long the machine took. */
async function act(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox').last().fill(WHY)
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog').filter({ has: page.getByLabel('Password', { exact: true }) })
  const thanks = page.getByText('Thank you.').first()
  await dialog.or(thanks).first().waitFor()
  if (await dialog.isVisible()) {
    await dialog.getByLabel('Password', { exact: true }).fill(practiceAccounts().password)
    await page.keyboard.press('Enter')
  }
  await thanks.waitFor()
}

test('a supervisor asks with a reason, and cannot also decide', async () => {
  const grace = await product.signedIn('grace')
  await grace.goto(`${product.origin}/registration/individual/${person}`)
  await grace.getByRole('link', { name: 'Review' }).first().click()
  await grace.getByRole('heading', { name: 'Unlike the record' }).waitFor()
  expect(await faults(grace)).toEqual([])
  expect(await grace.getByRole('button', { name: 'Show images' }).count()).toBe(0)
  await grace.getByRole('radio', { name: 'Illness of the skin or the eye' }).check()
  await act(grace, 'Ask that it be theirs from now on')
  await grace.getByText('You have asked; another colleague decides.').waitFor()
  expect(await grace.getByRole('button', { name: 'It is theirs from now on' }).count()).toBe(0)
  expect(await faults(grace)).toEqual([])
}, 120_000)

test('an adjudicator compares the images on a phone, in Arabic', async () => {
  const ines = await product.signedIn('ines', { language: 'ar', width: 390, height: 844, touch: true })
  await ines.goto(`${product.origin}/identity/renewals`)
  await ines.locator(`a[href*="/identity/renewal/"]`).first().waitFor()
  expect(await faults(ines)).toEqual([])
  await ines.locator(`a[href*="/identity/renewal/"]`).first().click()
  await ines.getByRole('button', { name: 'عرض الصور' }).click()
  await ines.locator('.nansen-imagepair canvas').nth(3).waitFor()
  expect(await faults(ines)).toEqual([])
  const wide = await ines.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBe(0)
}, 120_000)

test('the second person agrees; everybody is searched again, and he is verified by his new eyes', async () => {
  const ines = await product.signedIn('ines')
  await ines.goto(`${product.origin}/`)
  await ines.goto(`${product.origin}/identity/renewals`)
  await ines.getByRole('link', { name: 'Review' }).click()
  await act(ines, 'It is theirs from now on')
  await amina.goto(`${product.origin}/identity/verify/${person}`)
  await product.asOwner(async client => {
    for (let i = 0; i < 300; i++) {
      const { rows } = await client.query(
        `select from identity.enrolment where individual = $1 and state in ('captured', 'renewal-asked')`,
        [person],
      )
      if (rows.length === 0) return
      await new Promise(resolve => setTimeout(resolve, 200))
    }
    throw new Error('the search did not end')
  })
  await present(amina, eyesOf('grown up'))
  await amina.getByRole('button', { name: 'Compare' }).click()
  await amina.locator('[data-outcome="same-person"]').waitFor()
  await amina.goto(`${product.origin}/identity/verify/${person}`)
  await present(amina, eyesOf('nuur'))
  await amina.getByRole('button', { name: 'Compare' }).click()
  await amina.locator('[data-outcome="not-the-same"]').waitFor()
}, 240_000)
