import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

/** Where pictures of the desk are put, for whoever wants to look at them; nowhere by default. Only invented people stand on it. */
const PICTURES = process.env.NANSEN_DESK_PICTURES
let product: Product
let review = ''
let judges: Readonly<Record<string, Page>> = {}
beforeAll(async () => {
  product = await startProduct({ matching: true })
  // all three at Amman, so that they stand apart from the pair of Ifo and Nairobi that waits
  await product.asOwner(client =>
    client.query(
      `update auth.assignment set office_id = (select id from auth.office where code = 'AMM') where role = 'adjudicator'`,
    ),
  )
  const { planted, families } = product.world
  const pair = new Set(planted.duplicates.slice(2).flatMap(({ first, again }) => [first, again]))
  const theirs = families.filter(({ members }) => members.some(({ person }) => pair.has(person.key)))
  await product.drawFaces(theirs, new Set(['AMM']))
  const names = ['ines', 'samuel', 'moussa']
  judges = Object.fromEntries(await Promise.all(names.map(async name => [name, await product.signedIn(name)] as const)))
}, 400_000)
afterAll(() => product.stop())

const desk = async (page: Page) => {
  await page.goto(`${product.origin}/adjudication/review/${review}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

async function shot(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
}

async function opens(page: Page): Promise<void> {
  await desk(page)
  await page.getByRole('button', { name: 'Show images' }).click()
  await page.locator('[data-evidence="finger"]').first().waitFor({ timeout: 60_000 })
}

async function says(page: Page, verdict: string): Promise<void> {
  await page.getByRole('radio', { name: verdict, exact: true }).check()
  await page.getByRole('checkbox', { name: 'Fingers' }).check()
  await page.getByRole('textbox', { name: /reasons/i }).fill('The ridges around the core of both index fingers.')
  await page.getByRole('button', { name: 'Give my opinion' }).click()
}

test('two who saw the marks of both prints disagree, and a third finds the pair first in the queue', async () => {
  const { ines, samuel, moussa } = judges
  await moussa!.goto(`${product.origin}/adjudication/queue`)
  const [found] = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select r.id from adjudication.review r where r.state <> 'decided' order by r.opened_at limit 1`,
    )
    return rows
  })
  review = found.id
  await opens(ines!)
  const pair = ines!.locator('[data-evidence="finger"]').first()
  // the marks come from a worker: until it has answered there is nothing to choose
  await pair.locator('input[value="pairs"]:enabled').waitFor({ state: 'attached', timeout: 60_000 })
  await pair.getByText('The pairs that fit best').click()
  await expect.poll(() => pair.locator('[data-joined]').count()).toBe(24)
  await pair.locator('.nansen-looks').focus()
  await ines!.keyboard.press('+')
  await ines!.keyboard.press('ArrowRight')
  const zooms = await pair
    .locator('.nansen-look')
    .evaluateAll(all => all.map(each => (each as HTMLElement).dataset.zoom))
  expect(zooms).toEqual(['1.5', '1.5'])
  await ines!.locator('[data-bands]').first().waitFor({ timeout: 60_000 })
  expect(await faults(ines!)).toEqual([])
  await shot(ines!, 'desk-en-1280')
  await says(ines!, 'The same person')
  await ines!.getByText('Another adjudicator decides with you').first().waitFor()
  await opens(samuel!)
  await says(samuel!, 'Different people')
  await expect
    .poll(() =>
      product.asOwner(
        async client =>
          (await client.query('select state from adjudication.review where id = $1', [review])).rows[0].state,
      ),
    )
    .toBe('disagreed')
  await moussa!.goto(`${product.origin}/adjudication/queue`)
  await moussa!.getByText('Two opinions differ: yours decides').first().waitFor()
  expect(await faults(moussa!)).toEqual([])
  await shot(moussa!, 'queue-fr-or-en-1280')
}, 240_000)

test('the third links them, one asks for the merge, another does it, and it is taken back', async () => {
  const { ines, samuel, moussa } = judges
  await opens(moussa!)
  await says(moussa!, 'The same person')
  await moussa!.locator('[data-outcome="same-person"]').waitFor()
  await moussa!.getByRole('button', { name: 'Ask for a merge' }).click()
  await step(moussa!, 'Ask for a merge')
  await moussa!.locator('[data-merge="asked"]').waitFor()
  expect(await moussa!.getByRole('button', { name: 'Merge them' }).count()).toBe(0)
  await desk(ines!)
  await ines!.getByRole('button', { name: 'Merge them' }).click()
  await ines!.locator('.nansen-consequences li').first().waitFor()
  expect(await faults(ines!)).toEqual([])
  await shot(ines!, 'merge-en-1280')
  await step(ines!, 'Merge them')
  await ines!.locator('[data-merge="merged"]').waitFor()
  await desk(samuel!)
  await samuel!.getByRole('button', { name: 'Take the merge back' }).click()
  await step(samuel!, 'Take the merge back')
  await samuel!.locator('[data-merge="none"]').waitFor()
  const steps = await product.asOwner(
    async client => (await client.query('select step from adjudication.record_merge')).rows,
  )
  expect(steps).toEqual([{ step: 'undone' }])
}, 240_000)

async function step(page: Page, name: string): Promise<void> {
  await page.getByLabel('Why?').fill('Both sittings show the same ridges.')
  await page.getByRole('button', { name, exact: true }).last().click()
}

test('the desk, the queue and the figures hold on a phone and in Arabic', async () => {
  for (const view of [
    { language: 'ar', width: 390, height: 844, touch: true },
    { language: 'en', width: 390, height: 844, touch: true },
    { language: 'ar', width: 1280, height: 900 },
  ] as const) {
    const page = await product.signedIn('ines', view)
    for (const path of ['queue', `review/${review}`, 'referrals', 'judging']) {
      await page.goto(`${product.origin}/adjudication/${path}`)
      await page.locator('h1').first().waitFor()
      if (path.startsWith('review')) {
        await page.locator('.nansen-surface button').first().waitFor()
        await page.getByRole('button', { name: /Show images|الصور/ }).click()
        await page.locator('[data-bands]').nth(1).waitFor({ timeout: 60_000 })
        await expect.poll(() => page.locator('[data-evidence="measuring"]').count(), { timeout: 60_000 }).toBe(0)
        const [pairs] = await page.locator('[data-evidence="finger"] label').evaluateAll(all => [all[2] as HTMLElement])
        expect(pairs).toBeDefined()
      }
      expect(await faults(page)).toEqual([])
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(wider).toBeLessThanOrEqual(0)
      await shot(page, `${path.split('/')[0]}-${view.language}-${view.width}`)
    }
    await page.context().close()
  }
}, 300_000)
