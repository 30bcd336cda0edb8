import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePng, syntheticIris, writeIsoImage } from '@nansen/biometrics'
import { launchBrowser } from '@nansen/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildComparePage, showFolder } from '../scripts/comparePage.ts'
import { faults } from './product.ts'
import { buildSearchPage, searchInBrowser } from './searchInBrowser.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-compare-'))
let shown: Awaited<ReturnType<typeof showFolder>>
let browser: Browser
let page: Page
const strayed: string[] = []

beforeAll(async () => {
  await buildComparePage(folder)
  ;[shown, browser] = await Promise.all([showFolder(folder, 0), launchBrowser()])
  page = await (await browser.newContext({ locale: 'en' })).newPage()
  page.on('request', request => {
    if (!request.url().startsWith(shown.origin) && !request.url().startsWith('data:')) strayed.push(request.url())
  })
  page.on('console', message => {
    if (message.type() === 'error') strayed.push(message.text())
  })
  page.on('pageerror', error => strayed.push(error.message))
  await page.goto(`${shown.origin}/`)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  shown?.server.close()
  rmSync(folder, { recursive: true, force: true })
})

const verdict = (is: string) => page.locator(`#result[data-verdict=${is}]`).waitFor()
const said = (slot: 'first' | 'second', outcome: string) =>
  page.locator(`#${slot} .said[data-outcome=${outcome}]`).textContent()
const pictured = (slot: 'first' | 'second', image: Parameters<typeof encodePng>[0]) =>
  page
    .locator(`#${slot} input`)
    .setInputFiles({ name: 'eye.png', mimeType: 'image/png', buffer: Buffer.from(encodePng(image)) })

test('one invented finger twice: what was found, how it lies, and what it means are said', async () => {
  await page.locator('#same').focus()
  await page.keyboard.press('Enter')
  await verdict('same')
  expect(await said('first', 'looked')).toMatch(/^Quality \d+ of 100\. .*squares\) found: \d+\.$/)
  expect(await page.locator('#meaning').textContent()).toMatch(/about one in [\d,]{9,} is so alike/)
  expect(Number(/\d+/.exec((await page.locator('#alike').textContent())!)![0])).toBeGreaterThan(5)
  expect(await faults(page)).toEqual([])
})

test('two people’s fingers are not taken for one, and that this proves little is said', async () => {
  await page.locator('#others').click()
  await verdict('not')
  expect(await page.locator('#verdict').textContent()).toContain('or one that was badly taken')
})

test('files of one’s own: an image of an eye and a record of it, and one that is no image, on an Arabic phone', async () => {
  await page.setViewportSize({ width: 390, height: 800 })
  await page.locator('#language').selectOption('ar')
  await page.locator('input[value=eye]').check()
  const eye = syntheticIris('A', 'left', 0)
  const record = writeIsoImage({ is: 'eye', eye: 'left' }, encodePng(eye), eye, new Date(0))
  await page.locator('#first input').setInputFiles({ name: 'eye.iir', mimeType: '', buffer: Buffer.from(record) })
  await pictured('second', syntheticIris('A', 'left', 1))
  await verdict('same')
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await page.locator('#verdict').textContent()).toContain('لعين واحدة')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await faults(page)).toEqual([])
  await page
    .locator('#second input')
    .setInputFiles({ name: 'eye.png', mimeType: 'image/png', buffer: Buffer.from('no image') })
  expect(await said('second', 'refused')).toContain('لا يمكن فتح')
  await page.locator('#result').waitFor({ state: 'hidden' })
})

test('nothing was asked of anywhere else, and the page may ask nothing', async () => {
  expect(strayed).toEqual([])
  const asked = await page.evaluate(() =>
    fetch('/page.css').then(
      () => 'answered',
      () => 'refused',
    ),
  )
  expect(asked).toBe('refused')
})

test('a gallery of eyes is filled and searched in a worker: who comes back is found, strangers find nobody', async () => {
  const search = mkdtempSync(join(tmpdir(), 'nansen-search-'))
  await buildSearchPage(search)
  const there = await showFolder(search, 0)
  try {
    const said = await searchInBrowser(page, there.origin, 2_000)
    expect(said).toMatchObject({ people: 2_000, hidden: 10, found: 10, strangers: 10, falselyFound: 0 })
    expect(said.searchMs).toHaveLength(20)
  } finally {
    there.server.close()
    rmSync(search, { recursive: true, force: true })
  }
}, 60_000)
