import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { writeSyntheticCaptures } from '../apps/cli/src/syntheticCaptures.ts'

/** Real prints and eyes, lent for measuring; where they are absent the journeys go with invented ones. */
const REAL = join(import.meta.dirname, '..', '..', 'shared', 'data')
const PRINTS = join(REAL, 'fingerprint', 'fvc2002_db1_b')
const EYES = join(REAL, 'iris', 'casia_interval_a')
const realCaptures = existsSync(PRINTS) && existsSync(EYES)

export interface Capture {
  readonly site: 'finger-2' | 'finger-7' | 'iris-left' | 'iris-right'
  readonly path: string
}
const SITES = ['finger-2', 'finger-7', 'iris-left', 'iris-right'] as const

/**
 * Two fingers and two eyes of one body; another impression is the same body put down again. The real prints say no resolution, so the
 * officer is asked for it.
 * @param body 1 to 5  @param impression 1 to 8
 */
export function capturesOf(folder: string, body: number, impression: number): readonly Capture[] {
  if (!realCaptures)
    return writeSyntheticCaptures(join(folder, `${body}-${impression}`), `body-${body}`, { sites: SITES, impression })
      .files as readonly Capture[]
  const eye = (side: 'L' | 'R') => join(EYES, `S10${String(body).padStart(2, '0')}${side}0${impression}.jpg`)
  return [
    { site: 'finger-2', path: join(PRINTS, `${100 + 2 * body - 1}_${impression}.tif`) },
    { site: 'finger-7', path: join(PRINTS, `${100 + 2 * body}_${impression}.tif`) },
    { site: 'iris-left', path: eye('L') },
    { site: 'iris-right', path: eye('R') },
  ]
}

/** An engine at work on a busy machine; ms. */
const ENGINE = 60_000

/** Gives each file to its place on the board, says the resolution when asked (once for all), and waits until all are measured. */
export async function present(page: Page, files: readonly Capture[]): Promise<void> {
  for (const { site, path } of files) await page.locator(`[data-site="${site}"] input[type=file]`).setInputFiles(path)
  const settled = page.locator('[data-site][data-state=done], [data-site][data-state=taken]')
  const ask = page.getByRole('button', { name: 'Use it' })
  const asks = files.some(({ path }) => path.endsWith('.tif'))
  if (asks) {
    await ask.waitFor({ timeout: ENGINE })
    await page.waitForFunction(() => document.querySelector('[data-site][data-state=measuring]') === null, null, {
      timeout: ENGINE,
    })
    await ask.click()
  }
  await settled.nth(files.length - 1).waitFor({ timeout: ENGINE })
}
