import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { register } from './family.ts'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let auditor: Page
let personId = ''

beforeAll(async () => {
  product = await startProduct()
  const rania = await product.signedIn('rania')
  const { people } = await register(rania, product.origin, [{ latin: ['Walid', 'Haddad'], sex: 'male', born: '1990' }])
  personId = await product.asOwner(async client => {
    const { rows } = await client.query('select id from registration.individual where number = $1', [people[0]])
    return rows[0].id
  })
  const omar = await product.signedIn('omar')
  await register(omar, product.origin, [{ latin: ['Samia', 'Yassin'], sex: 'female', born: '1995' }])
  auditor = await product.signedIn('auditor')
  await auditor.goto(`${product.origin}/oversight/audit`)
}, 240_000)
afterAll(() => product.stop())

/** Chooses from a list; the long ones are searched by typing. */
async function choose(label: string, text: string): Promise<void> {
  const list = auditor.getByRole('combobox', { name: label })
  await list.click()
  if (await list.isEditable()) await list.fill(text)
  await auditor.getByRole('option', { name: text }).filter({ visible: true }).first().click()
}
const showAll = () => auditor.getByRole('button', { name: /show all/i }).click()

test('the auditor reads the day in plain words', async () => {
  await auditor.getByText('Rania Haddad added: Person').first().waitFor()
  expect(await faults(auditor)).toEqual([])
})

test('by person: who added them and who read them', async () => {
  await auditor.getByLabel('Person or record (identifier)').fill(personId)
  await auditor.getByText('Omar Khalil').first().waitFor({ state: 'detached' })
  await auditor.getByText('Rania Haddad added: Person').first().waitFor()
  expect(await faults(auditor)).toEqual([])
  await showAll()
})

test('by colleague, by office and by act', async () => {
  await choose('Colleague', 'Omar Khalil')
  await auditor.getByText('Rania Haddad').first().waitFor({ state: 'detached' })
  await auditor.getByText('Omar Khalil added: Person').first().waitFor()
  await showAll()
  await choose('Office', 'Zaatari')
  await auditor.getByText('Omar Khalil').first().waitFor({ state: 'detached' })
  await auditor.getByText('Rania Haddad added: Person').first().waitFor()
  await choose('Act', 'Signing in: password')
  await auditor.getByText('Rania Haddad added: Person').first().waitFor({ state: 'detached' })
  expect(await faults(auditor)).toEqual([])
  await showAll()
}, 60_000)

test('the auditor’s own looking is written down too', async () => {
  await auditor.reload()
  await auditor.getByText('Ingrid Solberg opened: the audit').first().waitFor()
})

test('by day: what was written today, and nothing of the day before', async () => {
  const lines = auditor.getByText('Rania Haddad added: Person')
  await lines.first().waitFor()
  // The practice world was made before today; what two colleagues added was written now.
  await auditor.getByLabel('Until (day)').fill(dayFromNow(-1))
  await auditor.keyboard.press('Tab')
  await lines.first().waitFor({ state: 'detached' })
  expect(await faults(auditor)).toEqual([])
  await showAll()
  await auditor.getByLabel('From (day)').fill(dayFromNow(0))
  await auditor.keyboard.press('Tab')
  await lines.first().waitFor()
  await showAll()
}, 60_000)

test('the command says that the audit is whole, and names a changed row by its position', async () => {
  await expect.poll(async () => (await product.verifyAudit()).waiting, { timeout: 20_000 }).toBe(0)
  const whole = await product.nansen('audit', 'verify', '--demo')
  expect(whole.text).toMatch(/The audit is whole: \d{2,} rows, [1-9]\d* checkpoints, root \S+\./)
  expect(whole.code).toBe(0)
  const pos = await product.asOwner(async client => {
    await client.query('alter table audit.entry disable trigger only_added')
    const { rows } = await client.query(
      `update audit.entry set outcome = 'deny' where seq = (select min(seq) from audit.entry where staff_id is not null and pos is not null)
       returning pos::int as pos`,
    )
    await client.query('alter table audit.entry enable trigger only_added')
    return rows[0].pos as number
  })
  const changed = await product.nansen('audit', 'verify', '--demo')
  expect(changed.text).toContain(`THE AUDIT WAS CHANGED: a row is not what was written, at position ${pos}`)
  expect(changed.code).toBe(1)
}, 60_000)

/** As a date is typed into the page: in the reader's time zone. */
function dayFromNow(days: number): string {
  const day = new Date()
  day.setDate(day.getDate() + days)
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
}
