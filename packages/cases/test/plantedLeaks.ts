import { spawnSync } from 'node:child_process'
import { LEAKS } from './leaks.ts'

/**
 * Plants every leak, one at a time, and runs the tests that must see it: `node packages/cases/test/plantedLeaks.ts [words of a name]`.
 * Ends with 1 when one was not seen. Takes about half a minute for each, so that it is no part of the tests.
 */
const wanted = process.argv[2] ?? ''
const unseen: string[] = []
for (const [name, { tests }] of Object.entries(LEAKS)) {
  if (!name.includes(wanted)) continue
  const file = tests.includes('/') ? tests : `packages/cases/src/server/${tests}`
  const run = spawnSync('npx', ['vitest', 'run', `${file}.test.ts`], {
    env: { ...process.env, NANSEN_LEAK: name },
    encoding: 'utf8',
  })
  const said = run.stdout + run.stderr
  const failed = run.status !== 0 && !said.includes('stale leak') && said.includes('AssertionError')
  process.stdout.write(`${failed ? 'seen  ' : 'UNSEEN'} ${name}\n`)
  if (!failed) unseen.push(name)
}
process.exitCode = unseen.length === 0 ? 0 : 1
