import { newId } from '@nansen/kernel'
import { lockByPasskey, newOwnKeys, newPrfSalt } from '@nansen/sealed'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

const STORY = 'He waited behind the borehole until the lamps were out.'
const PLAN = 'Her aunt keeps the bag beneath the grain store.'
const TODAY = (([year, month, day]) => `${day}/${month}/${year}`)(new Date().toISOString().slice(0, 10).split('-'))
/** As a field of day and time takes it. */
const hoursAgo = (many: number) => new Date(Date.now() - many * 3_600_000).toISOString().slice(0, 16)

let product: Product
let halima: Page
let passphrase: string
let caseId: string
beforeAll(async () => {
  product = await startProduct()
  halima = await product.signedIn('halima')
  for (const name of ['salma', 'catherine', 'luc']) await hasKeys(name)
}, 240_000)
afterAll(() => product?.stop())

const shot = async (page: Page, name: string) => {
  if (process.env.NANSEN_SHOTS !== undefined)
    await page.screenshot({ path: `${process.env.NANSEN_SHOTS}/${name}.png`, fullPage: true })
}
const sends = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
      const answer = await fetch(to as string, { method: 'POST', headers, body: JSON.stringify(sent) })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    },
    [path, { commandId: crypto.randomUUID(), ...body }] as const,
  )

/** A colleague who has made keys already, on a machine of their own. */
async function hasKeys(name: string): Promise<void> {
  const page = await product.signedIn(name)
  const { rows } = await product.asOwner(client =>
    client.query<{ id: string }>('select id from auth.staff where email = $1', [`${name}@demo.nansen`]),
  )
  const own = await newOwnKeys(rows[0]!.id)
  const passkey = { credential: 'elsewhere', salt: newPrfSalt(), prf: crypto.getRandomValues(new Uint8Array(32)) }
  const lock = await lockByPasskey(rows[0]!.id, own.secret, passkey)
  const made = await sends(page, '/api/commands/sealing.make-keys', { input: { keys: own.public, id: newId(), lock } })
  expect(made.status).toBe(200)
  await page.context().close()
}

const choose = async (label: string, option: RegExp): Promise<void> => {
  await halima.getByRole('dialog').getByRole('combobox', { name: label }).click()
  await halima.getByRole('option', { name: option }).filter({ visible: true }).first().click()
  await halima.keyboard.press('Tab')
}

test('a caseworker makes keys and founds a group that reads what she seals', async () => {
  await halima.goto(`${product.origin}/sealing`)
  await halima.getByRole('button', { name: 'Suggest one' }).click()
  passphrase = await halima.getByLabel('New passphrase').inputValue()
  await halima.getByLabel('The same again').fill(passphrase)
  await halima.getByRole('checkbox', { name: /written it down/ }).check()
  await halima.getByRole('button', { name: 'Make keys' }).click()
  await halima.getByText('Your keys are unlocked').waitFor()
  await halima.getByRole('button', { name: 'New group of readers' }).click()
  const dialog = halima.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name of the group' }).fill('Women’s centre')
  await choose('For which work', /^Gender-based violence$/)
  await dialog.getByRole('combobox', { name: 'First recovery officer' }).waitFor()
  await choose('Readers', /Salma Qasim/)
  await choose('First recovery officer', /Catherine Bell/)
  await choose('Second recovery officer', /Luc Moreau/)
  await dialog.getByRole('button', { name: 'New group of readers' }).click()
  await halima.getByText('Two or more readers can open').waitFor()
}, 60_000)

const pick = async (name: string | RegExp, option: string, within: Page | Locator = halima): Promise<void> => {
  await within.getByRole('combobox', { name }).click()
  await halima.getByRole('option', { name: option, exact: true }).filter({ visible: true }).first().click()
}
const said = (question: string | RegExp, answer: string, within: Page | Locator = halima) =>
  within.getByRole('radiogroup', { name: question }).getByText(answer, { exact: true }).click()
const clockIs = async (name: string) => {
  const { rows } = await product.asOwner(client =>
    client.query('select status from gbv.clock where root_id = $1 and name = $2', [caseId, name]),
  )
  return rows[0]?.status
}

