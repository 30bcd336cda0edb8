import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { loadKernels, type SearchFigures, SITES, type Site, searchBench } from '@nansen/biometrics'

const SEARCHES = 20
/** What a desk sends: two eyes, one finger, two fingers, or all that is captured. */
const PROBES: readonly (readonly Site[])[] = [
  ['iris-left', 'iris-right'],
  ['finger-2'],
  ['finger-2', 'finger-7'],
  SITES,
]
/** Room for the memory forms of 100,000 people's leading sites. */
const HEAP = '--max-old-space-size=4096'

/**
 * Times searches among so many invented people, each kind of probe in a fresh process, so that memory is its own.
 * For `nansen bench`; ten thousand people take some minutes, most of it inventing them.
 */
export async function searchFigures(
  people = 10_000,
  probes = PROBES,
  searches = SEARCHES,
): Promise<readonly SearchFigures[]> {
  const figures: SearchFigures[] = []
  for (const sites of probes) {
    const args = [
      '--expose-gc',
      HEAP,
      fileURLToPath(import.meta.url),
      String(people),
      sites.join(','),
      String(searches),
    ]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    figures.push(JSON.parse(stdout))
  }
  return figures
}

/** Bytes in use after a full collection. */
function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

if (import.meta.main) {
  const [people, sites, searches] = process.argv.slice(2)
  await loadKernels()
  const wishes = {
    people: Number(people),
    sites: (sites ?? '').split(',') as Site[],
    searches: Number(searches),
    memory,
    clock: () => performance.now(),
  }
  console.log(JSON.stringify(searchBench(wishes)))
}
