import { familiesOf, type InventedFamily, type Size } from './families.ts'

/** What the world hides on purpose, so that it can be measured what finds it. Keys are of people. */
export interface Planted {
  /** The second record is the same body as the first, under another name at another office. */
  readonly duplicates: readonly { readonly first: number; readonly again: number }[]
  /** Same parents, same day, like faces; two bodies. */
  readonly twins: readonly (readonly [number, number])[]
  /** Same name and birth date, no relation. */
  readonly namesakes: readonly (readonly [number, number])[]
}

/** What is hidden, and how many there are in the end. */
export interface Choice {
  readonly planted: Planted
  readonly people: number
  readonly families: number
}

/** Shares of the planted cases, per thousand people; at least three of each in any world of a hundred or more. */
const DUPLICATES_PER_THOUSAND = 6
const TWINS_PER_THOUSAND = 4
const NAMESAKES_PER_THOUSAND = 4

const quota = (people: number, perThousand: number) =>
  Math.max(people >= 100 ? 3 : 0, Math.round((people * perThousand) / 1000))

/** Twins come in every third family that has a child, until there are enough; the same for those who come twice. */
const TWINS_EVERY = 3
const FIRST_AGAIN = 5
const AGAIN_EVERY = 7

/** The child whose twin this family may get. */
export const mayHaveTwin = ({ key, members }: InventedFamily) =>
  key % TWINS_EVERY === 0
    ? members.find(({ relationship }) => relationship === 'SON' || relationship === 'DAU')?.person
    : undefined

/** Goes through the whole world once and keeps only keys: twins, and after them those who come again, get the keys after everybody's. */
export function choosePlanted(size: Size): Choice {
  const twinned: number[] = []
  const again: number[] = []
  const namesakes = new Namesakes()
  const counts = { twins: quota(size.people, TWINS_PER_THOUSAND), again: quota(size.people, DUPLICATES_PER_THOUSAND) }
  let [people, families] = [0, 0]
  for (const family of familiesOf(size)) {
    const child = twinned.length < counts.twins ? mayHaveTwin(family) : undefined
    if (child !== undefined) twinned.push(child.key)
    if (family.members.length === 1) namesakes.meet(family)
    if (family.key % AGAIN_EVERY === FIRST_AGAIN && again.length < counts.again)
      again.push(family.members[0]!.person.key)
    people += family.members.length
    families++
  }
  const planted: Planted = {
    twins: twinned.map((key, at) => [key, people + at]),
    namesakes: namesakes.first(quota(size.people, NAMESAKES_PER_THOUSAND)),
    duplicates: again.map((first, at) => ({ first, again: people + twinned.length + at })),
  }
  return { planted, people: people + twinned.length + again.length, families: families + again.length }
}

/**
 * Pairs people who live alone: each gets the name of the first who came before, of the same sex and nationality, at another office, and
 * has nobody yet. People alone only: a new birth date must not make somebody's parent a child.
 */
class Namesakes {
  readonly #pairs: (readonly [one: number, other: number])[] = []
  /** Who waits for a namesake, by sex and nationality and then by office; the first in a queue came first. */
  readonly #waiting = new Map<string, Map<string, number[]>>()

  meet({ office, members }: InventedFamily): void {
    const { sex, nationality, key } = members[0]!.person
    const alike = this.#waiting.get(`${sex} ${nationality}`) ?? new Map<string, number[]>()
    this.#waiting.set(`${sex} ${nationality}`, alike)
    const elsewhere = [...alike].filter(([where, queue]) => where !== office && queue.length > 0)
    const [first] = elsewhere.map(([, queue]) => queue).toSorted((a, b) => a[0]! - b[0]!)
    if (first !== undefined) this.#pairs.push([first.shift()!, key])
    else alike.set(office, [...(alike.get(office) ?? []), key])
  }

  first(count: number) {
    return this.#pairs.toSorted(([a], [b]) => a - b).slice(0, count)
  }
}