test('she opens an incident that names nobody, and its hours run', async () => {
  await halima.goto(`${product.origin}/gbv/incident/new`)
  await halima.getByRole('textbox', { name: 'Told on', exact: true }).fill(TODAY)
  await said(/Told by/, 'The survivor')
  await halima.getByLabel('Happened (earliest)').fill(hoursAgo(8))
  await pick('What was done', 'Penetration, however slight')
  await said(/Because of gender/, 'Yes')
  await said(/Survivor’s sex/, 'Female')
  await pick('Survivor’s age then', '18 to 25')
  await halima.getByRole('textbox', { name: 'Limits of confidentiality told on' }).fill(TODAY)
  await halima.getByRole('button', { name: 'Add: Consent to tell' }).click()
  const consent = halima.getByRole('group', { name: /Consent to tell 1/ })
  await pick('Service', 'Health', consent)
  await consent.getByRole('textbox', { name: 'Organisation' }).fill('Red Lantern Clinic')
  await said(/Agreed/, 'Yes', consent)
  await said(/Said by/, 'The survivor', consent)
  await consent.getByRole('textbox', { name: 'Asked on' }).fill(TODAY)
  await shot(halima, 'gbv-new')
  expect(await faults(halima)).toEqual([])
  await halima.getByRole('button', { name: 'Save', exact: true }).click()
  await halima.getByRole('heading', { level: 1, name: /KEN-DAD-GBV-/ }).waitFor()
  caseId = new URL(halima.url()).pathname.split('/').at(-1)!
  await halima.getByText('Health care against HIV (72 hours)').first().waitFor()
  expect(await clockIs('hiv')).toBe('running')
}, 60_000)

