import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Desk, inventedPerson, makeKeys, pemOf, simulatedDevices, startService } from '@nansen/app-capture'
import { trustScannersOf } from '@nansen/identity/server'
import { SBI_PORTS } from '@nansen/scanner'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { register } from './family.ts'
import { faults, type Product, startProduct } from './product.ts'

const DAY = 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'nansen-face-'))
const trustFile = join(folder, 'scanners.pem')
const keys = makeKeys({ name: 'journey', from: new Date(Date.now() - DAY), until: new Date(Date.now() + DAY) })
const now = () => new Date()
const desk: Desk = {
  person: inventedPerson('1'),
  faults: [],
  delay: 50,
  turn: 0,
  packing: 'jpeg2000',
  now,
}
/** The camera of somebody else's desk answers there, on a machine where journeys run beside each other: only ours may be asked. */
const NAME = 'Nansen Practice Face 1'

let product: Product
let stopDevice: () => Promise<void>
beforeAll(async () => {
  product = await startProduct()
  trustScannersOf(trustFile)
  stopDevice = await onAFreePort()
}, 300_000)
afterAll(async () => {
  await stopDevice()
  await product.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function onAFreePort(): Promise<() => Promise<void>> {
  for (const port of SBI_PORTS) {
    const config = { port, origins: [product.origin], devices: simulatedDevices(desk, ['Face']), keys, now }
    const service = await startService(config).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      return null
    })
    if (service !== null) return service.stop
  }
  throw new Error('no port of a scanner is free')
}

test('a photo is taken by a device that is trusted, judged as every portrait, and says who took it', async () => {
  const page = await product.signedIn('amina')
  const { people } = await register(page, product.origin, [
    { latin: ['Hodan', 'Cali', 'Warsame'], sex: 'female', born: '1988' },
  ])
  const ask = async (text: string) =>
    (await product.asOwner(client => client.query(text, [people[0]]))).rows[0] as Record<string, unknown>
  const { id } = await ask('select id from registration.individual where number = $1')
  await page.goto(`${product.origin}/registration/individual/${id}`)
  await page.getByRole('button', { name: 'Take a photo', exact: true }).click()
  expect(await page.getByLabel('Taken with').locator('option:checked').innerText()).toBe(NAME)
  const take = page.getByRole('button', { name: 'Take it', exact: true })
  const again = page.getByRole('button', { name: 'Take it again', exact: true })

  // nobody vouched for it yet: what it shows may be looked at, nothing of it is kept
  await page.locator('[data-face-device="live"]').waitFor()
  await take.click()
  await page.locator('[data-trouble="unknown-device"]').waitFor()
  writeFileSync(trustFile, pemOf(keys.certificate))
  desk.faults = ['no-finger']
  await again.click()
  await page.locator('[data-face-device="live"]').waitFor()
  await take.click()
  await page.locator('[data-trouble="no-face"]').waitFor()
  expect(await faults(page)).toEqual([])
  await again.click()
  await page.locator('.nansen-viewfinder:is([data-verdict="good"], [data-verdict="usable"])').waitFor()
  await take.click()
  await page.locator('[data-photo="good"], [data-photo="usable"]').waitFor()
  await page.getByRole('button', { name: 'Keep this photo', exact: true }).click()
  await page.locator('[data-photo-seen="good"], [data-photo-seen="usable"]').waitFor()
  expect(
    await ask(`select p.source, p.device, p.kept_because from registration.photo p
      join registration.individual i on i.id = p.parent_id where i.number = $1`),
  ).toEqual({ source: 'device', device: `${NAME}, 000000000003`, kept_because: null })
  await page.context().close()
}, 120_000)
