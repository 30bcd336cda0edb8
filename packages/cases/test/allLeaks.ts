import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Leak } from '@nansen/testing'

/** Root of the house. */
const ROOT = join(import.meta.dirname, '..', '..', '..')

interface Leaks {
  readonly LEAKS: Readonly<Record<string, Leak>>
}

/** Every module says which of its rules may be broken. @throws Error for a name that two modules gave: one of the two would never be planted. */
export async function allLeaks(): Promise<Readonly<Record<string, Leak>>> {
  const files = globSync(['packages/cases/test/leaks.ts', 'modules/*/test/leaks.ts'], { cwd: ROOT }).toSorted()
  const found = await Promise.all(files.map(file => import(join(ROOT, file)) as Promise<Leaks>))
  const all = found.flatMap(({ LEAKS }) => Object.entries(LEAKS))
  const twice = all.map(([name]) => name).filter((name, at, names) => names.indexOf(name) !== at)
  if (twice.length > 0) throw new Error(`two leaks of one name: ${twice.join(', ')}`)
  return Object.fromEntries(all)
}
