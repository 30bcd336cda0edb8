import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const KERNELS = fileURLToPath(new URL('../../../packages/biometrics/src/kernels/all.gen.js', import.meta.url))
const DIST = fileURLToPath(new URL('../../web/dist/index.html', import.meta.url))

/** Compiles the kernels when they are not there: after a fresh checkout no command that knows fingers could even be loaded. */
export async function ensureKernels(): Promise<void> {
  if (existsSync(KERNELS)) return
  const { buildKernels } = await import('../../../scripts/kernels.ts')
  console.log('Compiling the kernels…')
  await buildKernels()
}

/** Builds kernels and pages when they are not there: after a fresh checkout. @param fresh also when something changed since */
export async function ensurePages(fresh = false): Promise<void> {
  if (existsSync(DIST) && !fresh) return
  const { build } = await import('../../../scripts/build.ts')
  await build()
}
