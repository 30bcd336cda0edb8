import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

let product: Product
let person: { id: string; number: string; born: string }
let amina: Page
let luc: Page
beforeAll(async () => {
  product = await startProduct()
  person = await product.asOwner(async client => {
    const { rows } = await client.query(
      `select i.id, i.number, i.born from registration.individual i join auth.office o on o.id = i.office_id
       where o.code = 'DAD' and i.process_status = 'active' and i.restriction_group is null and i.year_of_birth < 2000
         and i.country_of_origin = 'SOM' order by i.number limit 1`,
    )
    return rows[0]
  })
  amina = await product.signedIn('amina')
  luc = await product.signedIn('luc', { language: 'en' })
}, 240_000)
afterAll(() => product?.stop())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') for (const [at, page] of [amina, luc].entries()) await shot(page, `failed-${at}`)
})

const shot = async (page: Page, name: string) => {
  if (process.env.NANSEN_SHOTS !== undefined)
    await page.screenshot({ path: `${process.env.NANSEN_SHOTS}/${name}.png`, fullPage: true })
}
const record = () => `${product.origin}/registration/individual/${person.id}`

async function choose(page: Page, label: string, text: string): Promise<void> {
  const list = page.getByRole('combobox', { name: label })
  await list.click()
  if (await list.isEditable()) await list.fill(text)
  await page.getByRole('option', { name: text }).filter({ visible: true }).first().click()
}

const say = (question: string, answer: string) =>
  amina.getByRole('radiogroup', { name: question }).getByText(answer, { exact: true }).click()

/** Taken at the desk, by the form and from the person's page. @returns the address of the request */
async function takenAtDesk(kind: string, asked: string, more: () => Promise<void> = async () => {}): Promise<string> {
  await amina.goto(record())
  await amina.getByRole('link', { name: 'Take a request' }).click()
  await amina.getByRole('heading', { name: 'New: Request about personal data' }).waitFor()
  await say('What is asked', kind)
  await say('Asked by', 'The person')
  await say('How it was asked', 'In person')
  await say('Identity checked by', 'Document')
  await choose(amina, 'Language of the answer', 'Somali')
  await amina.getByRole('textbox', { name: 'In the person’s words' }).fill(asked)
  await more()
  await amina.getByRole('button', { name: 'Save' }).click()
  await amina.waitForURL(/data_protection\/request\/[0-9a-f-]{36}$/)
  // thirty days from today, by the rule of the operation
  await amina.getByText('Answer due on').waitFor()
  return amina.url()
}

