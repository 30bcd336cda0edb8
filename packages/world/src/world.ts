import type { InventedFamily } from './families.ts'
import { familiesWith } from './hidden.ts'
import { choosePlanted, type Planted } from './planted.ts'

export interface WorldPlan {
  readonly seed: string
  readonly today: string
  /** How many there are in the end, with what is planted. */
  readonly people: number
  readonly families: number
  readonly planted: Planted
  /** Everybody, a family at a time, in the same order every time. */
  readonly stream: () => Iterable<InventedFamily>
}

export interface World extends Pick<WorldPlan, 'seed' | 'today' | 'planted'> {
  readonly families: readonly InventedFamily[]
}

export interface WorldOptions {
  readonly people: number
  readonly seed?: string
  /** `YYYY-MM-DD`; the same day gives the same world. */
  readonly today: string
}

/**
 * The practice world: people who never lived, in families whose ages, names, places and stories agree. The same seed, size and day give
 * the same world, person for person. A plan holds only what is hidden where; its people are made while one reads them.
 */
export function planWorld({ people, seed = 'nansen', today }: WorldOptions): WorldPlan {
  const size = { people, seed, today }
  const choice = choosePlanted(size)
  return { seed, today, ...choice, stream: () => familiesWith(size, choice.planted) }
}

/** All of a world at once, for a few thousand people. */
export function practiceWorld(options: WorldOptions): World {
  const { seed, today, planted, stream } = planWorld(options)
  return { seed, today, families: [...stream()], planted }
}
