import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Authenticator } from './authenticator.ts'
import { type Colleague, type Installation, PASSWORD, setUp, startFounding } from './founding.ts'
import { faults } from './product.ts'

/** What one founder changes it to. */
const NEXT = 'eleven slow camels by a green gate'

let installation: Installation
let origin = ''
beforeAll(async () => {
  installation = await startFounding()
  origin = installation.origin
}, 180_000)
afterAll(() => installation?.stop())

async function signIn({ page, email, phone }: Colleague): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Six digits').fill(await phone.digits())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Six minutes pass since this person last gave a second factor. */
const longAgo = (email: string) =>
  installation.asOwner(
    `update auth.session set stepped_up_at = now() - interval '6 minutes'
     where staff_id = (select id from auth.staff where email = $1)`,
    [email],
  )

const founders: Colleague[] = []

test('three people found the installation, each with a code from the terminal and an authenticator', async () => {
  const { codes } = installation
  expect(codes).toHaveLength(3)
  const look = async (page: Page) => expect(await faults(page)).toEqual([])
  for (const [i, name] of ['Amina', 'Binta', 'Chidi'].entries())
    founders.push(await setUp(installation, { name, code: codes[i]!, founds: true, ...(i === 0 ? { look } : {}) }))
  const { page } = founders[0]!
  await page.getByText('No operation is open yet.').waitFor()
  await page.getByRole('link', { name: 'Add an operation' }).waitFor()
}, 60_000)

test('signed out is out; password and six digits let in again', async () => {
  const [amina] = founders
  await amina!.page.getByRole('button', { name: 'Your account' }).click()
  await amina!.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await signIn(amina!)
  await amina!.page.getByRole('heading', { name: 'Good day, Amina Invented' }).waitFor()
}, 60_000)

test('a colleague is invited by one and let in by another, whose second factor is asked again when it is old', async () => {
  const [{ page: amina }, binta] = founders as [Colleague, Colleague]
  await amina.goto(`${origin}/oversight/staff`)
  await amina.getByRole('button', { name: 'Invite a colleague' }).click()
  const dialog = amina.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Dawit Invented')
  await dialog.getByLabel('E-mail address').fill('dawit@example.org')
  await dialog.getByRole('combobox', { name: 'Organisation' }).click()
  await amina.getByRole('option', { name: 'Headquarters' }).click()
  await dialog.getByRole('button', { name: 'Invite a colleague' }).click()
  await amina.getByRole('link', { name: 'Dawit Invented' }).click()
  await amina.getByText('A second person must do this.').waitFor()
  expect(await amina.getByRole('button', { name: 'Let in' }).isDisabled()).toBe(true)

  await longAgo(binta.email)
  await binta.page.goto(`${origin}/oversight/approvals`)
  await binta.page.getByRole('link', { name: 'Look' }).click()
  await binta.page.getByRole('button', { name: 'Let in' }).click()
  await binta.page.getByRole('dialog').getByRole('button', { name: 'Let in' }).click()
  const proof = binta.page.getByRole('dialog', { name: 'Is it you?' })
  await proof.getByLabel('Six digits').fill(await binta.phone.digits())
  await proof.getByRole('button', { name: 'Confirm' }).click()
  await binta.page.getByRole('button', { name: 'Issue a one-time code' }).waitFor()
}, 60_000)

