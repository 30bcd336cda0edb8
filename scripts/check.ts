import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { violations } from './arrows.ts'
import { findModules, ROOT } from './gen/findModules.ts'
import { readProcessing, registerProblems } from './gen/register.ts'
import { staleFiles } from './gen.ts'
import { buildKernels } from './kernels.ts'
import { labelProblems } from './labels.ts'
import { readSources } from './sources.ts'
import { instantiationsIn, overBudget, TSC } from './typeBudget.ts'

/** Everything that a machine can say about the code without running it. Each gives its problems as lines; none means good. */
const CHECKS: Readonly<Record<string, () => Promise<readonly string[]> | readonly string[]>> = {
  'format and lint': () =>
    program('@biomejs/biome/bin/biome', ['check', '--max-diagnostics=50', '--error-on-warnings']),
  types: async () => {
    const output = await outputOf([TSC, '-p', '.', '--noEmit', '--extendedDiagnostics'])
    const errors = output.text.split('\n').filter(line => /error TS\d/.test(line))
    return errors.length > 0 ? errors : overBudget(await builtModules(), instantiationsIn(output.text))
  },
  arrows: () =>
    violations(readSources()).map(({ rule, file, imports, why }) => `${file} imports ${imports} (${rule}): ${why}`),
  'generated files': async () =>
    (await staleFiles()).map(path => `${path} is not what the definitions say: npm run gen`),
  labels: async () => labelProblems(await definitions()),
  'register of processing': async () => registerProblems(await readProcessing(ROOT, await definitions())),
  'dead code': () => program('knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
}

const definitions = async () => (await findModules()).flatMap(each => (each.definition ? [each.definition] : []))
const builtModules = async (): Promise<readonly string[]> =>
  (await findModules()).filter(each => each.definition).map(each => each.name)

async function program(file: string, args: readonly string[]): Promise<readonly string[]> {
  const output = await outputOf([join(ROOT, 'node_modules', file), ...args])
  return output.ok ? [] : output.text.trimEnd().split('\n')
}

async function outputOf(args: readonly string[]): Promise<{ readonly ok: boolean; readonly text: string }> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { ok: status === 0, text: `${out}${err}` }
}

/** Runs them all, whatever the first says, and prints each one's problems. Returns the names of those that failed. */
export async function runChecks(): Promise<readonly string[]> {
  await buildKernels()
  const failed: string[] = []
  for (const [name, run] of Object.entries(CHECKS)) {
    const start = performance.now()
    const problems = await Promise.resolve()
      .then(run)
      .catch((error: Error) => [error.message])
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
    if (problems.length > 0) failed.push(name)
    for (const line of problems) console.log(`  ${line}`)
  }
  return failed
}

if (import.meta.main) process.exitCode = (await runChecks()).length === 0 ? 0 : 1
