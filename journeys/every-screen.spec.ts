import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct, type View } from './product.ts'
import { leaveWindow } from './windows.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 180_000)
afterAll(() => product?.stop())

const VIEWS: readonly (View & { readonly dark: boolean })[] = [
  { language: 'ar', width: 390, height: 844, touch: true, dark: false },
  { language: 'en', width: 1280, height: 900, dark: true },
  ...(process.env.NANSEN_FULL
    ? [
        { language: 'ar', width: 390, height: 844, touch: true, dark: true } as const,
        { language: 'en', width: 1280, height: 900, dark: false } as const,
        { language: 'es', width: 390, height: 844, touch: true, dark: false } as const,
        { language: 'fr', width: 390, height: 844, touch: true, dark: false } as const,
      ]
    : []),
]
/** By colleague of the practice world: an administrator, an auditor, protection, reception, an analyst, who has reports alone, resettlement, a supervisor and an adjudicator. */
const SCREENS: Readonly<Record<string, readonly string[]>> = {
  admin: [
    '/',
    '/oversight/approvals',
    '/oversight/staff',
    '/oversight/roles',
    '/oversight/own-fields',
    '/oversight/offices',
    '/oversight/organisations',
    '/oversight/sessions',
    '/oversight/goings',
    '/oversight/quarter',
    '/oversight/operations',
    '/oversight/calendar',
    '/identity/again',
  ],
  auditor: ['/', '/oversight/audit', '/oversight/quarters'],
  james: [
    '/',
    '/cases/my-day',
    '/cases/week?whose=office',
    '/cases/queue',
    '/cases/asked',
    '/needs/need',
    '/needs/need/new',
    '/needs/suggestions',
    '/tracing/request',
    '/tracing/request/new',
  ],
  thomas: ['/', '/resettlement/board', '/resettlement/suggested', '/resettlement/taken', '/cases/queue'],
  joyce: ['/', '/account'],
  yuki: ['/', '/reports/cases'],
  grace: ['/', '/identity/renewals', '/registration/skills'],
  ines: ['/', '/adjudication/queue', '/identity/renewals'],
}
/** Nobody scrolls sideways to read. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test.each(VIEWS)(
  'every screen can be read: $language, $width px, dark $dark',
  async view => {
    const met: string[] = []
    for (const [name, paths] of Object.entries(SCREENS)) {
      const page = await product.signedIn(name, view)
      await page.emulateMedia({ colorScheme: view.dark ? 'dark' : 'light' })
      for (const path of paths) {
        await page.goto(product.origin + path)
        await page.locator('h1').first().waitFor()
        await page.waitForLoadState('networkidle')
        const wide = await overflow(page)
        if (wide > 0) met.push(`${name} ${path}: ${wide} px too wide`)
        for (const fault of await faults(page)) met.push(`${name} ${path}: ${fault}`)
      }
      await leaveWindow(page.context())
    }
    expect(met).toEqual([])
  },
  180_000,
)

test('a record says who recorded it and what it became, when somebody asks', async () => {
  const { rows } = await product.asOwner(client =>
    client.query<{ id: string }>(
      `select i.id from registration.individual i join auth.office o on o.id = i.office_id where o.code = 'KAK' limit 1`,
    ),
  )
  const page = await product.signedIn('james')
  const values = {
    seeker: rows[0]!.id,
    relation: 'child',
    sought_name: 'Missing Invented',
    sought_sex: 'male',
    consents: ['search-here'],
  }
  const id = await page.evaluate(
    async body => {
      const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
      const answer = await fetch('/api/tracing/request', { method: 'POST', headers, body: JSON.stringify(body) })
      return ((await answer.json()) as { id: string }).id
    },
    { commandId: crypto.randomUUID(), values },
  )
  await page.goto(`${product.origin}/tracing/request/${id}`)
  await page.getByText('For Missing Invented').waitFor()
  await page.getByRole('button', { name: 'Who changed what' }).click()
  const history = page.locator('.nansen-timeline')
  await history.getByText('James Mutua').waitFor()
  await history.getByText('Tracing request: recorded').waitFor()
  await history.locator('summary').first().click()
  await history.getByText('Missing Invented').waitFor()
  expect(await page.getByText('Not visible to you').count()).toBe(0)
  expect(await faults(page)).toEqual([])
}, 60_000)
