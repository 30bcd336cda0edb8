import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { register } from './family.ts'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let group: { id: string; number: string }

beforeAll(async () => {
  product = await startProduct()
}, 180_000)
afterAll(() => product.stop())

const NAMES = ['Khaled', 'Mariam', 'Bilal', 'Sara'] as const

test('a family of four is registered', async () => {
  const rania = await product.signedIn('rania')
  const saved = await register(rania, product.origin, [
    { latin: ['Khaled', 'Nasser'], sex: 'male', born: '1979' },
    { relationship: 'Wife', latin: ['Mariam', 'Odeh'], born: '1983' },
    { relationship: 'Son', latin: ['Bilal'], born: '2004' },
    { relationship: 'Daughter', latin: ['Sara'], born: '2006' },
  ])
  const [row] = await rows<{ id: string }>('select id from registration.registration_group where number = $1', [
    saved.group,
  ])
  group = { id: row!.id, number: saved.group }
}, 120_000)

const rows = <T>(text: string, values: readonly unknown[]): Promise<readonly T[]> =>
  product.asOwner(async client => (await client.query(text, [...values])).rows as T[])

/** Opens the split and chooses who leaves; everything but the last press. */
async function ready(page: Page, leaves: string): Promise<void> {
  await page.goto(`${product.origin}/registration/registration_group/${group.id}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Split the family' }).click()
  await page.getByRole('checkbox', { name: new RegExp(leaves) }).check()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Look what follows' }).click()
  await page.getByText('1 leave and 3 stay').waitFor()
  expect(await faults(page)).toEqual([])
}

test('two clerks split the same family at once: one does it, the other is told plainly', async () => {
  const [rania, dina] = await Promise.all([product.signedIn('rania'), product.signedIn('dina')])
  await ready(rania, 'Bilal')
  await ready(dina, 'Bilal')
  const press = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Split the family' }).click()
  await Promise.all([press(rania), press(dina)])
  const outcome = async (page: Page) => {
    const moved = page.waitForURL(url => !url.pathname.endsWith(group.id)).then(() => 'split')
    const told = page
      .getByRole('alert')
      .first()
      .waitFor()
      .then(() => 'told')
    return Promise.any([moved, told])
  }
  const outcomes = await Promise.all([outcome(rania), outcome(dina)])
  expect([...outcomes].sort()).toEqual(['split', 'told'])
  const [told, done] = outcomes[0] === 'told' ? [rania, dina] : [dina, rania]
  expect(await told.getByRole('alert').first().innerText()).toContain('Not a member of this group now')
  expect(await faults(told)).toEqual([])
  expect(await faults(done)).toEqual([])
}, 120_000)

test('nothing is half saved: everybody is in one family, and each family has one focal point', async () => {
  const present = await rows<{ display_name: string; number: string; relationship: string }>(
    `select i.display_name, g.number, m.relationship
     from registration.individual i
     join registration.membership m on m.individual = i.id and m.member_to is null
     join registration.registration_group g on g.id = m.parent_id
     where i.id in (select individual from registration.membership where parent_id = $1)
     order by i.display_name`,
    [group.id],
  )
  expect(present.map(({ display_name }) => display_name.split(' ')[0])).toEqual([...NAMES].sort())
  const families = new Map<string, number>()
  for (const { number, relationship } of present)
    families.set(number, (families.get(number) ?? 0) + (relationship === 'PA' ? 1 : 0))
  expect([...families.values()]).toEqual([1, 1])
  expect(present.filter(({ number }) => number === group.number)).toHaveLength(3)
})
