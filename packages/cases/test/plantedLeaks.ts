import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Leak } from '@nansen/testing'
import { startVitest, type TestModule } from 'vitest/node'

/** Root of the house. */
const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Every module says which of its rules may be broken. */
async function allLeaks(): Promise<Readonly<Record<string, Leak>>> {
  const files = globSync(['packages/cases/test/leaks.ts', 'modules/*/test/leaks.ts'], { cwd: ROOT }).toSorted()
  const found = await Promise.all(files.map(file => import(join(ROOT, file)) as Promise<Leaks>))
  return Object.assign({}, ...found.map(({ LEAKS }) => LEAKS))
}

interface Leaks {
  readonly LEAKS: Readonly<Record<string, Leak>>
}

/**
 * Plants every leak, one at a time, and runs the tests that must see it: `node packages/cases/test/plantedLeaks.ts [words of a name or a path]`.
 * Ends with 1 when one was not seen: a failed assertion sees it, a leak that cannot be planted does not. Each is a project of its own, because
 * the leak is in its environment; all share one server of databases.
 */
const words = process.argv[2] ?? ''
const wanted = Object.entries(await allLeaks()).filter(
  ([name, { tests }]) => name.includes(words) || tests.includes(words),
)
const TIMES = { testTimeout: 60_000, hookTimeout: 240_000 }
const errorsOf = (module: TestModule): readonly string[] =>
  [...module.children.allTests()].flatMap(test => (test.result().errors ?? []).map(({ name }) => name ?? ''))
const seen = new Set<string>()

const vitest = await startVitest('test', [], {
  watch: false,
  // Its list of files would be joined to each project's.
  config: false,
  globalSetup: ['packages/testing/src/globalSetup.ts'],
  maxWorkers: 1,
  reporters: [
    {
      onTestModuleEnd(module) {
        const { name } = module.project
        if (errorsOf(module).includes('AssertionError')) seen.add(name)
        process.stdout.write(`${seen.has(name) ? 'seen  ' : 'UNSEEN'} ${name}\n`)
      },
    },
  ],
  projects: wanted.map(([name, { tests, make }]) => ({
    test: { name, include: [`${tests}.test.ts`], env: { NANSEN_LEAK: JSON.stringify(make) }, ...TIMES },
  })),
})
await vitest.close()
process.exitCode = seen.size === wanted.length ? 0 : 1
