import { compare } from './compare.ts'
import { type Model, totalBits } from './model.ts'
import type { Profile } from './profile.ts'

/** Chance that somebody's relative came along, where somebody came twice. A belief; with half the answer is within a bit. */
const CAME_ALONG = 0.5
/** Evidence of a whole family at most. Bits: names within a family depend on each other. */
const MOST_OF_FAMILY = 20
/** Evidence from which a relative is said to resemble another. Bits. */
const ALIKE = 6

export interface FamilyLikeness {
  readonly bits: number
  /** Relatives who each resemble another of the other family. */
  readonly alike: number
}

/**
 * What the other members of two families say of whether two of them are one person: either a relative came along, and then resembles
 * somebody, or not, and then says nothing. Never evidence against: families part. The same both ways.
 */
export function familyLikeness(model: Model, mine: readonly Profile[], theirs: readonly Profile[]): FamilyLikeness {
  const pairs = mine.flatMap((one, at) =>
    theirs.map((other, to) => ({ at, to, bits: totalBits(model, compare(one, other)) })),
  )
  const [used, met] = [new Set<number>(), new Set<number>()]
  let [bits, alike] = [0, 0]
  for (const pair of pairs.toSorted((a, b) => b.bits - a.bits)) {
    if (pair.bits < ALIKE) break
    if (used.has(pair.at) || met.has(pair.to)) continue
    used.add(pair.at)
    met.add(pair.to)
    bits += Math.log2(1 - CAME_ALONG + CAME_ALONG * 2 ** pair.bits)
    alike++
  }
  return { bits: Math.min(bits, MOST_OF_FAMILY), alike }
}
