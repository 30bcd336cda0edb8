import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchFirst } from './family.ts'
import { type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 180_000)
afterAll(() => product.stop())

const FAMILY = 15
const TYPED = 'Abdirahman'

/** Counts, of what React has just drawn anew, the people of the form. Runs in the page, before anything of ours. */
function countPeople(): void {
  interface Fiber {
    readonly type: object | null
    readonly flags: number
    readonly memoizedProps: { readonly at?: unknown; readonly member?: unknown } | null
    readonly alternate: Fiber | null
    readonly child: Fiber | null
    readonly sibling: Fiber | null
  }
  const drawn = new Set<number>()
  const seen = new WeakSet<Fiber>()
  const look = (fiber: Fiber | null): void => {
    for (let each = fiber; each !== null; each = each.sibling) {
      const { at, member } = each.memoizedProps ?? {}
      // A fiber that was there at the last commit was not touched by this one; its first flag says that its function ran.
      if (typeof at === 'number' && member !== undefined && !seen.has(each) && (each.flags & 1) === 1) drawn.add(at)
      if (each.alternate !== null) seen.delete(each.alternate)
      seen.add(each)
      look(each.child)
    }
  }
  Object.assign(window, {
    peopleDrawn: () => {
      const told = [...drawn].sort((a, b) => a - b)
      drawn.clear()
      return told
    },
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      renderers: new Map(),
      inject: () => 1,
      checkDCE: () => undefined,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      onCommitFiberRoot: (_: number, root: { readonly current: Fiber }) => look(root.current.child),
    },
  })
}
const peopleDrawn = (page: Page) =>
  page.evaluate(() => (window as unknown as { peopleDrawn: () => number[] }).peopleDrawn())

/** Milliseconds from each key to the next frame that shows it, and when the last one was pressed. */
async function typeMeasured(page: Page, text: string): Promise<{ times: readonly number[]; last: number }> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    addEventListener(
      'input',
      () => {
        const from = performance.now()
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - from)))
      },
      true,
    )
  })
  await page.keyboard.type(text, { delay: 80 })
  const last = Date.now()
  await page.waitForTimeout(300)
  return { times: await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes), last }
}

test('in a family of fifteen, a key that is typed draws one person anew, and no problem takes the cursor away', async ({
  annotate,
}) => {
  const clerk = await product.signedIn('rania')
  await searchFirst(clerk, product.origin, 'Zzyzx')
  for (let at = 1; at < FAMILY; at++) await clerk.getByRole('button', { name: 'Add a family member' }).click()
  const given = clerk.locator(`#answer-members-${FAMILY - 1}-person-name-latin-given`)
  await given.click()
  const { times, last } = await typeMeasured(clerk, TYPED)
  const sorted = times.toSorted((a, b) => a - b)
  await annotate(
    `key to frame: median ${sorted[sorted.length >> 1]?.toFixed(0)} ms, longest ${sorted.at(-1)?.toFixed(0)} ms`,
  )
  // The page may say so of what was there before the last key: a draft is written 600 ms after it.
  const kept = clerk.locator('[data-kept-at]')
  await expect.poll(async () => Number(await kept.getAttribute('data-kept-at'))).toBeGreaterThanOrEqual(last)
  await clerk.addInitScript(countPeople)
  await clerk.reload()
  await given.click()
  await clerk.waitForTimeout(500)
  await peopleDrawn(clerk)
  await clerk.keyboard.type('x')
  await clerk.waitForTimeout(500)
  expect(await peopleDrawn(clerk)).toEqual([FAMILY - 1])
  await clerk.getByRole('button', { name: 'Register', exact: true }).click()
  await clerk.getByRole('alert').first().waitFor()
  await clerk.waitForTimeout(500)
  const father = clerk.locator('#answer-members-0-person-name-latin-father')
  await father.click()
  await clerk.keyboard.type('Nur', { delay: 200 })
  await clerk.waitForTimeout(400)
  expect(await father.inputValue()).toBe('Nur')
}, 120_000)
