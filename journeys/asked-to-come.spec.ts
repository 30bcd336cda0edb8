import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let officer: Page
let reviewer: Page
let file: { id: string; subject: string; office_id: string }
beforeAll(async () => {
  product = await startProduct()
  officer = await product.signedIn('ruth', { live: true })
  reviewer = await product.signedIn('david', { live: true })
  for (const page of [officer, reviewer]) page.setDefaultTimeout(40_000)
  const { cases } = await asks<{ cases: (typeof file)[] }>(officer, 'cases.queue', {
    module: 'rsd',
    state: 'registered',
  })
  file = cases[0]!
}, 240_000)
afterAll(() => product?.stop())

const shot = async (page: Page, name: string) => {
  if (process.env.NANSEN_SHOTS !== undefined)
    await page.screenshot({ path: `${process.env.NANSEN_SHOTS}/${name}.png`, fullPage: true })
}
const send = <T>(page: Page, path: string, body: object) =>
  page.evaluate(
    async ([address, said]) => {
      const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
      const answer = await fetch(`/api/${address}`, { method: 'POST', headers, body: said as string })
      return (await answer.json()) as never
    },
    [path, JSON.stringify(body)],
  ) as Promise<T>
const asks = <T>(page: Page, query: string, input: object) => send<T>(page, `queries/${query}`, input)
const does = <T>(page: Page, command: string, input: object) =>
  send<T>(page, `commands/${command}`, { commandId: crypto.randomUUID(), input })

/** The applicant does not want this interpreter, whatever the case. */
async function objectsTo(interpreter: string): Promise<void> {
  await officer.getByRole('button', { name: 'Objection to an interpreter' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Interpreter' }).click()
  await officer.getByRole('option', { name: interpreter }).click()
  await officer.getByRole('option', { name: interpreter }).waitFor({ state: 'hidden' })
  expect(await faults(officer)).toEqual([])
  await shot(officer, 'objection-en')
  await dialog.getByRole('button', { name: 'Objection to an interpreter' }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('somebody is asked to come, heard, and what they said is signed', async () => {
  const place = { officeId: file.office_id, active: true }
  await does(reviewer, 'cases.keepRoom', { ...place, name: 'Room 4' })
  await does(reviewer, 'cases.keepInterpreter', {
    ...place,
    name: 'Hodan Warsame',
    sex: 'female',
    languages: ['som'],
    undertakingOn: '2026-01-05',
  })
  await officer.goto(`${product.origin}/rsd/file/${file.id}`)
  await objectsTo('Hodan Warsame')
  await officer.getByRole('button', { name: 'Make an appointment' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Interpreter (protected)' }).click()
  await officer.getByRole('option', { name: /Hodan Warsame.*does not interpret here/ }).waitFor()
  await officer.keyboard.press('Tab')
  await dialog.getByRole('combobox', { name: 'Room', exact: true }).click()
  await officer.getByRole('option', { name: 'Room 4' }).click()
  const when = dialog.getByLabel('Day and time')
  await when.fill('2026-12-03T09:00')
  await shot(officer, 'appointment-dialog-en')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  const line = officer.locator('li').filter({ hasText: 'Did not come' })
  await line.waitFor()
  expect(await faults(officer)).toEqual([])
  await shot(officer, 'appointment-page-en')
  const { appointment } = await asks<{ appointment: { id: string }[] }>(officer, 'cases.page', {
    module: 'rsd',
    id: file.id,
  })
  const asked = { module: 'rsd', id: appointment[0]!.id, language: 'en' }
  expect(await does(officer, 'cases.printSlip', asked)).toMatchObject({
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  await line.getByRole('button', { name: 'Transcript' }).click()
  await officer.getByRole('button', { name: 'Add: Question' }).click()
  await officer.getByLabel('Question').fill('Where did you live before you came?')
  await officer.getByRole('button', { name: 'Add: Answer' }).click()
  await officer.getByLabel('Answer', { exact: true }).fill('In Afgooye, with my mother.')
  await officer.getByLabel('Read back to the person').check()
  await shot(officer, 'transcript-en')
  await officer.getByRole('button', { name: 'Sign: nothing changes after this' }).click()
  await officer.getByRole('dialog').waitFor({ state: 'detached' })
  await line.getByRole('button', { name: 'Transcript' }).click()
  await officer.getByText('Signed. It does not change any more.').waitFor()
  expect(await officer.getByRole('button', { name: 'Save this edition' }).count()).toBe(0)
  await shot(officer, 'transcript-signed-en')
}, 90_000)

test('a room that an office gave up is booked no more', async () => {
  await reviewer.goto(`${product.origin}/cases/appointments?office=${file.office_id}`)
  await reviewer.getByRole('button', { name: 'No longer used: Room 4' }).click()
  const bookable = async () => {
    const { rooms } = await asks<{ rooms: { name: string }[] }>(officer, 'cases.bookable', {
      module: 'rsd',
      id: file.id,
    })
    return rooms.map(({ name }) => name)
  }
  await expect.poll(bookable).not.toContain('Room 4')
  await reviewer.getByText('Hodan Warsame').waitFor()
  await expect.poll(() => reviewer.getByText('Room 4').count()).toBe(0)
}, 90_000)

test('an alert comes live to whom it names, and says what it is only when they ask', async () => {
  await reviewer.goto(`${product.origin}/cases/alerts`)
  await reviewer.getByText('Nobody has alerted you.').waitFor()
  await officer.goto(`${product.origin}/rsd/file/${file.id}`)
  await officer.getByRole('button', { name: 'Alert colleagues' }).click()
  await officer.getByLabel('What happened').fill('She was threatened at the gate this morning.')
  await officer.getByRole('textbox', { name: 'Colleagues' }).or(officer.getByLabel('Colleagues')).first().click()
  await officer.getByRole('option', { name: 'David Okello' }).click()
  await officer.keyboard.press('Tab')
  await shot(officer, 'alert-dialog-en')
  await officer.getByRole('dialog').getByRole('button', { name: 'Alert colleagues' }).click()
  await reviewer.getByText('She was threatened at the gate this morning.').waitFor()
  await shot(reviewer, 'alerts-en')
  await reviewer.getByRole('button', { name: 'I have read it' }).click()
  await reviewer.getByText(/^read /).waitFor()
}, 90_000)

test('the day of an office and one person over all processes stand on a telephone, in Arabic', async () => {
  await officer.goto(`${product.origin}/cases/person/${file.subject}`)
  await officer.locator('.nansen-case-cards').first().waitFor()
  await shot(officer, 'person-en')
  await officer.goto(`${product.origin}/cases/appointments?office=${file.office_id}`)
  await officer.getByText('Rooms and interpreters').waitFor()
  await shot(officer, 'day-en')
  const phone = await product.signedIn('ruth', { language: 'ar', width: 390, height: 844 })
  phone.setDefaultTimeout(40_000)
  for (const [name, address] of [
    ['day-ar', `/cases/appointments?office=${file.office_id}`],
    ['person-ar', `/cases/person/${file.subject}`],
    ['file-ar', `/rsd/file/${file.id}`],
    ['alerts-ar', '/cases/alerts'],
  ] as const) {
    await phone.goto(`${product.origin}${address}`)
    await phone.locator('#main h1').waitFor()
    await phone.locator('#main .nansen-surface').first().waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await shot(phone, name)
  }
  expect(await faults(phone)).toEqual([])
}, 90_000)
