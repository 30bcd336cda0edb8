import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Eyes, encodeIris, extractIris, type PreparedIris, prepareIris, syntheticIris } from '@nansen/biometrics'
import { capturesIn, extractAll } from '../../evaluateSet.ts'

/** Somebody whose eyes were captured several times: the n-th left with the n-th right. */
export interface Comer {
  readonly name: string
  readonly captures: readonly Eyes[]
}

/** Public sets beside the repository, where there are any. They are real people's: read, and never kept. */
const SETS = ['casia_interval_a', 'mmu1_a'].map(name =>
  fileURLToPath(new URL(`../../../../../../shared/data/iris/${name}`, import.meta.url)),
)
/** Captures of an eye that are read: the first is enrolled, the others come back. */
const MOST_CAPTURES = 5
const THREADS = Math.min(2, availableParallelism())

/** People of these folders with both eyes twice, or of the sets beside the repository; without any, invented ones. */
export async function comersOf(
  folders: readonly string[],
  progress: (text: string) => void,
): Promise<readonly Comer[]> {
  const there = (folders.length > 0 ? folders : SETS).filter(existsSync)
  if (there.length === 0) return inventedComers()
  const sets: Comer[] = []
  for (const folder of there) sets.push(...(await comersIn(folder, progress)))
  return sets
}

async function comersIn(folder: string, progress: (text: string) => void): Promise<readonly Comer[]> {
  const eyes = new Map<string, string[]>()
  for (const { path, group } of capturesIn(folder, undefined)) eyes.set(group, [...(eyes.get(group) ?? []), path])
  const chosen = [...eyes].flatMap(([group, paths]) => paths.slice(0, MOST_CAPTURES).map(path => ({ path, group })))
  const replies = await extractAll(chosen, { dpi: null, site: 'iris-left', threads: THREADS, progress })
  const prepared = new Map<string, PreparedIris[]>()
  for (const [i, { group }] of chosen.entries()) {
    const stored = replies[i]!.stored
    if (stored !== null) prepared.set(group, [...(prepared.get(group) ?? []), prepareIris(stored)])
  }
  const people = new Set([...prepared.keys()].map(personOf))
  return [...people].flatMap(person => {
    const of = (side: RegExp) =>
      [...prepared].find(([group]) => personOf(group) === person && side.test(group.slice(person.length)))?.[1] ?? []
    return comer(`${basename(folder)} ${person}`, of(/^[_/]?L/i), of(/^[_/]?R/i))
  })
}

/** `001L`, `01_left`, `12/left` → the part before the eye. */
const personOf = (group: string): string => group.replace(/[_/]?(L|R|left|right)$/i, '')

function comer(name: string, left: readonly PreparedIris[], right: readonly PreparedIris[]): readonly Comer[] {
  const count = Math.min(left.length, right.length)
  if (count < 2) return []
  return [{ name, captures: Array.from({ length: count }, (_, i) => ({ left: left[i]!, right: right[i]! })) }]
}

const INVENTED = 24

function inventedComers(): readonly Comer[] {
  const eye = (person: number, side: 'left' | 'right', sample: number) =>
    prepareIris(encodeIris(extractIris(syntheticIris(person, side, sample)), 'stored'))
  return Array.from({ length: INVENTED }, (_, person) => ({
    name: `invented ${person}`,
    captures: [0, 1, 2].map(sample => ({ left: eye(person, 'left', sample), right: eye(person, 'right', sample) })),
  }))
}
