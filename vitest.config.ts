import { writeFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

/** Closes the run with one plain line that any CI can read. A file that could not be loaded is a failure too. */
const closingLine: Reporter = {
  onTestRunEnd(modules, errors) {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++
      if (module.errors().length > 0) count.failed++
    }
    count.failed += errors.length
    const tally = process.env.NANSEN_TALLY
    if (tally) writeFileSync(tally, JSON.stringify(count))
    else console.log(`Tests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
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
