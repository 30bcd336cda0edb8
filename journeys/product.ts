import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { runClocks } from '@nansen/cases/server'
import { judgeWaiting, tellBirthdays } from '@nansen/registration/server'
import { type Keys, type Store, type Verdict, verifyAudit } from '@nansen/store'
import { type InventedFamily, practiceWorld, type World } from '@nansen/world'
import type Axe from 'axe-core'
import pg from 'pg'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { addAccounts, practiceAccounts } from '../apps/cli/src/demo/accounts.ts'
import { drawFaces } from '../apps/cli/src/demo/faces.ts'
import { loadWorld } from '../apps/cli/src/demo/loadWorld.ts'
import { type Installation, openInstallation, storeOf } from '../apps/cli/src/installation.ts'
import { ensurePages } from '../apps/cli/src/pages.ts'
import { serve } from '../apps/cli/src/serve.ts'
import { TODAY } from './practiceDatabase.ts'
import { browserOfProcess, leaveWindows, openWindow, type View } from './windows.ts'

export type { View }

/** The product as a visitor meets it: its own PostgreSQL, the practice world, the server with its duties, and a browser. */
export interface Product {
  readonly origin: string
  readonly world: World
  readonly browser: Browser
  /** A page on which this colleague is signed in, through the sign-in page's own door. */
  readonly signedIn: (name: string, view?: View) => Promise<Page>
  /** Past every policy: for looking at what really is in the database. */
  readonly asOwner: <T>(work: (client: pg.Client) => Promise<T>) => Promise<T>
  readonly ownerUrl: string
  /** The server's own, to read and to sign what it would. */
  readonly keys: Keys
  /** Gives these families' people their drawn portraits and captures, as the demo does for all behind a visitor's back. */
  readonly drawFaces: (families: readonly InventedFamily[], judgesAt?: ReadonlySet<string>) => Promise<void>
  /** Reads the whole audit again, as `nansen audit verify` does. */
  readonly verifyAudit: () => Promise<Verdict>
  /** A command of `nansen` in a process of its own, as whoever keeps this installation would type it. */
  readonly nansen: (...words: readonly string[]) => Promise<Said>
  /** The server ends and begins again at the same address; its database goes on. */
  readonly startAgain: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** What a command printed, and the code with which it ended. */
export interface Said {
  readonly text: string
  readonly code: number
}

/**
 * The folder of a stopped installation that has so many people: made once in a run, by whichever journey asks first, in whatever process; the
 * others wait for it.
 */
async function preparedWorld(people: number): Promise<string> {
  const folder = join(process.env.NANSEN_RUN_FOLDER ?? ownFolder(), `practice-world-of-${people}`)
  for (;;) {
    if (existsSync(join(folder, READY))) return folder
    if (mayMake(folder)) return prepareWorld(folder, people)
    await sleep(LOOK_AGAIN)
  }
}

const READY = 'ready'
/** Milliseconds between two looks whether another process is done. */
const LOOK_AGAIN = 250

/** Making a folder succeeds for one alone. */
function mayMake(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 })
    return true
  } catch {
    return false
  }
}

