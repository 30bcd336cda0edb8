import type { Language } from '@nansen/kernel'
import { launchBrowser } from '@nansen/testing'
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** How somebody looks at the product. */
export interface View {
  readonly language?: Language
  readonly width?: number
  readonly height?: number
  /** A finger instead of a mouse. */
  readonly touch?: boolean
  /** True keeps the stream of alerts open. It never ends, so whoever waits until the network is quiet does without. */
  readonly live?: boolean
}

/**
 * A window of the browser, to which nobody is signed in. Opening one costs more processor than anything that is done in it, so those of ended
 * journeys are emptied and used again. One page stays open in each, and with it the process that has read our scripts before.
 */
export interface Window {
  readonly context: BrowserContext
  readonly page: Page
}

interface Kept {
  readonly context: BrowserContext
  readonly keeper: Page
  readonly origin: string
}

let shared: Promise<Browser> | null = null
/** Windows that nobody uses, by how they look, and whose they were while they were used. */
const free = new Map<string, Kept[]>()
const used = new Map<BrowserContext, { readonly look: string; readonly kept: Kept }>()

/** One browser for all journeys of a process, which it ends with. A journey's pages are its own, and are closed at its end. */
export async function browserOfProcess(): Promise<Browser> {
  const running = await shared
  if (running?.isConnected()) return running
  // Pages of one window share a process.
  shared = launchBrowser(['--process-per-site'])
  free.clear()
  used.clear()
  return shared
}

/** @param origin of the product: what was kept for another is not used for it */
export async function openWindow(browser: Browser, origin: string, view: View = {}): Promise<Window> {
  const look = JSON.stringify({ ...view, origin })
  const kept = free.get(look)?.pop() ?? (await newWindow(browser, origin, view))
  used.set(kept.context, { look, kept })
  return { context: kept.context, page: await kept.context.newPage() }
}

async function newWindow(browser: Browser, origin: string, view: View): Promise<Kept> {
  const { language = 'en', width = 1280, height = 900, touch = false, live = false } = view
  // Without motion: what fades from one colour into another is for a moment neither, and a picture of it tells nothing.
  const context = await browser.newContext({
    locale: language,
    viewport: { width, height },
    hasTouch: touch,
    reducedMotion: 'reduce',
  })
  if (!live)
    await context.addInitScript(() =>
      Reflect.set(
        window,
        'EventSource',
        class extends EventTarget {
          close() {}
        },
      ),
    )
  const keeper = await context.newPage()
  await keeper.goto(`${origin}/mark.svg`)
  return { context, keeper, origin }
}

/** Leaves every window of an ended journey. Those that it opened past this house are closed. */
export async function leaveWindows(browser: Browser): Promise<void> {
  const waiting = new Set([...free.values()].flat().map(({ context }) => context))
  await Promise.all(browser.contexts().map(context => (waiting.has(context) ? undefined : leaveWindow(context))))
}

/** Closes the pages of a window and forgets who was signed in and what was written in it, so that the next journey finds it as new. */
export async function leaveWindow(context: BrowserContext): Promise<void> {
  const { look, kept } = used.get(context) ?? {}
  used.delete(context)
  if (!look || !kept) return context.close()
  await Promise.all(context.pages().map(page => page !== kept.keeper && page.close()))
  await context.clearCookies()
  await context.clearPermissions()
  const devtools = await context.newCDPSession(kept.keeper)
  await devtools.send('Storage.clearDataForOrigin', { origin: kept.origin, storageTypes: 'all' })
  await devtools.detach()
  free.set(look, [...(free.get(look) ?? []), kept])
}
