import { newId } from '@nansen/kernel'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atFiveDesks } from './fiveDesks.ts'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
const ngoOffice = newId()
let family: { readonly office: string; readonly people: readonly { readonly id: string; readonly number: string }[] }
beforeAll(async () => {
  product = await startProduct()
  family = await product.asOwner(async client => {
    // Ruth is sent to Dadaab for a while, where the family lives.
    await client.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding)
       select $1, s.id, 'rsd_officer', o.id, '2026-01-01', true from auth.staff s, auth.office o where s.email = 'ruth@demo.nansen' and o.code = 'DAD'`,
      [newId()],
    )
    // and Helping Hand, an NGO, opens an office in the country and sends Nadia there
    await client.query(
      `insert into auth.office (id, code, name, country, parent_id, organisation_id)
       select $1, 'HHD', 'Helping Hand, Dadaab', here.country, here.parent_id, ngo.organisation_id
       from auth.office ngo, auth.office here where ngo.name like 'Helping Hand%' and here.code = 'DAD'`,
      [ngoOffice],
    )
    await client.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding)
       select $1, s.id, 'partner_caseworker', $2, '2026-01-01', true from auth.staff s where s.email = 'nadia@demo.nansen'`,
      [newId(), ngoOffice],
    )
    const { rows } = await client.query(
      `select g.office_id as office, jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number) order by m.sequence) as people
       from registration.registration_group g join auth.office o on o.id = g.office_id and o.code = 'DAD'
       join registration.membership m on m.parent_id = g.id and m.member_to is null
       join registration.individual i on i.id = m.individual
       where g.restriction_group is null and not exists (select from rsd.member r where r.individual = i.id) group by g.id
       having count(*) between 3 and 6 and bool_and(i.process_status = 'active' and i.restriction_group is null) order by g.number limit 1`,
    )
    return rows[0]
  })
}, 240_000)
afterAll(() => product?.stop())

/** What a screen would send, from the page of whoever is signed in there. */
const send = (page: Page, method: string, path: string, body: object | null = null) =>
  page.evaluate(
    async ([verb, to, said]) => {
      const answer = await fetch(`/api/${to}`, {
        method: verb as string,
        headers: { 'content-type': 'application/json', 'x-nansen': '1' },
        ...(said === null ? {} : { body: JSON.stringify(said) }),
      })
      return { status: answer.status, body: await answer.json() }
    },
    [method, path, body] as const,
  )
const add = async (
  page: Page,
  record: string,
  values: object,
  module = 'rsd',
): Promise<{ id: string; version: number }> => {
  const { status, body } = await send(page, 'POST', `${module}/${record}`, { commandId: newId(), values })
  expect([status, body]).toEqual([200, expect.anything()])
  return body
}
const shot = async (page: Page, name: string) => {
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true })
}
const move = async (page: Page, name: string, ready = true): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).first().click()
  if (ready) await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  if (ready) await page.getByRole('dialog').waitFor({ state: 'hidden' })
}
const today = new Date().toISOString().slice(0, 10)

