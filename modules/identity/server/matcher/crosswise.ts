import {
  believable,
  bestOf,
  type Candidate,
  type Evidence,
  engineFor,
  ONE_TO_ONE,
  type PersonTemplates,
  SITES,
  type Site,
  together,
} from '@nansen/biometrics'

/** A finger or eye that was taken for one, and is on record as another. */
export interface Crossed {
  readonly taken: Site
  readonly is: Site
}

/** At or above this a place agrees with the record well enough to be left alone: one pair of strangers in a hundred is as alike. */
const AGREES: Evidence = 2

const kindOf = (site: Site): string => site.slice(0, site.indexOf('-'))

/** How a whole hand is taken for the other: finger for finger, or as it lies on a glass that expects the other one (ISO/IEC 19794-4). */
const EXCHANGES: readonly ((finger: number) => number)[] = [
  finger => (finger <= 5 ? finger + 5 : finger - 5),
  finger => (finger === 1 || finger === 6 ? 7 - finger : 12 - finger),
]
const exchanged = (taken: Site, is: Site, how: (finger: number) => number): boolean =>
  kindOf(taken) === 'iris' || numberOf(is) === how(numberOf(taken))
const numberOf = (site: Site): number => Number(site.slice('finger-'.length))

interface Tried extends Crossed {
  readonly evidence: Evidence
}

/**
 * Which of these were taken at another place than the record has them at: the left hand for the right, the middle finger for the ring finger.
 * Each further comparison is another chance of an accident, so it must say that much more; fingers of a hand that was exchanged speak together.
 * Needs `await loadKernels()` first.
 * @param own the sittings by which the person was known  @param said what each of them said of the same places
 */
export function crosswise(
  probe: PersonTemplates,
  own: readonly PersonTemplates[],
  said: readonly Candidate['sites'][],
): readonly Crossed[] {
  const doubtful = SITES.filter(site => {
    const evidence = said.flatMap(sites => sites[site] ?? [])
    return probe[site] !== undefined && evidence.length > 0 && Math.max(...evidence) < AGREES
  })
  const tries = doubtful.flatMap(taken => elsewhere(taken, probe[taken]!, own))
  const alone = tries.filter(({ evidence }) => bestOf(tries.length, evidence) >= ONE_TO_ONE.look)
  const whole = EXCHANGES.flatMap(how => {
    const hand = strongest(tries.filter(({ taken, is }) => exchanged(taken, is, how)))
    const evidence = together(hand.map(each => each.evidence))
    const counted = EXCHANGES.length * own.length
    return bestOf(counted, evidence) >= ONE_TO_ONE.look ? hand.filter(each => each.evidence >= AGREES) : []
  })
  const told = strongest([...alone, ...whole])
  return doubtful.flatMap(site => told.filter(({ taken }) => taken === site).map(({ taken, is }) => ({ taken, is })))
}

/** Of each place that was taken, the likeliest one of the record. */
function strongest(tried: readonly Tried[]): readonly Tried[] {
  const best = new Map<Site, Tried>()
  for (const each of tried) if (each.evidence > (best.get(each.taken)?.evidence ?? -1)) best.set(each.taken, each)
  return [...best.values()]
}

/** Against every other finger on record for a finger, the other eye for an eye. */
function elsewhere(taken: Site, template: Uint8Array, own: readonly PersonTemplates[]): readonly Tried[] {
  const { prepare, match } = engineFor(taken)
  const mine = prepare(template)
  return own.flatMap(templates =>
    SITES.flatMap(is => {
      const theirs = templates[is]
      if (is === taken || kindOf(is) !== kindOf(taken) || theirs === undefined) return []
      return [{ taken, is, evidence: believable(match(mine, prepare(theirs))) }]
    }),
  )
}
