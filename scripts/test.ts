import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.ts'
import { runChecks } from './check.ts'
import { ROOT } from './gen/findModules.ts'
import { buildKernels } from './kernels.ts'

/** How many tests ended how; a step of ours that fails counts as a failed test. */
interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const quick = process.argv.includes('--quick')
const full = process.argv.includes('--full')

/** `npm test`: everything CI runs. `--quick`: the units of what changed. `--full`: with the long loops. */
async function main(): Promise<void> {
  // Each of the two keeps about one core busy.
  await buildKernels()
  const [built, failed] = await Promise.all([pagesBuilt(), quick ? [] : runChecks()])
  const tally = await runVitest()
  const failures = tally.failed + failed.length + built
  if (failed.length > 0) console.log(`check failed: ${failed.join(', ')}`)
  console.log(`Tests: ${tally.passed} passed, ${failures} failed, ${tally.skipped} skipped`)
  process.exitCode = failures === 0 && tally.passed > 0 ? 0 : 1
}

/** @returns how many builds failed */
const pagesBuilt = (): Promise<number> =>
  build().then(
    () => 0,
    (error: Error) => {
      console.error(error.message)
      return 1
    },
  )

/** Vitest writes its numbers to a file, so that ours is the last line, whatever else is printed at the end. */
async function runVitest(): Promise<Tally> {
  const file = join(tmpdir(), `nansen-tally-${process.pid}.json`)
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...(quick ? changedOnly() : [])], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NANSEN_TALLY: file, ...(full ? { NANSEN_FULL: '1' } : {}) },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const status = await new Promise<number>(resolve => child.once('exit', code => resolve(code ?? 1)))
  const tally = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Tally)
    : { passed: 0, failed: 1, skipped: 0 }
  rmSync(file, { force: true })
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** Of what is not committed yet, or else of the last commit. Journeys through the browser are not units. */
function changedOnly(): readonly string[] {
  const { stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: ROOT, encoding: 'utf8' })
  return ['--changed', ...(stdout.trim() === '' ? ['HEAD~1'] : []), '--exclude', 'journeys/**', '--passWithNoTests']
}

await main()
