import { parseArgs } from 'node:util'
import { seededRandom } from '@nansen/kernel'
import { startVitest, type TestModule } from 'vitest/node'
import { allLeaks } from './allLeaks.ts'

/**
 * Plants every leak, one at a time, and runs the tests that must see it: `npm run leaks [words of a name or a path]`, or so many of them as
 * a seed draws: `npm run leaks -- --some 2 --seed SEED`. Ends with 1 when one was not seen: a failed assertion sees it, a leak that cannot be
 * planted does not. Each is a project of its own, because the leak is in its environment; all share one server of databases.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { some: { type: 'string' }, seed: { type: 'string', default: 'leaks' } },
})
const words = positionals.join(' ')
const fitting = Object.entries(await allLeaks()).filter(
  ([name, { tests }]) => name.includes(words) || tests.includes(words),
)
const random = seededRandom(values.seed)
const wanted =
  values.some === undefined
    ? fitting
    : Array.from({ length: Number(values.some) }, () => fitting.splice(random.below(fitting.length), 1)).flat()
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
process.stdout.write(`${seen.size} of ${wanted.length} planted leaks were seen\n`)
process.exitCode = seen.size === wanted.length && wanted.length > 0 ? 0 : 1
