import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchBrowser } from '@nansen/testing'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openForLooking } from '../apps/cli/src/openForLooking.ts'
import { ensurePages } from '../apps/cli/src/pages.ts'
import { readSettings } from '../apps/cli/src/settings.ts'
import { Authenticator } from './authenticator.ts'
import { faults } from './product.ts'

const NANSEN = fileURLToPath(new URL('../apps/cli/nansen.mjs', import.meta.url))
const PASSWORD = 'a boat on a quiet lake 1951'
/** What one founder changes it to. */
const NEXT = 'eleven slow camels by a green gate'

const folder = mkdtempSync(join(tmpdir(), 'nansen-founding-'))
let server: ChildProcess
let browser: Browser
let origin = ''
let codes: readonly string[] = []

beforeAll(async () => {
  chmodSync(folder, 0o755)
  await ensurePages(true)
  ;[server, browser] = [start(await freePort()), await launchBrowser()]
  const said = await until(server, /\/set-up[\s\S]*?(?:\n {2}[0-9A-Z-]{20,}){3}\n/)
  origin = /serves at (\S+)/.exec(said)?.[1] ?? ''
  codes = [...said.matchAll(/^ {2}([0-9A-Z-]{20,})$/gm)].map(([, code]) => code!)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  if (server.exitCode === null) {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

const environment = (port: number) => ({
  NANSEN_DATA: join(folder, 'data'),
  NANSEN_KEYS: join(folder, 'keys', 'server.key'),
  PORT: String(port),
})

function start(port: number): ChildProcess {
  const { DATABASE_URL: _, ...others } = process.env
  return spawn(process.execPath, [NANSEN, 'start'], {
    env: { ...others, ...environment(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, '127.0.0.1')
  await once(socket, 'listening')
  const address = socket.address()
  socket.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Everything printed so far, once it holds what is waited for. */
function until(child: ChildProcess, what: RegExp): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (what.test(said)) resolve(said)
      })
    child.once('exit', () => reject(new Error(`it ended: ${said}`)))
  })
}

interface Founder {
  readonly name: string
  readonly email: string
  readonly page: Page
  readonly phone: Authenticator
}

async function found(name: string, code: string): Promise<Founder> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const email = `${name.toLowerCase()}@example.org`
  await page.goto(`${origin}/set-up`)
  await page.getByLabel('One-time code').fill(code)
  await page.getByLabel('I am one of the three who found this installation').check()
  await page.getByLabel('Your name').fill(`${name} Invented`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('The same password again').fill(PASSWORD)
  await page.getByRole('button', { name: 'Continue' }).click()
  const secret = await page.locator('code').first().innerText()
  const phone = new Authenticator(secret.replaceAll(/\s/g, ''))
  if (founders.length === 0) expect(await faults(page)).toEqual([])
  await page.getByLabel('I have copied the recovery codes').check()
  await page.getByLabel('Six digits').fill(await phone.digits())
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByRole('heading', { name: `Good day, ${name} Invented` }).waitFor()
  return { name, email, page, phone }
}

async function signIn({ page, email, phone }: Founder): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Six digits').fill(await phone.digits())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Six minutes pass since this person last gave a second factor. */
async function longAgo(email: string): Promise<void> {
  const settings = readSettings('real', environment(0))
  const { database } = await openForLooking(settings)
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query(
    `update auth.session set stepped_up_at = now() - interval '6 minutes'
     where staff_id = (select id from auth.staff where email = $1)`,
    [email],
  )
  await client.end()
}

const founders: Founder[] = []

test('three people found the installation, each with a code from the terminal and an authenticator', async () => {
  expect(codes).toHaveLength(3)
  for (const [i, name] of ['Amina', 'Binta', 'Chidi'].entries()) founders.push(await found(name, codes[i]!))
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
  const [{ page: amina }, binta] = founders as [Founder, Founder]
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
  const [{ page: amina }, binta, chidi] = founders as [Founder, Founder, Founder]
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

test('a passkey is added on the page of one’s account, and is enough to sign in', async () => {
  const [, binta] = founders as [Founder, Founder]
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
