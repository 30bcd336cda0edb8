import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import {
  type FingerPosition,
  type PreparedFinger,
  prepareFinger,
  type Site,
  syntheticTemplates,
} from '@nansen/biometrics'
import { capturesIn, extractAll } from '../../evaluateSet.ts'

/** Public sets beside the repository, where there are any. They are real people's: read, and never kept. */
const SETS = ['fvc2002_db1_b', 'fvc2002_db2_b', 'fvc2002_db4_b', 'fvc2004_db1_b', 'fvc2004_db3_b'].map(name =>
  fileURLToPath(new URL(`../../../../../../shared/data/fingerprint/${name}`, import.meta.url)),
)
/** Fingers of an invented person. */
export const POSITIONS: readonly FingerPosition[] = [2, 3, 7, 8]
/** Resolution of sensors where a file does not say: as they are measured by `nansen evaluate`. Dots an inch. */
const DPI = 500
const THREADS = Math.min(2, availableParallelism())

/** One finger on the glass once; null where nothing could be read. */
export interface Print {
  readonly stored: Uint8Array
  readonly prepared: PreparedFinger
  readonly quality: number
}
export type Hand = readonly (Print | null)[]

/** Invented people of four real fingers, mostly of four scanners: each comes as often as every finger was captured. In the order of `POSITIONS`. */
export interface HandPerson {
  readonly comings: readonly Hand[]
}

export async function handsOf(
  folders: readonly string[],
  progress: (text: string) => void,
): Promise<readonly HandPerson[]> {
  const there = (folders.length > 0 ? folders : SETS).filter(existsSync)
  if (there.length === 0) return inventedHands()
  const fingers: (Print | null)[][] = []
  for (const folder of there) fingers.push(...(await fingersIn(folder, progress)))
  const people = Math.floor(fingers.length / POSITIONS.length)
  const comings = Math.min(...fingers.map(({ length }) => length))
  return Array.from({ length: people }, (_, person) => ({
    comings: Array.from({ length: comings }, (_, coming) =>
      POSITIONS.map((_, n) => fingers[n * people + person]![coming]!),
    ),
  }))
}

async function fingersIn(folder: string, progress: (text: string) => void): Promise<(Print | null)[][]> {
  const captures = capturesIn(folder, undefined)
  const replies = await extractAll(captures, { dpi: DPI, site: 'finger-2', threads: THREADS, progress })
  const byFinger = new Map<string, (Print | null)[]>()
  for (const [i, { group }] of captures.entries()) {
    const { stored, quality } = replies[i]!
    const print = stored === null ? null : { stored, prepared: prepareFinger(stored), quality }
    byFinger.set(group, [...(byFinger.get(group) ?? []), print])
  }
  return [...byFinger.values()]
}

const INVENTED = { people: 12, comings: 3 }

function inventedHands(): readonly HandPerson[] {
  const sites = POSITIONS.map(position => `finger-${position}` as Site)
  return Array.from({ length: INVENTED.people }, (_, person) => ({
    comings: Array.from({ length: INVENTED.comings }, (_, impression) => {
      const templates = syntheticTemplates(`hand ${person}`, { sites, impression })
      return sites.map((site, n) => {
        const stored = templates[site]!
        return { stored, prepared: prepareFinger(stored), quality: 60 - n }
      })
    }),
  }))
}
