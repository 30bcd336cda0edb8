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

test('the audit is whole; a changed row is named with its position', async () => {
  const before = await verified()
  expect(before.fault).toBeNull()
  expect(before.size).toBeGreaterThan(20)
  const pos = await product.asOwner(async client => {
    await client.query('alter table audit.entry disable trigger only_added')
    const { rows } = await client.query(
      `update audit.entry set outcome = 'deny' where seq = (select min(seq) from audit.entry where staff_id is not null and pos is not null)
       returning pos::int as pos`,
    )
    await client.query('alter table audit.entry enable trigger only_added')
    return rows[0].pos as number
  })
  expect((await product.verifyAudit()).fault).toEqual({ what: 'row-changed', position: pos })
}, 60_000)

/** The sequencer gives new rows their place a moment after they are written. */
async function verified() {
  await expect.poll(async () => (await product.verifyAudit()).waiting, { timeout: 20_000 }).toBe(0)
  return product.verifyAudit()
}