test('one family is worked on by four bodies, each within its mandate', async () => {
  const [ruth, david, kamau, amina, nadia, james] = await Promise.all(
    ['ruth', 'david', 'kamau', 'amina', 'nadia', 'james'].map(name => product.signedIn(name)),
  )
  const [applicant, member] = family.people
  // UNHCR: Ruth opens the file and hears him; what it waits for is said on the page.
  const file = await add(ruth!, 'file', {
    office_id: family.office,
    subject: applicant!.id,
    procedure: 'first-instance',
    modality: 'regular',
    authority: 'government',
    applied_on: today,
    priority: 'ordinary',
    complexity: 'ordinary',
  })
  const parent_id = file.id
  await add(ruth!, 'member', { parent_id, individual: member!.id, role: 'minor-dependant' })
  await add(ruth!, 'claim', { parent_id, individual: member!.id, relation: 'other-dependant', kind: 'by-family' })
  await ruth!.goto(`${product.origin}/rsd/file/${file.id}`)
  await ruth!.getByText('the application of the applicant').waitFor()
  expect(await faults(ruth!)).toEqual([])
  await shot(ruth!, 'rsd-opened-en')
  await add(ruth!, 'application', {
    parent_id,
    individual: applicant!.id,
    received_on: today,
    why_left: 'The market was burnt.',
  })
  const interview = { parent_id, individual: applicant!.id, kind: 'first', planned_for: `${today}T09:00:00Z` }
  await add(ruth!, 'interview', { ...interview, status: 'planned', place: 'Room 4' })
  await ruth!.reload()
  await move(ruth!, 'Interview is planned')
  await add(ruth!, 'interview', { ...interview, status: 'held', held_on: today, interpreted: true, undertaking: true })
  await add(ruth!, 'fact', {
    parent_id,
    sequence: 1,
    topic: 'The fire at the market',
    statement: 'He saw it.',
    finding: 'accepted',
  })
  await ruth!.reload()
  await move(ruth!, 'The applicant was heard')
  await ruth!.goto(`${product.origin}/rsd/file/${file.id}/edit`)
  await ruth!.getByLabel('Summary of the claim').fill('Fled after the market was burnt.')
  await ruth!.getByLabel('Legal analysis').fill('A reasonable degree of likelihood.')
  await ruth!.getByRole('radio', { name: 'None', exact: true }).click()
  await choose(ruth!, 'Recommendation', 'Recognised')
  await shot(ruth!, 'rsd-form-en')
  await ruth!.getByRole('button', { name: 'Save' }).first().click()
  await ruth!.waitForURL(url => !url.pathname.endsWith('/edit'))
  await move(ruth!, 'Finish the assessment')
  // The reviewer of UNHCR may not decide what is the government's; he gives the file to Daniel Kamau, who finds it then and not before.
  expect((await send(kamau!, 'GET', `rsd/file/${file.id}`)).status).toBe(404)
  await david!.goto(`${product.origin}/rsd/file/${file.id}`)
  await choose(david!, 'To whom', 'Daniel Kamau')
  await david!.getByRole('textbox', { name: 'Why', exact: true }).fill('The government decides here.')
  await david!.getByRole('button', { name: 'Give the file' }).click()
  await david!.getByText('Daniel Kamau · Has the file').waitFor()
  expect(await faults(david!)).toEqual([])
  const refused = await send(david!, 'POST', `rsd/file/${file.id}/moves/endorse`, {
    commandId: newId(),
    baseVersion: (await send(david!, 'GET', `rsd/file/${file.id}`)).body.version,
    patch: {},
  })
  expect(refused.status).toBe(403)
  // Meanwhile the NGO takes the applicant into its course: UNHCR puts him forward, and she reads what was said for that, and nothing else.
  const course = { name: 'English in the evening', kind: 'language-course', takes_in: true, office_id: ngoOffice }
  const programme = await add(nadia!, 'programme', course, 'partner_services')
  const enrolment = await add(
    james!,
    'enrolment',
    {
      programme: programme.id,
      subject: applicant!.id,
      asked_on: today,
      asked_by: 'unhcr',
      agreed_on: today,
      because: 'He asked for lessons.',
    },
    'partner_services',
  )
  await nadia!.goto(`${product.origin}/partner_services/enrolment/${enrolment.id}`)
  await nadia!.getByText('He asked for lessons.').waitFor()
  await move(nadia!, 'Take in', false)
  await nadia!.getByRole('dialog').getByLabel('Began on').fill(today.split('-').toReversed().join('/'))
  await nadia!.getByRole('dialog').getByRole('button', { name: 'Take in', exact: true }).click()
  await nadia!.getByRole('button', { name: 'Print: Enrolment slip' }).waitFor()
  const ofHers = await nadia!.locator('main').innerText()
  expect(ofHers).not.toMatch(/KEN-DAD-RSD|market|Refugee status/)
  expect(await faults(nadia!)).toEqual([])
  for (const other of [ruth!, kamau!])
    expect((await send(other, 'GET', `partner_services/enrolment/${enrolment.id}`)).status).toBe(404)
  // The government's officer endorses and decides.
  await kamau!.goto(`${product.origin}/rsd/file/${file.id}`)
  await move(kamau!, 'Endorse')
  const read = (await send(kamau!, 'GET', `rsd/file/${file.id}`)).body
  await send(kamau!, 'PATCH', `rsd/file/${file.id}`, {
    commandId: newId(),
    baseVersion: read.version,
    patch: { ground: 'oau-1-2' },
  })
  const [claim] = (await send(kamau!, 'GET', `rsd/claim?parent_id=${file.id}`)).body.rows
  const follows = { outcome: 'derivative-refused', refused_because: 'not-dependent' }
  await send(kamau!, 'PATCH', `rsd/claim/${claim.id}`, {
    commandId: newId(),
    baseVersion: claim.version,
    patch: follows,
  })
  await kamau!.reload()
  await kamau!.getByRole('button', { name: 'Decide', exact: true }).click()
  await choose(kamau!, 'Outcome', 'Recognised')
  await kamau!.getByRole('dialog').getByRole('button', { name: 'Decide', exact: true }).click()
  await kamau!.getByRole('dialog').waitFor({ state: 'hidden' })
  await choose(kamau!, 'Language of the letter', 'العربية')
  await kamau!.getByRole('button', { name: 'Print: Notification of the decision' }).click()
  await kamau!.getByRole('link', { name: 'Notification of the decision' }).waitFor({ timeout: 30_000 })
  expect(await faults(kamau!)).toEqual([])
  await shot(kamau!, 'rsd-government-en')
  // The registration officer sees the stage and the legal status, and nothing of the claim; the NGO its own work alone.
  await amina!.goto(`${product.origin}/registration/individual/${applicant!.id}`)
  await amina!.getByText('Refugee status determination').first().waitFor()
  const seen = await amina!.locator('main').innerText()
  expect(seen).toContain('Decided')
  expect(seen).not.toMatch(/market|OAU Convention, I|Ruth/)
  await shot(amina!, 'rsd-registration-en')
  expect((await send(amina!, 'GET', `rsd/file/${file.id}`)).status).toBe(404)
  await amina!.goto(`${product.origin}/rsd/file/${file.id}`)
  await amina!.waitForFunction(() => (document.querySelector('main')?.innerText.trim().length ?? 0) > 10)
  expect(await amina!.locator('main').innerText()).not.toMatch(/KEN-DAD-RSD|market/)
  expect((await send(nadia!, 'GET', `rsd/file/${file.id}`)).status).toBe(404)
  const overview = await send(nadia!, 'POST', 'queries/cases.overview', { personId: applicant!.id })
  expect(overview.body.cases.map(({ module, state }: { module: string; state: string }) => [module, state])).toEqual([
    ['partner_services', 'taking-part'],
  ])
  const { rows } = await product.asOwner(client =>
    client.query(
      `select status, category from registration.legal_status where parent_id = $1 order by created_at desc limit 1`,
      [applicant!.id],
    ),
  )
  expect(rows).toEqual([{ status: 'refugee', category: 'by-government-individually' }])
}, 120_000)

test('one woman’s record is open at five desks, and each shows what its work needs and nothing else', async () => {
  const { met, meant } = await atFiveDesks(product)
  expect(met).toEqual(meant)
}, 60_000)

test('a file holds on a telephone, in Arabic', async () => {
  const phone = await product.signedIn('david', { language: 'ar', width: 390, height: 844 })
  const { rows } = await product.asOwner(client =>
    client.query(
      `select f.id from rsd.file f join auth.office o on o.id = f.office_id where o.country = 'KEN' and f.state = 'notified' limit 1`,
    ),
  )
  await phone.goto(`${product.origin}/rsd/file/${rows[0].id}`)
  await phone.getByRole('heading', { level: 1 }).waitFor()
  await phone.locator('.nansen-timeline').first().waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await faults(phone)).toEqual([])
  await shot(phone, 'rsd-file-ar')
}, 60_000)

const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).filter({ visible: true }).first().click()
}
