import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Desk,
  inventedPerson,
  makeKeys,
  type Person,
  pemOf,
  simulatedDevices,
  startService,
} from '@nansen/app-capture'
import { FINGER_POSITIONS } from '@nansen/biometrics'
import { trustScannersOf } from '@nansen/identity/server'
import { SBI_PORTS } from '@nansen/scanner'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { register } from './family.ts'
import { faults, type Product, startProduct, type View } from './product.ts'

const DAY = 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'nansen-scanner-'))
const trustFile = join(folder, 'scanners.pem')
const keys = makeKeys({ name: 'journey', from: new Date(Date.now() - DAY), until: new Date(Date.now() + DAY) })
const now = () => new Date()

let product: Product
let stopScanner: () => Promise<void>
let desk: Desk
let people: readonly string[]
let amina: Page
let again: Person
beforeAll(async () => {
  const person = grown(inventedPerson('by scanner'))
  again = inventedPerson('by scanner', 1)
  desk = { person, faults: [], delay: 250, turn: 8, now }
  product = await startProduct({ matching: true })
  trustScannersOf(trustFile)
  stopScanner = await onAFreePort()
  amina = await product.signedIn('amina')
  const family = [
    { latin: ['Sahra', 'Nuur', 'Cali'], sex: 'female', born: '1985' },
    { relationship: 'Son', latin: ['Yusuf', 'Aadan'], born: '2002' },
  ] as const
  const { people: numbers } = await register(amina, product.origin, family)
  people = await product.asOwner(async client => {
    const { rows } = await client.query(
      'select id from registration.individual where number = any ($1) order by born',
      [numbers],
    )
    return rows.map(row => row.id as string)
  })
}, 300_000)
afterAll(async () => {
  await stopScanner()
  await product.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Growing a finger takes a second: done before anybody waits for it. */
function grown(person: Person): Person {
  for (const finger of FINGER_POSITIONS) person.finger(finger)
  return person
}

async function onAFreePort(): Promise<() => Promise<void>> {
  for (const port of SBI_PORTS) {
    const config = { port, origins: [product.origin], devices: simulatedDevices(desk), keys, now }
    const service = await startService(config).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      return null
    })
    if (service !== null) return service.stop
  }
  throw new Error('no port of a scanner is free')
}

/** The engine and the simulator at work on a busy machine; ms. */
const ENGINE = { timeout: 90_000 }
const step = (page: Page, name: string) => page.locator(`[data-step="${name}"]`).click(ENGINE)
const trouble = (page: Page, what: string) => page.locator(`[data-trouble="${what}"]`).waitFor(ENGINE)
const look = (page: Page, what: string) => page.locator(`[data-look="${what}"]`).waitFor(ENGINE)
const takeAgain = (page: Page) => page.locator('[data-trouble] button').first().click(ENGINE)
const takenAll = (page: Page, name: string) => page.locator(`[data-step="${name}"][data-done="true"]`).waitFor(ENGINE)
const scannerFound = (page: Page) => page.locator('[data-scanner="found"]').waitFor(ENGINE)

test('a scanner that nobody vouched for is found, and nothing of it is kept', async () => {
  await amina.goto(`${product.origin}/identity/enrol/${people[0]}`)
  await scannerFound(amina)
  await amina.getByText('Nansen Practice Slap 60').waitFor()
  expect(await faults(amina)).toEqual([])
  await step(amina, 'left-four')
  await trouble(amina, 'unknown-device')
  expect(await amina.locator('[data-site][data-state=done]').count()).toBe(0)
  writeFileSync(trustFile, pemOf(keys.certificate))
}, 200_000)

test('fingers that are not there, the other hand, dry fingers and a pulled cable are told, and put right', async () => {
  desk.faults = ['no-finger']
  await takeAgain(amina)
  await look(amina, 'no-finger')
  await amina.getByRole('button', { name: 'Take it now' }).click()
  await trouble(amina, 'no-finger')
  await takeAgain(amina)
  await takenAll(amina, 'left-four')

  desk.faults = ['wrong-hand', 'poor']
  await step(amina, 'right-four')
  await look(amina, 'wrong-hand')
  expect(await faults(amina)).toEqual([])
  await amina.getByRole('button', { name: 'Take it now' }).click()
  await trouble(amina, 'wrong-hand')
  expect(await amina.locator('[data-site="finger-3"][data-state=empty]').count()).toBe(1)
  await takeAgain(amina)
  await amina.locator('[data-site="finger-3"]:not([data-state=empty]):not([data-state=measuring])').waitFor(ENGINE)
  expect(await amina.locator('[data-step="right-four"]').getAttribute('data-done')).toBe('false')
  await step(amina, 'right-four')
  await takenAll(amina, 'right-four')

  // as most makers' devices send it
  desk.packing = 'jpeg2000'
  desk.faults = ['unplugged']
  await step(amina, 'thumbs')
  await trouble(amina, 'unplugged')
  await expect
    .poll(async () => {
      await amina.getByRole('button', { name: 'Look again' }).click()
      await amina.locator('[data-scanner="found"], [data-scanner="none"]').waitFor()
      return amina.locator('[data-scanner="found"]').count()
    }, ENGINE)
    .toBe(1)
  await takeAgain(amina)
  await takenAll(amina, 'thumbs')
}, 400_000)

