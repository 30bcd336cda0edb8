import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './gen/findModules.ts'

/** Committed ceilings: module -> type instantiations the compiler may make to load its definition. `whole`: the whole house. */
const CEILINGS = join(ROOT, 'scripts', 'typeBudget.json')
type Ceilings = Readonly<Record<string, number>>

/**
 * What is over its ceiling, as sentences. A definition whose types multiply makes every editor slow long before it breaks anything;
 * so a module has a budget, and raising it is a line in a commit.
 * @param whole instantiations of the whole program
 */
export function overBudget(
  modules: readonly string[],
  whole: number,
  ceilings: Ceilings = readCeilings(),
): readonly string[] {
  const measured = { whole, ...Object.fromEntries(modules.map(name => [name, instantiationsOf(name)])) }
  return Object.entries(measured).flatMap(([name, count]) => {
    const ceiling = ceilings[name] ?? DEFAULT_CEILING
    return count > ceiling
      ? [`${name} makes ${count} type instantiations, over its ceiling of ${ceiling}: see scripts/typeBudget.json`]
      : []
  })
}

/** For a module without a line of its own. Tracing with 3 records makes 17,600, of which the language itself 12,000. */
const DEFAULT_CEILING = 33_000

const readCeilings = (): Ceilings => JSON.parse(readFileSync(CEILINGS, 'utf8')) as Ceilings

/** Compiles one module's door alone. */
function instantiationsOf(module: string): number {
  const folder = join(ROOT, 'node_modules', '.cache', 'nansen')
  mkdirSync(folder, { recursive: true })
  const project = join(folder, `budget-${module}.json`)
  const files = [join(ROOT, 'modules', module, 'index.ts')]
  writeFileSync(project, JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), include: [], files }))
  return instantiationsIn(
    spawnSync(process.execPath, [TSC, '-p', project, '--extendedDiagnostics'], { encoding: 'utf8' }).stdout,
  )
}

export const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')

/** @throws Error when the compiler no longer says it: a budget that measures nothing is none. */
export function instantiationsIn(output: string): number {
  const found = /^Instantiations:\s+(\d+)/m.exec(output)
  if (!found) throw new Error('tsc --extendedDiagnostics reported no instantiations')
  return Number(found[1])
}