test('a role is asked for by one and holds when two others have agreed', async () => {
  const [{ page: amina }, binta, chidi] = founders as [Colleague, Colleague, Colleague]
  await amina.reload()
  await amina.getByRole('button', { name: 'Ask for a role' }).click()
  const dialog = amina.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Role' }).fill('registration officer')
  await amina.getByRole('option', { name: 'Registration officer' }).click()
  await dialog.getByRole('combobox', { name: 'Office' }).fill('Headquarters')
  await amina.getByRole('option', { name: /Headquarters/ }).click()
  await dialog.getByRole('button', { name: 'Ask for a role' }).click()
  await amina.getByText('Asked by Amina Invented').waitFor()
  expect(await faults(amina)).toEqual([])
  for (const { page } of [binta, chidi]) {
    await page.goto(`${origin}/oversight/approvals`)
    await page.getByRole('button', { name: 'Agree' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Agree' }).click()
    await page.getByText('Saved').first().waitFor()
  }
  await amina.reload()
  await amina.getByText('2 of 2 agreed: Binta Invented, Chidi Invented').waitFor()
}, 60_000)

test('a desk left alone locks; what was typed is there after its owner has signed in again', async () => {
  const chidi = founders[2]!
  const { page } = chidi
  await page.goto('about:blank')
  await page.clock.install()
  await page.goto(`${origin}/oversight/staff`)
  await page.getByLabel('Find a colleague').fill('Binta')
  await page.clock.fastForward(16 * 60_000)
  const lock = page.getByRole('dialog', { name: 'Locked' })
  await lock.waitFor()
  expect((await page.request.get(`${origin}/api/me`)).status()).toBe(401)
  await page.clock.resume()
  await signIn(chidi)
  await lock.waitFor({ state: 'detached' })
  expect(await page.getByLabel('Find a colleague').inputValue()).toBe('Binta')
  expect((await page.request.get(`${origin}/api/me`)).status()).toBe(200)
}, 60_000)

test('a founder changes the password, the authenticator and the recovery codes from their name in the header', async () => {
  const amina = founders[0]!
  const { page } = amina
  await page.goto(origin)
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'My account' }).click()
  await page.getByText('Recovery codes left: 10').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByLabel('Password you have now').fill('not the one it is')
  await page.getByLabel('New password', { exact: true }).fill(NEXT)
  await page.getByLabel('The same password again').fill(NEXT)
  await longAgo(amina.email)
  await page.getByRole('button', { name: 'Change the password' }).click()
  const proof = page.getByRole('dialog', { name: 'Is it you?' })
  await proof.getByLabel('Six digits').fill(await amina.phone.digits())
  await proof.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('this is not your password').waitFor()
  await page.getByLabel('Password you have now').fill(PASSWORD)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('The password was changed. Other sessions were ended.').waitFor()
  await page.getByText('Your password was changed. If that was not you').waitFor()

  await page.getByRole('button', { name: 'Connect a new authenticator' }).click()
  const renewal = page.getByRole('dialog', { name: 'Connect a new authenticator' })
  const phone = new Authenticator((await renewal.locator('code').first().innerText()).replaceAll(/\s/g, ''))
  expect(await faults(page)).toEqual([])
  await renewal.getByLabel('Six digits').fill(await phone.digits())
  await renewal.getByRole('button', { name: 'Finish' }).click()
  const codes = page.getByRole('dialog', { name: 'Recovery codes' })
  await codes.locator('code').nth(9).waitFor()
  await codes.getByRole('button', { name: 'I have copied the recovery codes' }).click()
  await page.getByText('A new authenticator was connected.').waitFor()

  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail').fill(amina.email)
  await page.locator('input[autocomplete=current-password]').fill(NEXT)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Six digits').fill(await phone.digits())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Good day, Amina Invented' }).waitFor()
}, 150_000)

test('a lost telephone is asked for by one and agreed to by another, who is shown the code; its owner comes back with it', async () => {
  const [{ page: amina }, binta, chidi] = founders as [Colleague, Colleague, Colleague]
  await amina.goto(`${origin}/oversight/staff`)
  await amina.getByRole('link', { name: 'Chidi Invented' }).click()
  await amina.getByRole('button', { name: 'Undo password and second factor' }).click()
  const asking = amina.getByRole('dialog')
  await asking.getByLabel('Reason').fill('The telephone was stolen')
  await asking.getByRole('button', { name: 'Undo password and second factor' }).click()
  await asking.waitFor({ state: 'detached' })
  const { page } = binta
  await page.goto(`${origin}/oversight/approvals`)
  await page.getByRole('button', { name: 'Agree' }).click()
  await page.getByRole('button', { name: 'Make the code' }).click()
  const dialog = page.getByRole('dialog', { name: 'One-time code' })
  const code = await dialog.locator('code').innerText()
  await page.getByText('The telephone was stolen').waitFor({ state: 'detached' })
  expect(await faults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  expect((await chidi.page.request.get(`${origin}/api/me`)).status()).toBe(401)
  await setUp(installation, { name: 'Chidi', code })
}, 60_000)

test('a passkey is added on the page of one’s account, and is enough to sign in', async () => {
  const [, binta] = founders as [Colleague, Colleague]
  const { page } = binta
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${origin}/account`)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const proof = page.getByRole('dialog', { name: 'Is it you?' })
  await proof.or(page.getByText('The passkey was added.')).first().waitFor()
  if (await proof.isVisible()) {
    await proof.getByLabel('Six digits').fill(await binta.phone.digits())
    await proof.getByRole('button', { name: 'Confirm' }).click()
  }
  await page.getByText('The passkey was added.').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('heading', { name: 'Good day, Binta Invented' }).waitFor()
}, 90_000)
