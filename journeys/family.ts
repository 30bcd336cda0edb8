import type { Page } from 'playwright-core'

export interface Person {
  readonly relationship?: string
  readonly latin: readonly string[]
  readonly native?: readonly string[]
  readonly sex?: 'male' | 'female'
  readonly born: string
}
const PARTS = ['given', 'father', 'grandfather', 'family'] as const

/** Types one person into the form as a clerk does: relationship first, because the sex follows from it. */
export async function write(page: Page, at: number, person: Person): Promise<void> {
  const { relationship, latin, native = [], sex, born } = person
  if (relationship !== undefined) {
    await page.locator(`#answer-members-${at}-relationship`).fill(relationship)
    await page.getByRole('option', { name: relationship, exact: true }).filter({ visible: true }).click()
  }
  for (const [line, said] of Object.entries({ latin, native }))
    for (const [part, text] of said.entries())
      await page.locator(`#answer-members-${at}-person-name-${line}-${PARTS[part]}`).fill(text)
  if (sex !== undefined) await page.locator(`[id^=answer-members-${at}-person-sex][value=${sex}]`).check()
  await page.locator(`#answer-members-${at}-person-born`).fill(born)
  await page.keyboard.press('Tab')
}

/** Searches, finds that it is nobody known, and opens the form. */
export async function searchFirst(page: Page, origin: string, text: string): Promise<void> {
  await page.goto(`${origin}/registration/search`)
  await page.getByLabel('Who is it?').fill(text)
  await page.keyboard.press('Enter')
  await page.locator('[data-found]').waitFor()
  await page.getByRole('link', { name: /register a family/i }).click()
  await page.getByRole('heading', { name: 'Register a family' }).waitFor()
}

/** Saves the form; whatever is unlikely is read and confirmed. Answers the group's number and the members'. */
export async function save(page: Page): Promise<{ readonly group: string; readonly people: readonly string[] }> {
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  const confirm = page.getByRole('button', { name: 'Register all the same' })
  const done = page.locator('[data-group]')
  await confirm.or(done).first().waitFor()
  if (await confirm.isVisible()) {
    await tellApart(page)
    await confirm.click()
  }
  await done.waitFor()
  const people = await page
    .locator('[data-person]')
    .evaluateAll(all => all.map(each => each.getAttribute('data-person') ?? ''))
  return { group: (await done.getAttribute('data-group')) ?? '', people }
}

/** Says of everybody who looks like a person of the form that they are another. */
export async function tellApart(page: Page): Promise<void> {
  for (const answer of await page.locator('[data-alike] input[id^=answer-alike]').all()) {
    await answer.click()
    await page.getByRole('option', { name: 'The face is another' }).filter({ visible: true }).click()
  }
}

/** One family, searched for and registered. */
export async function register(page: Page, origin: string, family: readonly Person[]) {
  await searchFirst(page, origin, family[0]!.latin.join(' '))
  for (const [at, person] of family.entries()) {
    if (at > 0) await page.getByRole('button', { name: 'Add a family member' }).click()
    await write(page, at, person)
  }
  return save(page)
}
