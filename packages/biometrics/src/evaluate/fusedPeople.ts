import { type Evidence, together } from '../evidence.ts'
import { compareAll, type Sample } from './compareAll.ts'
import { type Rates, ratesOf } from './rates.ts'

/** What invented people are told apart by, several fingers at once. */
export interface FusedFigures extends Rates {
  /** Fingers of a person. */
  readonly fingers: number
  /** Invented people in one deal, and deals. */
  readonly people: number
  readonly deals: number
  readonly genuine: number
  readonly impostor: number
  /** Later impressions asked who they are among the first of everybody, and how many were answered with somebody else. */
  readonly probes: number
  readonly notFirst: number
}

/** Rates over all deals together. */
const DEALS = 10

/**
 * Deals the fingers out to invented people, so many each, and compares people by all of them together, as the product does (`together`).
 * A finger is compared only with fingers that stand at the same place of another person; which do, differs from deal to deal. Fingers that
 * lie beside each other in the list, mostly of one scanner, are strangers at the same place, so that scanners do not tell people apart.
 *
 * @param samples of fingers, those of one scanner one after another
 * @returns null where there are fewer than two people of so many fingers, or no second impression.
 */
export function fusedPeople<Prepared>(
  samples: readonly Sample<Prepared>[],
  match: (a: Prepared, b: Prepared) => Evidence,
  fingers = 4,
  deals = DEALS,
): FusedFigures | null {
  const names = [...new Set(samples.map(({ group }) => group))]
  const classes = names.map(name => samples.filter(({ group }) => group === name))
  const people = Math.floor(classes.length / fingers)
  const impressions = Math.min(...classes.map(({ length }) => length))
  if (people < 2 || impressions < 2) return null
  const genuine: number[] = []
  const impostor: number[] = []
  let notFirst = 0
  for (let deal = 0; deal < deals; deal++) {
    const shift = Math.floor((deal * classes.length) / deals)
    const captures = Array.from({ length: people * impressions }, (_, i) => {
      const [person, impression] = [Math.floor(i / impressions), i % impressions]
      const hand = Array.from({ length: fingers }, (_, n) => {
        const chosen = classes[(shift + n * people + person) % classes.length]!
        return chosen[impression]!.prepared
      })
      return { group: `${person}`, prepared: hand }
    })
    const evidence = memo((i, j) => handsAlike(captures[i]!.prepared, captures[j]!.prepared, match))
    const numbered = captures.map(({ group }, i) => ({ group, prepared: i }))
    const scores = compareAll(numbered, evidence)
    for (const score of scores.genuine) genuine.push(score)
    for (const score of scores.impostor) impostor.push(score)
    notFirst += missesAtFirst(people, impressions, evidence)
  }
  const rates = ratesOf(Float64Array.from(genuine), Float64Array.from(impostor))
  const probes = deals * people * (impressions - 1)
  return { ...rates, fingers, people, deals, genuine: genuine.length, impostor: impostor.length, probes, notFirst }
}

function handsAlike<Prepared>(
  a: readonly (Prepared | null)[],
  b: readonly (Prepared | null)[],
  match: (a: Prepared, b: Prepared) => Evidence,
): Evidence {
  return together(
    a.map((mine, i) => {
      const theirs = b[i] ?? null
      return mine === null || theirs === null ? 0 : match(mine, theirs)
    }),
  )
}

/** Each later impression against the first of everybody; a tie with somebody else is a miss. */
function missesAtFirst(people: number, impressions: number, evidence: (i: number, j: number) => Evidence): number {
  let misses = 0
  for (let person = 0; person < people; person++)
    for (let impression = 1; impression < impressions; impression++) {
      const probe = person * impressions + impression
      const own = evidence(person * impressions, probe)
      const others = Array.from({ length: people }, (_, other) =>
        other === person ? -1 : evidence(other * impressions, probe),
      )
      if (Math.max(...others) >= own) misses++
    }
  return misses
}

/** Each pair is compared once, the smaller number first. */
function memo(compare: (i: number, j: number) => Evidence): (i: number, j: number) => Evidence {
  const known = new Map<string, Evidence>()
  return (i, j) => {
    const key = `${Math.min(i, j)} ${Math.max(i, j)}`
    const found = known.get(key) ?? compare(Math.min(i, j), Math.max(i, j))
    known.set(key, found)
    return found
  }
}