test('a changed answer, another device and silence are told; then the sitting is whole, and everybody is searched', async () => {
  desk.faults = ['bad-signature', 'wrong-device', 'timeout']
  await step(amina, 'eyes')
  await trouble(amina, 'forged')
  await takeAgain(amina)
  await trouble(amina, 'wrong-device')
  await takeAgain(amina)
  await trouble(amina, 'timeout')
  expect(await faults(amina)).toEqual([])
  await takeAgain(amina)
  await takenAll(amina, 'eyes')
  await amina.getByRole('button', { name: 'Save and search everybody' }).click()
  await amina.locator('[data-outcome="unique"]').waitFor(ENGINE)
  const kept = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select c.device, count(*)::int as count, count(distinct c.device_key)::int as keys from identity.capture c
       join identity.enrolment e on e.id = c.parent_id where e.individual = $1 and c.device is not null group by 1 order by 1`,
      [people[0]],
    )
    return rows
  })
  expect(kept).toEqual([
    { device: 'Nansen Practice Eyes 2, 000000000002', count: 2, keys: 1 },
    { device: 'Nansen Practice Slap 60, 000000000001', count: 10, keys: 1 },
  ])
  const entered = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select array_agg(t.site order by t.site) as sites from gallery.template t
       join identity.enrolment e on e.gallery_alias::uuid = t.alias where e.individual = $1 and t.site like 'iris%'`,
      [people[0]],
    )
    return rows[0].sites
  })
  expect(entered).toEqual(['iris-left', 'iris-right'])
}, 400_000)

test('one finger put on the glass again finds the person', async () => {
  desk.person = { finger: finger => again.finger(finger), eye: eye => again.eye(eye) }
  await stopScanner()
  stopScanner = await onAFreePort()
  await amina.goto(`${product.origin}/identity/identify`)
  await scannerFound(amina)
  await amina.getByRole('combobox', { name: 'One finger' }).selectOption('finger-2')
  await step(amina, 'single')
  await amina.locator('[data-site="finger-2"][data-state=done]').waitFor(ENGINE)
  await amina.getByRole('button', { name: 'Search everybody' }).click()
  await amina.locator(`a[href*="${people[0]}"]`).first().waitFor(ENGINE)
}, 200_000)

test('the same finger at two places is told at once, before anything is saved', async () => {
  const one = desk.person
  desk.person = { ...one, finger: () => one.finger(2) }
  await stopScanner()
  stopScanner = await onAFreePort()
  await amina.goto(`${product.origin}/identity/enrol/${people[1]}`)
  await scannerFound(amina)
  for (const finger of ['finger-2', 'finger-7']) {
    await amina.getByRole('combobox', { name: 'One finger' }).selectOption(finger)
    await step(amina, 'single')
    await amina.locator(`[data-site="${finger}"][data-state=done]`).waitFor(ENGINE)
  }
  await amina.locator('[data-repeated="finger-2 finger-7"]').waitFor(ENGINE)
  expect(await faults(amina)).toEqual([])
}, 200_000)

test('on a phone, in Arabic, the scanner is found and nothing is wider than the screen', async () => {
  const view: View = { language: 'ar', width: 390, height: 844, touch: true }
  const page = await product.signedIn('amina', view)
  const labels = JSON.parse(readFileSync(join(import.meta.dirname, '../modules/identity/labels/ar.json'), 'utf8'))
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  desk.faults = ['no-finger']
  await page.goto(`${product.origin}/identity/enrol/${people[1]}`)
  await scannerFound(page)
  await step(page, 'thumbs')
  await look(page, 'no-finger')
  await page.getByText(labels['scanner.trouble.no-finger']).waitFor()
  expect([await faults(page), await overflow()]).toEqual([[], 0])
  await page.getByRole('button', { name: labels['scanner.takeNow'] }).click()
  await trouble(page, 'no-finger')
  expect([await faults(page), await overflow()]).toEqual([[], 0])
  await page.context().close()
}, 200_000)

test('where no scanner is, files are taken as ever', async () => {
  await stopScanner()
  stopScanner = async () => {}
  // whoever signs in on a phone is signed out at the desk
  amina = await product.signedIn('amina')
  await amina.goto(`${product.origin}/identity/enrol/${people[1]}`)
  await amina.locator('[data-scanner="none"]').waitFor(ENGINE)
  expect(await amina.locator('[data-site] input[type=file]').count()).toBe(12)
  expect(await faults(amina)).toEqual([])
}, 100_000)
