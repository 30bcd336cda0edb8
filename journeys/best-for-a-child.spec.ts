import { newId } from '@nansen/kernel'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let child: string
let fileId: string
beforeAll(async () => {
  product = await startProduct()
  child = await product.asOwner(async client => {
    // A panel of two organisations: for a while two colleagues of others sit on it too.
    await client.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding)
       select gen_random_uuid(), s.id, 'best_interests_panel', o.id, '2026-01-01', true from auth.staff s, auth.office o
       where s.email in ('david@demo.nansen', 'kamau@demo.nansen') and o.code = 'NBO'`,
    )
    const { rows } = await client.query(
      `select i.id from registration.individual i join auth.office o on o.id = i.office_id and o.code = 'DAD'
       where i.process_status = 'active' and i.restriction_group is null and i.year_of_birth > 2014
         and not exists (select from best_interests.member m where m.individual = i.id) order by i.number limit 1`,
    )
    return rows[0].id
  })
}, 240_000)
afterAll(() => product?.stop())

const send = (page: Page, method: string, path: string, body: object) =>
  page.evaluate(
    async ([verb, to, said]) => {
      const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
      const answer = await fetch(`/api/best_interests/${to}`, { method: verb, headers, body: JSON.stringify(said) })
      return { status: answer.status, body: await answer.json() }
    },
    [method, path, body] as const,
  )
const add = async (page: Page, record: string, values: object): Promise<{ id: string; version: number }> => {
  const { status, body } = await send(page, 'POST', record, { commandId: newId(), values })
  expect([status, body]).toEqual([200, expect.anything()])
  return body
}
const change = async (page: Page, patch: object): Promise<void> => {
  const { rows } = await product.asOwner(client =>
    client.query('select version from best_interests.file where id = $1', [fileId]),
  )
  const body = { commandId: newId(), baseVersion: rows[0].version, patch }
  expect((await send(page, 'PATCH', `file/${fileId}`, body)).status).toBe(200)
}
const opens = async (page: Page): Promise<void> => {
  await page.goto(`${product.origin}/best_interests/file/${fileId}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}
const moves = async (page: Page, name: string, answer?: string): Promise<void> => {
  await opens(page)
  await page.locator('#main').getByRole('button', { name, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  if (answer) await dialog.getByText(answer, { exact: true }).click()
  await dialog.getByRole('button', { name, exact: true }).last().click()
  await dialog.waitFor({ state: 'detached' })
}
const shot = async (page: Page, name: string) => {
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true })
}
const today = new Date().toISOString().slice(0, 10)

test('an unaccompanied child is assessed, options are weighed, and a panel decides with each vote in its own hand', async () => {
  const [zeinab, anders, david, kamau] = await Promise.all(
    ['zeinab', 'anders', 'david', 'kamau'].map(name => product.signedIn(name)),
  )
  for (const page of [zeinab!, anders!, david!, kamau!]) page.setDefaultTimeout(40_000)
  const made = await add(zeinab!, 'file', {
    subject: child,
    identified_on: today,
    identified_how: 'community',
    care_status: 'unaccompanied',
    risk: 'medium',
    consent_by: 'child',
    consent_on: today,
    assessment: [
      {
        kind: 'short',
        purpose: 'first',
        done_on: today,
        heard: ['child', 'carer'],
        bid_due: true,
        views_child: 'Wants to stay and go to school.',
        present_care: 'With neighbours.',
        safety: 'Safe there.',
        analysis: 'Well looked after.',
        recommendation: 'Foster care with the neighbours.',
      },
    ],
    source: [{ kind: 'interview', with_whom: 'child', on_day: today, said: 'Told of the journey.' }],
    option: ['stay-as-now', 'resettlement'].map(solution => ({
      solution,
      what_for: 'School, and people the child knows.',
      what_against: 'No papers yet.',
      childs_view: 'Prefers to stay.',
    })),
  })
  fileId = made.id
  await moves(zeinab!, 'Finish the assessment')
  const parts = ['background', 'family', 'child_views', 'safety', 'development', 'recommendation']
  await change(zeinab!, {
    ...Object.fromEntries(parts.map(part => [`report_${part}`, 'Written with the child.'])),
    recommended: 'stay-as-now',
  })
  await moves(zeinab!, 'Hand in the report', 'Lasting solution')
  // Another than who reports calls the panel.
  await opens(anders!)
  for (const name of ['Anders Holm', 'David Okello', 'Daniel Kamau']) {
    await anders!.getByRole('combobox', { name: 'Colleague', exact: true }).click()
    await anders!.getByRole('option', { name: new RegExp(`^${name}`) }).click()
    await anders!.getByRole('button', { name: 'Call', exact: true }).click()
    await anders!.getByRole('group', { name: 'Panel member' }).filter({ hasText: name }).waitFor()
  }
  await moves(anders!, 'Bring before the panel')
  for (const page of [anders!, david!, kamau!]) {
    await opens(page)
    await page.getByRole('button', { name: 'Sign to keep secret' }).click()
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor({ state: 'detached' })
  }
  await change(anders!, { decision_reasons: 'The child is at home there.', solution: 'stay-as-now' })
  await add(anders!, 'action', {
    parent_id: fileId,
    because: 'decision',
    service: 'alternative-care',
    goal: 'Foster care is agreed in writing.',
    who: 'Helping Hand',
    due_on: today,
    status: 'planned',
  })
  await moves(anders!, 'Record the panel’s decision')
  await anders!.getByText('Decisions of the panel').first().waitFor()
  expect(await faults(anders!)).toEqual([])
  await shot(anders!, 'child-decided-en')
  const { rows } = await product.asOwner(client =>
    client.query('select name, value from cases.marker where case_id = $1 order by name', [fileId]),
  )
  expect(rows).toContainEqual({ name: 'best_interests.bid', value: 'approved' })
}, 120_000)

test('on a phone in Arabic the file can be read; who works on resettlement learns the stage alone', async () => {
  const phone = await product.signedIn('zeinab', { language: 'ar', width: 390, height: 844, touch: true })
  await opens(phone)
  await phone.waitForLoadState('networkidle')
  await shot(phone, 'child-ar')
  expect(await faults(phone)).toEqual([])
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  const thomas = await product.signedIn('thomas')
  expect((await thomas.request.get(`${product.origin}/api/best_interests/file/${fileId}`)).status()).toBe(404)
}, 60_000)
