import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { launchBrowser } from '@nansen/testing'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { openForLooking } from '../apps/cli/src/openForLooking.ts'
import { ensurePages } from '../apps/cli/src/pages.ts'
import { readSettings } from '../apps/cli/src/settings.ts'
import { Authenticator } from './authenticator.ts'

const NANSEN = fileURLToPath(new URL('../apps/cli/nansen.mjs', import.meta.url))
export const PASSWORD = 'a boat on a quiet lake 1951'

/** A real installation at its first start, in a process of its own: it holds nobody, and three codes are printed. */
export interface Installation {
  readonly origin: string
  readonly codes: readonly string[]
  readonly browser: Browser
  /** A command of `nansen` beside the running server; rejects when it fails. */
  readonly nansen: (...words: readonly string[]) => Promise<string>
  /** Past every policy. */
  readonly asOwner: (sql: string, values: readonly unknown[]) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Somebody with an account, on a page of their own on which they are signed in. */
export interface Colleague {
  readonly name: string
  readonly email: string
  readonly page: Page
  readonly phone: Authenticator
}

export async function startFounding(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'nansen-founding-'))
  chmodSync(folder, 0o755)
  await ensurePages(true)
  const { DATABASE_URL: _, ...others } = process.env
  const own = {
    NANSEN_DATA: join(folder, 'data'),
    NANSEN_KEYS: join(folder, 'keys', 'server.key'),
    PORT: String(await freePort()),
  }
  const env = { ...others, ...own }
  const server = spawn(process.execPath, [NANSEN, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [browser, said] = await Promise.all([
    launchBrowser(),
    until(server, /\/set-up[\s\S]*?(?:\n {2}[0-9A-Z-]{20,}){3}\n/),
  ])
  return {
    origin: /serves at (\S+)/.exec(said)?.[1] ?? '',
    codes: [...said.matchAll(/^ {2}([0-9A-Z-]{20,})$/gm)].map(([, code]) => code!),
    browser,
    nansen: async (...words) => (await promisify(execFile)(process.execPath, [NANSEN, ...words], { env })).stdout,
    asOwner: async (sql, values) => {
      const { database } = await openForLooking(readSettings('real', own))
      const client = new pg.Client({ connectionString: database.ownerUrl })
      await client.connect()
      await client.query(sql, [...values])
      await client.end()
    },
    stop: async () => {
      await browser.close()
      if (server.exitCode === null) {
        server.kill('SIGTERM')
        await once(server, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
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

interface Coming {
  readonly name: string
  readonly code: string
  /** One of the three, who says their own name; a colleague's is known. */
  readonly founds?: true
  /** Before the first page is opened, and before a second factor is shown. */
  readonly look?: (page: Page) => Promise<void>
  readonly prepare?: (page: Page) => Promise<void>
}

/** Turns a one-time code into an account, and stays signed in. */
export async function setUp({ origin, browser }: Installation, { name, code, founds, look, prepare }: Coming) {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await prepare?.(page)
  const email = `${name.toLowerCase()}@example.org`
  await page.goto(`${origin}/set-up`)
  await page.getByLabel('One-time code').fill(code)
  if (founds) {
    await page.getByLabel('I am one of the three who found this installation').check()
    await page.getByLabel('Your name').fill(`${name} Invented`)
    await page.getByLabel('E-mail').fill(email)
  }
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('The same password again').fill(PASSWORD)
  await page.getByRole('button', { name: 'Continue' }).click()
  const secret = await page.locator('code').first().innerText()
  const phone = new Authenticator(secret.replaceAll(/\s/g, ''))
  await look?.(page)
  await page.getByLabel('I have copied the recovery codes').check()
  await page.getByLabel('Six digits').fill(await phone.digits())
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByRole('heading', { name: `Good day, ${name} Invented` }).waitFor()
  return { name, email, page, phone } satisfies Colleague
}