const seals = async (part: string, words: string) => {
  await halima.getByRole('button', { name: `Write: ${part}` }).click()
  const dialog = halima.getByRole('dialog')
  await dialog.getByText('Only the readers of Women’s centre').waitFor()
  await dialog.getByRole('textbox', { name: 'What only they may read' }).fill(words)
  await dialog.getByRole('button', { name: 'Seal and save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await halima.getByText(words).waitFor()
}

test('what was told and the safety plan leave her page as ciphertext only', async () => {
  await halima.reload()
  await halima.getByLabel('Your passphrase for sealed notes').fill(passphrase)
  await halima.getByRole('button', { name: 'Unlock', exact: true }).click()
  const sent: string[] = []
  halima.on('request', request => sent.push(request.postData() ?? ''))
  await seals('What happened, in their words', STORY)
  await seals('Safety plan', PLAN)
  await shot(halima, 'gbv-sealed')
  expect(await faults(halima)).toEqual([])
  expect(sent.some(each => each.includes('"sealed_for"'))).toBe(true)
  expect(sent.filter(each => /borehole|grain store/.test(each))).toEqual([])
}, 60_000)

async function moves(name: string, answers: (dialog: Locator) => Promise<void> = async () => undefined): Promise<void> {
  await halima.locator('#main').getByRole('button', { name, exact: true }).click()
  const dialog = halima.getByRole('dialog')
  await answers(dialog)
  await dialog.getByRole('button', { name, exact: true }).last().click()
  await dialog.waitFor({ state: 'detached' })
}

test('she refers to health care in time, and closes when needs are met', async () => {
  await moves('Assessment is done')
  await halima.getByRole('button', { name: 'Start care' }).waitFor()
  await halima.getByText('what became of health care').first().waitFor()
  await halima.getByRole('link', { name: 'Change', exact: true }).first().click()
  await halima.getByRole('button', { name: 'Add: Service' }).click()
  const service = halima.getByRole('group', { name: /Service 1/ })
  await pick('Service', 'Health', service)
  await pick('What was decided', 'Referred', service)
  await service.getByRole('textbox', { name: /Organisation/ }).fill('Red Lantern Clinic')
  await service.getByRole('textbox', { name: 'Decided on' }).fill(TODAY)
  await halima.getByRole('textbox', { name: 'Safety plan reviewed on' }).fill(TODAY)
  await said(/What the survivor says of the care/, 'Content')
  await halima.getByRole('button', { name: 'Save', exact: true }).click()
  await halima.getByRole('button', { name: 'Start care' }).waitFor()
  await expect.poll(() => clockIs('hiv')).toBe('met')
  await moves('Start care')
  await halima.getByRole('button', { name: 'Go on to follow-up' }).waitFor()
  await moves('Close', dialog => pick('Closed because', 'Needs are met', dialog))
  await halima.getByRole('button', { name: 'Reopen' }).waitFor()
  await shot(halima, 'gbv-closed')
}, 60_000)

test('a registration officer and a head of office find nothing of it by any address', async () => {
  const asked = [
    [`/api/gbv/incident/${caseId}`],
    ['/api/gbv/incident'],
    [`/api/gbv/incident/${caseId}/history`],
    ['/api/gbv/measures/incidents'],
    [`/api/gbv/part?parent_id=${caseId}`],
    [`/api/gbv/service?parent_id=${caseId}`],
    ['/api/queries/cases.page', { module: 'gbv', id: caseId }],
    ['/api/queries/cases.readiness', { module: 'gbv', id: caseId }],
    ['/api/queries/cases.queue', { module: 'gbv' }],
    ['/api/queries/cases.caseload', { module: 'gbv' }],
    ['/api/queries/cases.myDay', {}],
    ['/api/queries/gbv.figures', { year: 2026, quarter: 3 }],
    ['/api/queries/sealing.mine', {}],
  ] as const
  for (const name of ['amina', 'hala']) {
    const page = await product.signedIn(name)
    for (const [path, body] of asked) {
      const answer = await page.evaluate(
        async ([to, sent]) => {
          const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
          const init = sent ? { method: 'POST', headers, body: JSON.stringify(sent) } : { headers }
          const { status, ...given } = await fetch(to, init).then(async r => ({
            status: r.status,
            text: await r.text(),
          }))
          return { status, ...given }
        },
        [path, body] as const,
      )
      const told = /GBV|red lantern|Women’s centre|"count":[1-9]|"total":[1-9]/i.test(
        answer.text.replaceAll('reader', ''),
      )
      expect(answer.status >= 400 || !told, `${name} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`).toBe(true)
    }
    for (const path of [`/gbv/incident/${caseId}`, '/gbv/incident', '/gbv/figures']) {
      await page.goto(product.origin + path)
      await page.waitForLoadState('networkidle')
      expect(await page.getByText(/KEN-DAD-GBV|Penetration/).count()).toBe(0)
    }
    expect(await page.getByRole('link', { name: /Gender-based/ }).count()).toBe(0)
    await page.context().close()
  }
}, 60_000)

test('an analyst sees sums and no case', async () => {
  const yuki = await product.signedIn('yuki')
  await yuki.getByRole('link', { name: 'Gender-based violence in numbers' }).click()
  await yuki.getByText(/^Incidents: \d+/).waitFor()
  await shot(yuki, 'gbv-figures')
  expect(await yuki.getByText('hidden', { exact: true }).count()).toBeGreaterThan(0)
  expect(await faults(yuki)).toEqual([])
  const answer = await yuki.request.get(`${product.origin}/api/gbv/incident`)
  expect(((await answer.json()) as { rows?: unknown[] }).rows ?? []).toEqual([])
  await yuki.context().close()
}, 60_000)

test('on a phone in Arabic the case, the form and the numbers can be read', async () => {
  const phone = await product.signedIn('halima', { language: 'ar', width: 390, height: 844, touch: true })
  for (const path of [`incident/${caseId}`, 'incident/new', 'figures', 'incident']) {
    await phone.goto(`${product.origin}/gbv/${path}`)
    await phone.waitForLoadState('networkidle')
    expect(await faults(phone), path).toEqual([])
    await shot(phone, `gbv-ar-${path.replaceAll('/', '-').slice(0, 14)}`)
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, path).toBeLessThanOrEqual(0)
  }
}, 60_000)
