import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
}, 180_000)
afterAll(() => product?.stop())

const post = (name: string, path: string, body: object) =>
  product.signedIn(name).then(page =>
    page.evaluate(
      async ([to, said]) => {
        const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
        const answer = await fetch(to as string, {
          method: 'POST',
          headers,
          body: JSON.stringify({ commandId: crypto.randomUUID(), ...(said as object) }),
        })
        return { status: answer.status, body: (await answer.json()) as { id: string } }
      },
      [path, body] as const,
    ),
  )

test('UNHCR puts somebody forward; the partner takes them in, reads out its class list, and another sees nothing of it', async () => {
  const found = await product.asOwner(client =>
    client.query(
      `select i.id, p.id as programme from registration.individual i join auth.office o on o.id = i.office_id, partner_services.programme p
       where o.code = 'ZAA' and i.process_status = 'active' and i.restriction_group is null and p.name = 'Sewing and tailoring'
         and not exists (select from partner_services.enrolment e where e.subject = i.id and e.programme = p.id) order by i.number limit 1`,
    ),
  )
  const { id: subject, programme } = found.rows[0]
  const values = {
    subject,
    programme,
    asked_on: '2026-11-20',
    asked_by: 'unhcr',
    agreed_on: '2026-11-19',
    because: 'She sewed at home.',
  }
  const made = await post('sami', '/api/partner_services/enrolment', { values })
  expect(made.status).toBe(200)
  const path = `/partner_services/enrolment/${made.body.id}`

  const sami = await product.signedIn('sami')
  await sami.goto(`${product.origin}/partner_services/find`)
  await sami.getByLabel('Age from').fill('18')
  await sami.getByRole('button', { name: 'Show' }).click()
  await sami.locator('[data-people] tbody tr').first().waitFor()
  if (process.env.NANSEN_PICTURES)
    await sami.screenshot({ path: `${process.env.NANSEN_PICTURES}/find.png`, fullPage: true })

  const nadia = await product.signedIn('nadia')
  await nadia.goto(product.origin + path)
  await nadia.getByText('She sewed at home.').waitFor()
  await nadia.getByRole('button', { name: 'Take in', exact: true }).click()
  await nadia.getByRole('dialog').getByLabel('Began on').fill('21/11/2026')
  await nadia.getByRole('dialog').getByRole('button', { name: 'Take in', exact: true }).click()
  await nadia.getByRole('button', { name: 'Print: Enrolment slip' }).waitFor()
  expect(await faults(nadia)).toEqual([])

  await nadia.goto(`${product.origin}/partner_services/programme/${programme}`)
  const list = nadia.locator('[data-class]')
  await list.getByRole('button', { name: 'Write down a meeting' }).click()
  await list.getByLabel('Topic').fill('Hems and seams')
  await list.getByRole('button', { name: 'Save the meeting' }).click()
  await list.getByText('Hems and seams').waitFor()

  const phone = await product.signedIn('nadia', { language: 'ar', width: 390, height: 844, touch: true })
  await phone.goto(`${product.origin}/partner_services/programme/${programme}`)
  await phone.getByText('Hems and seams').waitFor()
  expect(await faults(phone)).toEqual([])
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

  const { rows } = await product.asOwner(client =>
    client.query('select state, hours_present from partner_services.enrolment where id = $1', [made.body.id]),
  )
  expect(rows).toEqual([{ state: 'taking-part', hours_present: 2 }])
  // A caseworker of the same camp, who holds nothing here, meets neither the class nor the woman in it.
  const reem = await product.signedIn('reem')
  expect((await reem.request.get(`${product.origin}/api${path}`)).status()).toBe(404)
}, 90_000)
