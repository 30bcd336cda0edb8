/** Searches invented people by both eyes in a worker of Chromium, judges prints there, and prints what that took: `node journeys/searchInBrowser.ts [--people N] [--json]`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from '@nansen/testing'
import type { Page } from 'playwright-core'
import type { SearchedHere } from '../packages/biometrics/page/search/search.worker.ts'
import { buildPage, showFolder } from '../scripts/comparePage.ts'

const PEOPLE = 100_000
/** Longest wait for a gallery to be filled and searched. Milliseconds. */
const PATIENCE = 180_000

/** @param out the folder, made anew */
export const buildSearchPage = (out: string): Promise<void> => buildPage('page/search', out)

/** @param origin where the page that `buildSearchPage` made is shown */
export async function searchInBrowser(page: Page, origin: string, people: number): Promise<SearchedHere> {
  await page.goto(`${origin}/?people=${people}`)
  const said = await page.waitForFunction(() => document.body.dataset.said, undefined, { timeout: PATIENCE })
  return JSON.parse((await said.jsonValue())!) as SearchedHere
}

function linesOf({ people, searchMs, fillMs, fingerMs, hidden, found, strangers, falselyFound }: SearchedHere): string {
  const at = (share: number, times = searchMs) =>
    times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))]!.toFixed(0)
  return [
    `${people} people in a worker: median ${at(0.5)} ms, least ${at(0)}, greatest ${at(1)} of ${searchMs.length} searches by both eyes (passing time)`,
    `filled in ${(fillMs / 1000).toFixed(1)} s; ${found} of ${hidden} who come back are found first, ${falselyFound} of ${strangers} strangers find somebody`,
    `a print from pixels to template and quality: median ${at(0.5, fingerMs)} ms, least ${at(0, fingerMs)}, greatest ${at(1, fingerMs)} of ${fingerMs.length} (passing time)`,
  ].join('\n')
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { people: { type: 'string' }, json: { type: 'boolean' } } })
  const folder = mkdtempSync(join(tmpdir(), 'nansen-search-'))
  await buildSearchPage(folder)
  const [{ origin, server }, browser] = await Promise.all([showFolder(folder, 0), launchBrowser()])
  try {
    const said = await searchInBrowser(await browser.newPage(), origin, Number(values.people ?? PEOPLE))
    process.stdout.write(`${values.json ? JSON.stringify(said) : linesOf(said)}\n`)
  } finally {
    await browser.close()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
