import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { register, searchFirst } from './family.ts'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let clerk: Page
let admin: Page
beforeAll(async () => {
  product = await startProduct()
  clerk = await product.signedIn('rania')
  admin = await product.signedIn('admin')
}, 180_000)
afterAll(() => product.stop())

const go = (page: Page, path: string) => page.goto(`${product.origin}${path}`)
const level = (page: Page, name: string) => page.locator(`[data-level=${name}]`)

test('an administrator takes a question off a level, and the next form does not ask it', async () => {
  await searchFirst(clerk, product.origin, 'Zzyzx')
  await clerk.locator('#answer-members-0-person-education_level').waitFor()
  await go(admin, '/registration/levels')
  await admin.getByRole('combobox', { name: 'Country' }).click()
  await admin.getByRole('option', { name: 'Jordan' }).click()
  const asked = admin.getByRole('checkbox', { name: 'Education, Emergency registration' })
  expect(await faults(admin)).toEqual([])
  await asked.uncheck()
  await admin.getByText('In effect from now on').waitFor()
  await searchFirst(clerk, product.origin, 'Zzyzx')
  await clerk.locator('#answer-members-0-person-occupation').waitFor()
  expect(await clerk.locator('#answer-members-0-person-education_level').count()).toBe(0)
  await admin.getByRole('button', { name: 'As usual again' }).click()
  await admin.locator('[data-question=education_level] input:checked').first().waitFor()
}, 120_000)

test('who was asked little is asked the rest, and nothing twice', async () => {
  await register(clerk, product.origin, [{ latin: ['Wafa', 'Tamimi'], sex: 'female', born: '1991-02-03' }])
  await clerk.getByRole('link', { name: 'Open', exact: false }).first().click()
  await level(clerk, 'emergency').waitFor()
  const before = Number(await level(clerk, 'basic').getAttribute('data-missing'))
  expect(before).toBeGreaterThan(3)
  await level(clerk, 'basic').getByRole('link').click()
  await clerk.locator('#answer-values-mother_name').waitFor()
  expect(await clerk.locator('#answer-values-born, #answer-values-sex').count()).toBe(0)
  expect(await faults(clerk)).toEqual([])
  await clerk.locator('#answer-values-mother_name').fill('Samia')
  await clerk.locator('#answer-notAnswered-father_name').click()
  await clerk.getByRole('option', { name: 'Refused to answer' }).filter({ visible: true }).click()
  await clerk.getByRole('button', { name: 'Save' }).click()
  await level(clerk, 'basic').waitFor()
  expect(Number(await level(clerk, 'basic').getAttribute('data-missing'))).toBe(before - 2)
  await clerk.getByText('Samia').waitFor()
  await clerk.getByText('Refused to answer').waitFor()
  expect(await faults(clerk)).toEqual([])
}, 120_000)

test('a group is counted on arrival, looked for, and registered with what was said then', async () => {
  await go(clerk, '/registration/count')
  await clerk.locator('#answer-focal_point_name').fill('Nizar Barakat')
  await clerk.locator('#answer-female_0_4').fill('2')
  await clerk.locator('#answer-male_18_59').fill('1')
  await clerk.locator('#answer-arrived_on').fill('2026-11-19')
  expect(await faults(clerk)).toEqual([])
  await clerk.keyboard.press('Control+Enter')
  await clerk.getByText('People counted: 3').waitFor()
  expect(await faults(clerk)).toEqual([])
  await clerk.getByRole('link', { name: 'Look for them and register' }).click()
  await clerk.locator('[data-found]').waitFor()
  await clerk.getByRole('link', { name: /register a family/i }).click()
  const given = clerk.locator('#answer-members-0-person-name-latin-given')
  await given.waitFor()
  expect(await given.inputValue()).toBe('Nizar')
  expect(await clerk.locator('#answer-group-arrived_on').inputValue()).toBe('2026-11-19')
  await clerk.locator('[id^=answer-members-0-person-sex][value=male]').check()
  await clerk.keyboard.press('Control+Enter')
  const confirm = clerk.getByRole('button', { name: 'Register all the same' })
  const done = clerk.locator('[data-group]')
  await confirm.or(done).first().waitFor()
  if (await confirm.isVisible()) await confirm.click()
  await done.waitFor()
  const { rows } = await product.asOwner(client =>
    client.query(
      `select g.number from registration.pre_registration p join registration.registration_group g on g.id = p.became`,
    ),
  )
  expect(rows).toEqual([{ number: await done.getAttribute('data-group') }])
}, 120_000)

test('people with a trade are found, counted and listed', async () => {
  await go(clerk, '/registration/skills')
  await clerk.getByRole('combobox', { name: 'Skill or work' }).fill('7 Craft')
  await clerk.getByRole('option', { name: /^7 Craft/ }).click()
  await clerk.getByRole('button', { name: 'Show' }).click()
  const found = clerk.locator('[data-people]')
  await found.waitFor()
  const people = Number(await found.getAttribute('data-people'))
  expect(people).toBeGreaterThan(0)
  expect(await clerk.locator('[data-row]').count()).toBe(Math.min(people, 50))
  expect(await faults(clerk)).toEqual([])
}, 60_000)
