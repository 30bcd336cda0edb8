import type { Leak } from '@nansen/testing'
import { startVitest, type TestModule } from 'vitest/node'
import { LEAKS as ofChildren } from '../../../modules/best_interests/test/leaks.ts'
import { LEAKS as ofComplaints } from '../../../modules/complaints/test/leaks.ts'
import { LEAKS as ofClarifications } from '../../../modules/fraud/test/leaks.ts'
import { LEAKS as ofSurvivors } from '../../../modules/gbv/test/leaks.ts'
import { LEAKS as ofIncidents } from '../../../modules/incidents/test/leaks.ts'
import { LEAKS as ofNeeds } from '../../../modules/needs/test/leaks.ts'
import { LEAKS as ofPartners } from '../../../modules/partner_services/test/leaks.ts'
import { LEAKS as ofClaims } from '../../../modules/rsd/test/leaks.ts'
import { LEAKS as ofStateless } from '../../../modules/statelessness/test/leaks.ts'
import { LEAKS as ofCases } from './leaks.ts'

const all: Readonly<Record<string, Leak>> = {
  ...ofCases,
  ...ofPartners,
  ...ofClaims,
  ...ofSurvivors,
  ...ofChildren,
  ...ofIncidents,
  ...ofComplaints,
  ...ofNeeds,
  ...ofClarifications,
  ...ofStateless,
}

/**
 * Plants every leak, one at a time, and runs the tests that must see it: `node packages/cases/test/plantedLeaks.ts [words of a name or a path]`.
 * Ends with 1 when one was not seen: a failed assertion sees it, a leak that cannot be planted does not. Each is a project of its own, because
 * the leak is in its environment; all share one server of databases.
 */
const words = process.argv[2] ?? ''
const wanted = Object.entries(all).filter(([name, { tests }]) => name.includes(words) || tests.includes(words))
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
