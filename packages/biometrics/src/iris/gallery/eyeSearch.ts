import { Refusal } from '@nansen/kernel'
import type { Eyes, GalleryHandle } from './eyeGallery.ts'
import { BLOCK_PEOPLE, MOST_BLOCKS, MOST_PROBES } from './layout.ts'
import { type Alike, EyeScanner, layProbes, type Scanned, type ScanWishes, turnedEyes } from './scan.ts'

/** Who is like a probe, best first, and how many there are. */
export interface EyesFound {
  readonly candidates: readonly Alike[]
  /** All who had the evidence asked for, given back or not. */
  readonly alike: number
  /** People whom the coarse comparison let pass. */
  readonly passed: number
}

/** Candidates that a shard gives back; of more than these nobody looks at all. */
const MOST_CANDIDATES = 50

/**
 * Beyond so many people a probe is no eye but a bad capture that resembles many: a new person is expected to be like a hundredth of one by chance, and
 * who was registered ten times over is still below it.
 */
const LIKE_TOO_MANY = 20

/**
 * Refuses a capture that so many people are like.
 * @throws Refusal `too-poor`, with the count in its details: the capture is taken again, and whoever runs the gallery hears of it.
 */
export function refuseLikeTooMany(alike: number): void {
  if (alike > LIKE_TOO_MANY)
    throw new Refusal('too-poor', 'this capture is like too many people to be one person: take it again', {
      advice: ['no-eye'],
      alike,
    })
}

/** What was found, unless the probe is like too many people to be an eye. @throws Refusal as `refuseLikeTooMany` */
export function ofOneEye(found: EyesFound): EyesFound {
  refuseLikeTooMany(found.alike)
  return found
}

/** What threads, blocks or shards found, as one gallery would have: the order and the count do not hang on how people are divided. */
export function mergedFound(parts: readonly EyesFound[]): EyesFound {
  const candidates = parts
    .flatMap(part => part.candidates)
    .sort((a, b) => b.evidence - a.evidence || a.number - b.number)
    .slice(0, MOST_CANDIDATES)
  const sum = (of: (part: EyesFound) => number) => parts.reduce((total, part) => total + of(part), 0)
  return { candidates, alike: sum(part => part.alike), passed: sum(part => part.passed) }
}

/** The same of one block. */
export const foundIn = ({ passed, alike }: Scanned): EyesFound =>
  mergedFound([{ candidates: alike, alike: alike.length, passed }])

/**
 * Searches a gallery for several probes in this thread, each block read once for all of them. Needs `await loadKernels()` first.
 * @param probes any number; each `MOST_PROBES` of them share a pass
 */
export function searchEyes(
  handle: GalleryHandle,
  probes: readonly Eyes[],
  wishes: ScanWishes,
  blocksOfMemory = MOST_BLOCKS,
): readonly EyesFound[] {
  const scanner = new EyeScanner(handle, 0)
  const found: EyesFound[] = []
  for (let from = 0; from < probes.length; from += MOST_PROBES) {
    const turned = probes.slice(from, from + MOST_PROBES).map(turnedEyes)
    layProbes(handle, turned)
    const parts: EyesFound[][] = turned.map(() => [])
    for (let block = 0; block < handle.blocks; block++)
      for (const [slot, { eyes }] of turned.entries())
        parts[slot]!.push(foundIn(scanner.scan(slot, eyes, block, wishes, blocksOfMemory)))
    found.push(...parts.map(mergedFound))
  }
  return found
}

/** Work of several threads: each takes the next few blocks until none is left. The probes were laid by whoever asks. */
export function searchShare(
  scanner: EyeScanner,
  blocks: number,
  eyes: readonly number[],
  wishes: ScanWishes,
  ticket: Int32Array,
): readonly EyesFound[] {
  const parts: EyesFound[] = eyes.map(() => mergedFound([]))
  for (;;) {
    const from = Atomics.add(ticket, 0, BLOCKS_AT_ONCE)
    if (from >= blocks) return parts
    for (let block = from; block < Math.min(blocks, from + BLOCKS_AT_ONCE); block++)
      for (const [slot, count] of eyes.entries()) {
        const scanned = scanner.scan(slot, count, block, wishes)
        parts[slot] =
          scanned.alike.length === 0
            ? more(parts[slot]!, scanned.passed)
            : mergedFound([parts[slot]!, foundIn(scanned)])
      }
  }
}

/** Blocks that a thread takes: 16,384 people, some milliseconds, so that a thread that is held up keeps nobody waiting. */
const BLOCKS_AT_ONCE = 16_384 / BLOCK_PEOPLE

const more = (found: EyesFound, passed: number): EyesFound => ({ ...found, passed: found.passed + passed })
