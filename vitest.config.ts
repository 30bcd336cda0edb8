import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'
import { type RunReport, sumOf, type Tally } from './scripts/secondTry.ts'

/** Says how each file ended, to a file when asked for it, or else in one closing line. A file that could not be loaded is a failure too. */
const closingLine: Reporter = {
  onTestRunEnd(modules, errors) {
    const files: Record<string, Tally> = {}
    for (const module of modules) {
      const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
      for (const test of module.children.allTests()) count[test.result().state]++
      if (module.errors().length > 0) count.failed++
      files[relative(import.meta.dirname, module.moduleId)] = count
    }
    const report: RunReport = { files, unhandled: errors.length }
    const told = process.env.NANSEN_TALLY
    if (told) return writeFileSync(told, JSON.stringify(report))
    const { passed, failed, skipped } = sumOf(report, null)
    console.log(`Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`)
  },
}

/** Two cores: three files at a time, because journeys wait for a quiet page a quarter of theirs; one Postgres for all of them (see packages/testing/src/globalSetup.ts). */
export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'modules/**/*.test.{ts,tsx}',
      'apps/**/*.test.ts',
      'scripts/**/*.test.ts',
      'journeys/**/*.spec.ts',
    ],
    reporters: ['default', closingLine],
    globalSetup: ['packages/testing/src/globalSetup.ts'],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    // What a page will show, it shows; a loaded machine takes longer than the one second that is otherwise waited.
    expect: { poll: { timeout: 20_000, interval: 100 } },
    maxWorkers: 3,
    // Nothing of ours keeps a state that one file could leave for the next, and loading everything anew for each took a third of the run.
    isolate: false,
  },
})
