import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const DIST = fileURLToPath(new URL('../../web/dist/index.html', import.meta.url))

/**
 * Compiles the kernels when they are not there or not of these sources: after a checkout no command that knows fingers could be loaded, and
 * after an update the old ones would be asked by new code.
 */
export async function ensureKernels(): Promise<void> {
  const { buildKernels } = await import('../../../scripts/kernels.ts')
  await buildKernels(() => console.log('Compiling the kernels…'))
}

/** Builds kernels and pages when they are not there, or older than what they are made of. @param fresh false: as they are, if they are there */
export async function ensurePages(fresh = true): Promise<void> {
  if (existsSync(DIST) && !fresh) return
  const { build } = await import('../../../scripts/build.ts')
  await build()
}