async function prepareWorld(folder: string, people: number): Promise<string> {
  try {
    const installation = await openInstallation(settingsIn(folder), () => {})
    const { ownerUrl } = installation.database
    await loadWorld({ ownerUrl, keys: installation.keys.store, people, today: TODAY, say: () => {} })
    const serving = await serve(installation, pino({ level: 'silent' }), {
      demo: practiceAccounts(),
      before: auth => addAccounts(auth, ownerUrl),
    })
    await serving.stop()
    const store = storeOf(installation, () => {})
    await untilJudged(store).finally(() => store.close())
    await withoutSpareLog(ownerUrl)
    await installation.stop()
    writeFileSync(join(folder, READY), '')
    return folder
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** What a server does in its first minutes, done once instead of by every journey. */
async function untilJudged(store: Store): Promise<void> {
  const now = new Date()
  while ((await judgeWaiting(store, now.toISOString().slice(0, 10))) > 0);
  await tellBirthdays(store, now)
  await runClocks(store, now)
}

/** The log that PostgreSQL keeps to write over is half of a small installation, and every journey would copy it. */
async function withoutSpareLog(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('alter system set wal_recycle = off')
  await client.query(`alter system set min_wal_size = '32MB'`)
  await client.query('select pg_reload_conf()')
  await client.query('checkpoint')
  await client.query('select pg_switch_wal()')
  await client.query('checkpoint')
  await client.end()
}

/** Outside a test run, as when pictures are drawn: it goes with the process. */
function ownFolder(): string {
  const folder = madeFolder()
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function madeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nansen-journey-'))
  chmodSync(folder, 0o755)
  return folder
}

const settingsIn = (folder: string, port = 0) =>
  ({
    kind: 'demo',
    dataFolder: join(folder, 'data'),
    keysFile: join(folder, 'keys', 'server.key'),
    port,
    databaseUrl: null,
    durable: false,
  }) as const

/** Where the last product of this process was, if it is gone: a browser keeps by address what it has read. */
let usualPort = 0

/** A stopped installation of one's own that has so many people: its `data` and its `keys/server.key`. Whoever asked removes it. */
export async function copyOfWorld(people: number): Promise<string> {
  const prepared = await preparedWorld(people)
  const folder = madeFolder()
  // As root, PostgreSQL's files belong to somebody else: the copy keeps whose they are.
  execFileSync('cp', ['-a', `${prepared}/.`, folder])
  return folder
}

interface ProductOptions {
  readonly people?: number
  /** True where somebody is captured or searched for by finger or eye. */
  readonly matching?: boolean
  /** What the server says at its most talkative; without it the server says nothing. */
  readonly log?: (line: string) => void
}

export async function startProduct({ people = 200, matching = false, log }: ProductOptions = {}): Promise<Product> {
  await ensurePages(true)
  const folder = await copyOfWorld(people)
  const installation = await openInstallation(settingsIn(folder, usualPort), () => {})
  usualPort = 0
  const { ownerUrl } = installation.database
  const world = practiceWorld({ people, today: TODAY })
  const served = (at: Installation) =>
    serve(at, log ? pino({ level: 'trace' }, { write: log }) : pino({ level: 'silent' }), {
      demo: practiceAccounts(),
      ...(matching ? {} : { matching: false as const }),
    })
  let serving = await served(installation)
  const port = Number(new URL(serving.origin).port)
  const browser = await browserOfProcess()
  return {
    origin: serving.origin,
    world,
    browser,
    ownerUrl,
    keys: installation.keys.store,
    signedIn: (name, view) => signedIn(browser, serving.origin, name, view),
    asOwner: async work => {
      const client = new pg.Client({ connectionString: ownerUrl })
      await client.connect()
      return work(client).finally(() => client.end())
    },
    drawFaces: (families, judgesAt) =>
      drawFaces({
        ownerUrl,
        keys: installation.keys,
        world: { ...world, families },
        stopped: () => false,
        ...(judgesAt ? { judgesAt } : {}),
      }),
    verifyAudit: async () => {
      const store = storeOf(installation, () => {})
      return verifyAudit(store).finally(() => store.close())
    },
    nansen: (...words) => commandIn(folder, words),
    startAgain: async () => {
      await serving.stop()
      serving = await served({ ...installation, settings: { ...installation.settings, port } })
    },
    stop: async () => {
      await leaveWindows(browser)
      await serving.stop()
      usualPort = port
      await installation.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const NANSEN = fileURLToPath(new URL('../apps/cli/nansen.mjs', import.meta.url))

function commandIn(folder: string, words: readonly string[]): Promise<Said> {
  const { dataFolder, keysFile } = settingsIn(folder)
  const env = { ...process.env, NANSEN_DATA: dataFolder, NANSEN_KEYS: keysFile }
  return new Promise(done => {
    const command = execFile(process.execPath, [NANSEN, ...words], { env }, (_, out, err) =>
      done({ text: `${out}${err}`, code: command.exitCode ?? -1 }),
    )
  })
}

/** A scanner's service on this machine is the only other address that a page may ask. */
const SCANNER = /^http:\/\/127\.0\.0\.1:45(0[1-9]|10)\//

export async function signedIn(browser: Browser, origin: string, name: string, view: View = {}): Promise<Page> {
  const { context, page } = await openWindow(browser, origin, view)
  page.setDefaultTimeout(40_000)
  page.on('request', request => {
    if (SCANNER.test(request.url())) return
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:') && !request.url().startsWith('blob:'))
      throw new Error(`a page asked another origin: ${request.url()}`)
  })
  // Asked by the context itself, which keeps the cookie: no page is opened for it.
  const answer = await context.request.post(`${origin}/api/login/password`, {
    headers: { 'x-nansen': '1', origin },
    data: { email: `${name}@demo.nansen`, password: practiceAccounts().password },
  })
  if (answer.status() !== 200) throw new Error(`${name} could not sign in: ${answer.status()}`)
  await page.goto(origin)
  return page
}

/** Where pictures of all screens that were examined are put, for whoever wants to look at them; nowhere by default. */
const PICTURES = process.env.NANSEN_PICTURES
let pictures = 0

/** What a screen reader or a tired eye would stumble over on the screen that is there now (WCAG 2.2 AA). Empty when all is well. */
export async function faults(page: Page): Promise<readonly string[]> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(each => each.playState !== 'running' || each.effect?.getComputedTiming().iterations === Infinity),
  )
  if (PICTURES) await picture(page)
  // What a bar that sticks to an edge happens to cover depends on how far one has scrolled: it is laid where it belongs.
  await page.evaluate(() => {
    for (const bar of document.querySelectorAll<HTMLElement>('.nansen-savebar, .nansen-bar'))
      bar.style.position = 'static'
  })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof Axe }
    // Our pages have no frames, and only faults are described.
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
      preload: false,
      resultTypes: ['violations'],
    })
    return violations.map(each => `${each.id}: ${each.nodes.map(node => node.target.join(' ')).join(', ')}`)
  })
}

/** Read into a document once, however often it is examined. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function picture(page: Page): Promise<void> {
  const name = new URL(page.url()).pathname.replaceAll(/[^a-z]+/gi, '-')
  // Fingers and eyes are drawn on canvases, and may be real ones: they leave in no picture.
  const mask = [page.locator('canvas')]
  await page.screenshot({ path: join(PICTURES!, `${process.pid}-${++pictures}${name}.png`), fullPage: true, mask })
}
