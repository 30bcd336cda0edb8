import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let person: { id: string; number: string; name: string }
beforeAll(async () => {
  product = await startProduct()
  person = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select i.id, i.number, i.display_name as name from registration.individual i join auth.office o on o.id = i.office_id
       where o.code = 'DAD' and i.process_status = 'active' and i.restriction_group is null order by i.number limit 1`,
    )
    return rows[0]
  })
}, 240_000)
afterAll(() => product?.stop())

const shot = async (page: Page, name: string) => {
  if (process.env.NANSEN_SHOTS !== undefined)
    await page.screenshot({ path: `${process.env.NANSEN_SHOTS}/${name}.png`, fullPage: true })
}
/** Asked at the desk by the form; the answers that the journey is not about come by the same route of the server. */
async function takeRequest(page: Page, values: object): Promise<string> {
  const sent = await page.request.post(`${product.origin}/api/data_protection/request`, {
    headers: { 'x-nansen': '1', origin: product.origin },
    data: {
      commandId: crypto.randomUUID(),
      values: {
        individual: person.id,
        received_on: new Date().toISOString().slice(0, 10),
        asked_by: 'person',
        asked_how: 'in-person',
        identity_checked: 'document',
        language: 'som',
        ...values,
      },
    },
  })
  expect([200, 201], await sent.text()).toContain(sent.status())
  return (await sent.json()).id
}

test('a person asks what is held; the officer prints it, decides, and tells them', async () => {
  const desk = await product.signedIn('amina')
  const id = await takeRequest(desk, { kind: 'access' })
  await desk.goto(`${product.origin}/registration/individual/${person.id}`)
  await desk.getByRole('link', { name: 'To know what is held' }).waitFor()
  await desk.getByRole('link', { name: 'Take a request' }).click()
  await desk.getByRole('heading', { name: 'New: Request about personal data' }).waitFor()
  await desk.waitForFunction(
    number =>
      [...document.querySelectorAll('input')].some(input => input.value.includes(number)) ||
      document.body.innerText.includes(number),
    person.number,
  )
  expect(await faults(desk)).toEqual([])
  await shot(desk, 'new-en')

  const luc = await product.signedIn('luc', { language: 'en' })
  await luc.goto(`${product.origin}/data_protection/queue`)
  await luc.getByRole('link', { name: new RegExp(person.number) }).click()
  await luc.getByRole('button', { name: 'Take up' }).click()
  await luc.getByRole('button', { name: 'Print what is held' }).click()
  const paper = luc.getByRole('link', { name: 'What is held about me' })
  await paper.waitFor({ timeout: 30_000 })
  const file = await luc.request.get(product.origin + (await paper.getAttribute('href')))
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await luc.getByRole('button', { name: 'Decide' }).click()
  const dialog = luc.getByRole('dialog')
  await dialog.getByText('Granted', { exact: true }).click()
  await dialog.getByRole('textbox').last().fill('It is their right')
  await dialog.getByRole('button', { name: 'Decide' }).click()
  await luc.getByRole('button', { name: 'Print the decision' }).click()
  await luc.getByRole('link', { name: 'Letter of the decision' }).waitFor({ timeout: 30_000 })
  await shot(luc, 'request-en')
  expect(await faults(luc)).toEqual([])
  await luc.getByRole('button', { name: 'The person was told' }).click()
  await luc.getByText('Answered', { exact: true }).first().waitFor()
  const { rows } = await product.asOwner(client =>
    client.query(
      `select distinct action from audit.entry where module = 'data_protection' and $1::uuid = any (ids) and action in ('export', 'print') order by 1`,
      [id],
    ),
  )
  expect(rows).toEqual([{ action: 'export' }, { action: 'print' }])
  const refused = await desk.request.get(product.origin + (await paper.getAttribute('href')))
  expect(refused.status()).toBe(404)
  expect(await product.verifyAudit()).toMatchObject({ fault: null })
}, 120_000)

test('the screens of the data protection officer can be read in Arabic on a phone, and in English', async () => {
  for (const view of [{ language: 'ar', width: 390, height: 844, touch: true } as const, { width: 1280 }]) {
    const luc = await product.signedIn('luc', view)
    for (const path of ['queue', 'register', 'due', 'figures', 'request']) {
      await luc.goto(`${product.origin}/data_protection/${path}`)
      await luc.locator('h1').first().waitFor()
      await luc.waitForLoadState('networkidle')
      await shot(luc, `${path}-${'language' in view ? 'ar' : 'en'}`)
      // A thousand lines of the register are examined once, on the telephone: it takes ten seconds.
      if (path !== 'register' || 'language' in view) expect(await faults(luc), path).toEqual([])
      const wide = await luc.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(wide, path).toBeLessThanOrEqual(0)
    }
  }
}, 120_000)

test('a person takes a consent back, and when they have left their record is erased by two; the screen says what remains', async () => {
  const desk = await product.signedIn('amina')
  const panel = (page: Page) =>
    page
      .getByRole('region', { name: 'Data protection' })
      .or(page.locator('section', { hasText: 'Consents' }))
      .first()
  const grown = await product.asOwner(async client => {
    const { rows } = await client.query<{ id: string; number: string }>(
      `select i.id, i.number from registration.individual i join auth.office o on o.id = i.office_id
       join registration.consent c on c.root_id = i.id and c.agreed
       where o.code = 'DAD' and i.process_status = 'active' and i.id <> $1 and i.restriction_group is null
         and (select g.size from registration.registration_group g join registration.membership m on m.parent_id = g.id
           where m.individual = i.id and m.member_to is null) = 1 order by i.number limit 1`,
      [person.id],
    )
    return rows[0]!
  })
  await desk.goto(`${product.origin}/registration/individual/${grown.id}`)
  await panel(desk).getByRole('button', { name: 'Withdraw' }).first().click()
  await panel(desk).getByText('Refused').first().waitFor()
  expect(await faults(desk)).toEqual([])
  await shot(desk, 'consent-withdrawn-en')
  const left = await desk.request.post(`${product.origin}/api/commands/registration.changeStatus`, {
    headers: { 'x-nansen': '1', origin: product.origin },
    data: {
      commandId: crypto.randomUUID(),
      input: {
        individualId: grown.id,
        status: 'inactive',
        reason: 'no-contact',
        effectiveOn: new Date().toISOString().slice(0, 10),
      },
    },
  })
  expect(left.status(), await left.text()).toBeLessThan(300)
  const sent = await desk.request.post(`${product.origin}/api/data_protection/request`, {
    headers: { 'x-nansen': '1', origin: product.origin },
    data: {
      commandId: crypto.randomUUID(),
      values: {
        individual: grown.id,
        kind: 'erasure',
        erase: 'everything',
        received_on: new Date().toISOString().slice(0, 10),
        asked_by: 'person',
        asked_how: 'in-person',
        identity_checked: 'document',
        language: 'som',
      },
    },
  })
  const { id } = await sent.json()
  const luc = await product.signedIn('luc', { language: 'en' })
  await luc.goto(`${product.origin}/data_protection/request/${id}`)
  await luc.getByRole('button', { name: 'Take up' }).click()
  await luc.getByRole('button', { name: 'Decide' }).click()
  await luc.getByRole('dialog').getByText('Granted', { exact: true }).click()
  await luc.getByRole('dialog').getByRole('textbox').last().fill('They left and ask for it')
  await luc.getByRole('dialog').getByRole('button', { name: 'Decide' }).click()
  await luc.getByText('second').first().waitFor()
  const catherine = await product.signedIn('catherine')
  await catherine.goto(`${product.origin}/data_protection/request/${id}`)
  await catherine.getByRole('button', { name: 'Agree to the erasure', exact: true }).click()
  await catherine.getByRole('dialog').getByRole('button', { name: 'Agree to the erasure' }).click()
  await catherine.getByRole('dialog').waitFor({ state: 'detached' })
  await luc.reload()
  await luc.getByRole('button', { name: 'Erase now' }).click()
  await luc.getByRole('dialog').getByRole('button', { name: 'Erase now' }).click()
  await luc.getByRole('heading', { name: 'What may remain' }).waitFor()
  expect(await faults(luc)).toEqual([])
  await shot(luc, 'erased-en')
  const { rows } = await product.asOwner(client =>
    client.query('select display_name, born from registration.individual where id = $1', [grown.id]),
  )
  expect(rows).toEqual([{ display_name: '—', born: null }])
  expect(await product.verifyAudit()).toMatchObject({ fault: null })
}, 120_000)
