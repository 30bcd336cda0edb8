import { COARSE_WORDS, FIRST_FINE_TURNS, RECORD_WORDS } from './record.ts'

/** How two records, or their coarse parts, agree at one turn: places that both masks let through, and signs that differ. */
export interface Agreement {
  readonly compared: number
  readonly differing: number
}

/** Place by place. It tells what the kernel `engine/sharedIris.ts` must do, and tests hold the kernel to it. */
export function agreementOf(probe: Uint32Array, record: Uint32Array, words: number): Agreement {
  let [compared, differing] = [0, 0]
  for (let unit = 0; unit < words / 3; unit++) {
    const at = 6 * (unit >> 1) + (unit & 1)
    for (let place = 0; place < 32; place++) {
      const isSet = (record: Uint32Array, word: number) => (record[at + word]! >>> place) & 1
      if (isSet(probe, 4) === 0 || isSet(record, 4) === 0) continue
      compared++
      for (const sign of [0, 2]) if (isSet(probe, sign) !== isSet(record, sign)) differing++
    }
  }
  return { compared, differing }
}

/**
 * What the coarse comparison says of an eye: by how much more agrees than differs at the best turn, in roots of the places compared when the probe is not turned.
 * @param turned the probe's records, one for each turn, that is not turned first
 */
export function coarseSlowly(
  turned: readonly Uint32Array[],
  record: Uint32Array,
  few: number,
  neutral: number,
): number {
  const agreements = turned.map(probe => agreementOf(probe, record, COARSE_WORDS))
  const { compared } = agreements[0]!
  if (compared < few) return neutral
  return Math.fround(Math.max(0, ...agreements.map(more)) / Math.fround(Math.sqrt(compared)))
}

/** What the full comparison says of an eye: best and least, in roots of the places compared, and the best turn's number. @param near see `CoarseLimits` */
export function fineSlowly(turned: readonly Uint32Array[], record: Uint32Array, few: number, near: number) {
  let [best, least, turn, places] = [0, 0, 0, 0]
  for (const [i, probe] of turned.entries()) {
    if (i === FIRST_FINE_TURNS && best < near) break
    const agreement = agreementOf(probe, record, RECORD_WORDS)
    if (agreement.compared < few) continue
    const score = inRoots(agreement)
    if (score > best) [best, turn, places] = [score, i, agreement.compared]
    least = Math.min(least, score)
  }
  return { best, least, turn, places }
}

const more = ({ compared, differing }: Agreement): number => compared - differing

/** In 32 bits, as the kernel has it. */
const inRoots = (agreement: Agreement): number =>
  Math.fround(more(agreement) / Math.fround(Math.sqrt(agreement.compared)))
