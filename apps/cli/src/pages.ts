import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const DIST = fileURLToPath(new URL('../../web/dist/index.html', import.meta.url))

/** Builds kernels and pages when they are not there: after a fresh checkout. @param fresh also when something changed since */
export async function ensurePages(fresh = false): Promise<void> {
  if (existsSync(DIST) && !fresh) return
  const { build } = await import('../../../scripts/build.ts')
  await build()
}