/** Luc takes it up and decides with a reason. */
async function decided(address: string, decision: string, because: string): Promise<void> {
  await luc.goto(address)
  await luc.getByRole('button', { name: 'Take up' }).click()
  await luc.getByRole('button', { name: 'Decide' }).click()
  const dialog = luc.getByRole('dialog')
  await dialog.getByText(decision, { exact: true }).click()
  await dialog.getByRole('textbox').last().fill(because)
  await dialog.getByRole('button', { name: 'Decide' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** The letter is printed and the person told. */
async function answered(address: string): Promise<void> {
  await luc.goto(address)
  await luc.getByRole('button', { name: 'Print the decision' }).click()
  const letter = luc.getByRole('link', { name: 'Letter of the decision' })
  await letter.waitFor({ timeout: 30_000 })
  const file = await luc.request.get(product.origin + (await letter.getAttribute('href')))
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
}

test('her date of birth is wrong: the desk takes it, the officer grants it, two correct it, and the old one stays in the history', async () => {
  const address = await takenAtDesk('To correct it', 'I was born on 14 March 1985.')
  expect(await faults(amina)).toEqual([])
  await decided(address, 'Granted', 'Her birth certificate was seen.')
  await luc.getByText('Nothing was corrected yet.').waitFor()
  await shot(luc, 'correction-granted')

  await amina.goto(address)
  await amina.getByRole('button', { name: 'Carry out the correction' }).click()
  const dialog = amina.getByRole('dialog')
  await choose(amina, 'What', 'Date of birth')
  await dialog.locator('#answer-correction-born').fill('1985-03-14')
  await choose(amina, 'Because', 'A new document')
  await dialog.getByRole('textbox', { name: 'Evidence' }).fill('birth certificate seen')
  await dialog.getByRole('button', { name: 'Look what follows' }).click()
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await amina.getByText('A second person must agree').waitFor()
  expect(await faults(amina)).toEqual([])

  const grace = await product.signedIn('grace')
  const { rows } = await product.asOwner(client =>
    client.query(`select c.id from registration.correction_request c where c.root_id = $1 order by c.id desc limit 1`, [
      person.id,
    ]),
  )
  await grace.goto(`${product.origin}/registration/correction/${rows[0].id}`)
  await grace.getByRole('button', { name: 'Agree and apply' }).click()
  await grace.getByRole('dialog').getByRole('button', { name: 'Agree and apply' }).click()
  await grace.getByRole('dialog').waitFor({ state: 'detached' })

  await amina.goto(record())
  await amina.getByText('14 Mar 1985').first().waitFor()
  const before = await product.asOwner(client =>
    client.query(`select value_before from registration.correction_request where id = $1`, [rows[0].id]),
  )
  expect(before.rows).toEqual([{ value_before: person.born }])
  await luc.goto(address)
  await luc.getByText('Answered', { exact: true }).first().waitFor()
  await answered(address)
  await shot(luc, 'correction-answered')
}, 120_000)

test('she has the printing of papers stopped: whoever prints is told so, and it works again when it is lifted', async () => {
  const address = await takenAtDesk('To stop a use', 'No papers with my name, for now.', async () => {
    await choose(amina, 'Uses to stop', 'Printing of certificates')
    await amina.keyboard.press('Escape')
  })
  await decided(address, 'Granted', 'She fears for her brother.')
  await luc.getByRole('heading', { name: 'Stopped uses' }).waitFor()
  expect(await faults(luc)).toEqual([])
  await answered(address)
  await shot(luc, 'restriction')

  await amina.goto(record())
  await amina.getByText('Stopped: Printing of certificates').waitFor()
  const print = async () => {
    await amina.getByRole('button', { name: /^Print: Attestation/ }).click()
    await amina.getByRole('dialog').getByRole('button', { name: 'Print', exact: true }).click()
  }
  await print()
  await amina.getByRole('dialog').getByRole('alert').first().waitFor()
  await shot(amina, 'restriction-print')
  await luc.getByRole('button', { name: 'End this' }).click()
  await luc.getByRole('dialog').getByRole('textbox').fill('She asked for it: her brother is safe.')
  await luc.getByRole('dialog').getByRole('button', { name: 'End this' }).click()
  await luc.getByRole('dialog').waitFor({ state: 'detached' })
  await amina.goto(record())
  await amina.getByText('Papers given to this person').waitFor()
  expect(await amina.getByText('Stopped: Printing of certificates').count()).toBe(0)
  await print()
  await amina.getByRole('button', { name: /^Print again: Attestation/ }).waitFor({ timeout: 30_000 })
}, 120_000)

test('she objects to a use: it is refused with a reason that her letter says, and it stays to be read', async () => {
  const address = await takenAtDesk('To object to a use', 'I do not want my file sent to another country.')
  await decided(address, 'Refused', 'Nothing was sent, and nothing will be without her consent.')
  await answered(address)
  await luc.getByRole('button', { name: 'The person was told' }).click()
  await luc.getByText('Answered', { exact: true }).first().waitFor()
  await luc.getByText('Nothing was sent, and nothing will be without her consent.').waitFor()
  expect(await faults(luc)).toEqual([])
  const phone = await product.signedIn('luc', { language: 'ar', width: 390, height: 844, touch: true })
  await phone.goto(address)
  await phone.locator('h1').first().waitFor()
  expect(await faults(phone)).toEqual([])
  await shot(phone, 'objection-ar')
  expect(await product.verifyAudit()).toMatchObject({ fault: null })
}, 120_000)
