import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.ts'
import { runChecks } from './check.ts'
import { ROOT } from './gen/findModules.ts'
import { buildKernels } from './kernels.ts'
import { type RunReport, secondTries, sumOf, type Tally, unsteady } from './secondTry.ts'

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

/** A file that fails beside two others on a busy machine gets a second run by itself, and is named when that one passes. */
async function runVitest(): Promise<Tally> {
  const first = await reportOf(quick ? changedOnly() : [])
  const again = secondTries(first)
  if (again.length === 0) return sumOf(first, null)
  console.log(`These failed and are run once more, one at a time: ${again.join(', ')}`)
  const second = await reportOf([...again, '--maxWorkers', '1'])
  for (const file of unsteady(first, second)) console.log(`UNSTEADY: ${file} failed beside others and passed alone`)
  return sumOf(first, second)
}

/** Vitest writes its numbers to a file, so that ours is the last line, whatever else is printed at the end. */
async function reportOf(which: readonly string[]): Promise<RunReport> {
  const file = join(tmpdir(), `nansen-tally-${process.pid}.json`)
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...which], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NANSEN_TALLY: file, ...(full ? { NANSEN_FULL: '1' } : {}) },
  })
  const forward = (signal: NodeJS.Signals) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, forward)
  const status = await new Promise<number>(resolve => child.once('exit', code => resolve(code ?? 1)))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, forward)
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunReport) : { files: {}, unhandled: 1 }
  rmSync(file, { force: true })
  // It says that it failed and names nothing: something around the tests broke.
  return status !== 0 && sumOf(report, null).failed === 0 ? { ...report, unhandled: 1 } : report
}

/** Of what is not committed yet, or else of the last commit. Journeys through the browser are not units. */
function changedOnly(): readonly string[] {
  const { stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: ROOT, encoding: 'utf8' })
  return ['--changed', ...(stdout.trim() === '' ? ['HEAD~1'] : []), '--exclude', 'journeys/**', '--passWithNoTests']
}

await main()
