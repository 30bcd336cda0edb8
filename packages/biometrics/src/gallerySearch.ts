import type { Candidate } from './decide.ts'
import { thresholdsFor } from './decide.ts'
import { bestOf, type Evidence } from './evidence.ts'
import { hasEyes } from './galleryEyes.ts'
import { fingersOf, LEADING, sitesOf } from './galleryOrder.ts'
import type { Answers, Compared, Likenesses, Missing, Question } from './galleryPart.ts'
import { mergedFound, refuseLikeTooMany } from './iris/gallery/eyeSearch.ts'
import { FINGER_POSITIONS, type PersonTemplates, type Site } from './modality.ts'
import { type PartsSaid, partsSaid, partsToSearch } from './sittingParts.ts'

/**
 * A search as steps: each asks one question of every part of the gallery and goes on with their answers. Whoever holds the parts puts
 * them, here or in other threads; the answer does not hang on how people are divided.
 */
export type Search<T> = Generator<Question, T, readonly Answers[Question['is']][]>

/** Somebody whom a sitting, or a part of it, is like; and what each part of it says of them. */
export type SittingCandidate = Candidate & PartsSaid

/** How a search is to be made. */
export interface IdentifyOptions {
  /** At most so many candidates are given back. */
  readonly most?: number
  /**
   * Compare a lone finger with all positions when its own finds nobody: the officer may have named the wrong finger. Takes ten
   * times as long. Unless said otherwise it is done among up to `ANY_FINGER_PEOPLE` people.
   */
  readonly anyFinger?: boolean
}

const MOST_CANDIDATES = 50
/** Up to so many people every finger is worth comparing with every other: ten searches for one. */
const ANY_FINGER_PEOPLE = 2000
/**
 * Up to so many people a sitting's fingers and hands are searched apart from its eyes: beyond it that alone would take most of a second of processor. Whoever
 * borrows a known person's fingers beside their own eyes is found among these.
 */
const HANDS_PEOPLE = 10_000
const INDEX_FINGERS = ['finger-2', 'finger-7'] as const
/**
 * People who pass the coarse comparison: this share of the gallery with two sites or more, this share with one, and at least so
 * many. What it loses: ADR 0037.
 */
const PASS_SHARE = 0.01
const PASS_SHARE_ONE_SITE = 0.03
const PASS_LEAST = 200
/** People whose every site is compared in full; of strangers as many are expected by their eyes at most. */
const COMPARED_WHOLE = 24
/** What is kept of eyes must say at least so much, before whole templates are compared. */
const LEAST_BY_EYES: Evidence = 2

/**
 * Who is like the probe, best first: all shared sites together, and what each said. Twins may share a face; their fingers and irises
 * differ. What it means is for `decide` to say, with `thresholdsFor(people)`. @param people how many there are in all parts
 */
export function* identifying(
  people: number,
  probe: PersonTemplates,
  { most = MOST_CANDIDATES, anyFinger = wouldSearchAnyFinger(people, probe) }: IdentifyOptions = {},
): Search<readonly Candidate[]> {
  const found = yield* searchingAll(people, probe)
  const finger = loneFingerOf(probe)
  const isFound = (found[0]?.evidence ?? 0) >= thresholdsFor(people).look
  if (!anyFinger || finger === undefined || isFound) return found.slice(0, most)
  const known = new Map(found.map(candidate => [candidate.ref, candidate]))
  for (const candidate of yield* searchingAnyFinger(people, finger)) {
    if (candidate.evidence > (known.get(candidate.ref)?.evidence ?? 0)) known.set(candidate.ref, candidate)
  }
  return [...known.values()].sort((a, b) => b.evidence - a.evidence).slice(0, most)
}

/**
 * Whom a sitting is like, as a whole or in a part: another's eyes beside one's own fingers are found too. Every part searched is another
 * chance of an accident, so each of them must say that much more. Hands are searched by themselves among up to `HANDS_PEOPLE`, beyond `ANY_FINGER_PEOPLE`
 * by their index fingers first; in larger galleries eyes are, and fingers only where the person has no eyes.
 */
export function* identifyingSitting(people: number, probe: PersonTemplates): Search<readonly SittingCandidate[]> {
  const { look, sure } = thresholdsFor(people)
  const parts = partsToSearch(probe).filter(part => isSearched(people, part))
  const worth = Math.log10(1 + parts.length)
  const found = new Map<string, Candidate>()
  for (const part of [probe, ...parts])
    for (const { ref, evidence } of yield* part === probe
      ? identifying(people, part)
      : searchingAll(people, part, beginOf(people, part))) {
      if (evidence < look + (part === probe ? 0 : worth)) continue
      const whole = found.get(ref) ?? { ref, ...(yield* verifying(probe, ref)) }
      found.set(ref, { ...whole, evidence: Math.max(whole.evidence, evidence) })
    }
  return [...found.values()]
    .map(each => ({ ...each, ...partsSaid(each.sites, sure) }))
    .sort((a, b) => b.evidence - a.evidence)
}

/** Of both hands together nothing more is found than of each, which is searched too. */
function isSearched(people: number, part: PersonTemplates): boolean {
  if (people <= ANY_FINGER_PEOPLE || isEyes(part)) return true
  return people <= HANDS_PEOPLE && INDEX_FINGERS.some(site => part[site] === undefined)
}

/** What a search for a part begins with: in a large gallery a hand with its index finger, of whom everybody's are ready in memory. */
function beginOf(people: number, part: PersonTemplates): PersonTemplates {
  const index = INDEX_FINGERS.filter(site => part[site] !== undefined)
  return people <= ANY_FINGER_PEOPLE || index.length !== 1 ? part : { [index[0]!]: part[index[0]!]! }
}

/** Whether a search with this probe looks at all ten positions, unless it is told. */
export function wouldSearchAnyFinger(people: number, probe: PersonTemplates): boolean {
  return people <= ANY_FINGER_PEOPLE && loneFingerOf(probe) !== undefined
}

/** How many of all parts together have everything ready. */
export function* askingReadiness(people: number, probe: PersonTemplates): Search<Answers['readiness']> {
  const answers = yield* ask({ is: 'readiness', probe, anyFinger: wouldSearchAnyFinger(people, probe) })
  return answers.reduce((sum, each) => ({ ready: sum.ready + each.ready, of: sum.of + each.of }))
}

/** Has every part make forms ready for so long. @returns what is still missing somewhere */
export function* preparing(milliseconds: number): Search<Missing> {
  return leastReady(yield* ask({ is: 'prepare', milliseconds }))
}

export const leastReady = (parts: readonly Missing[]): Missing =>
  parts.includes('first') ? 'first' : parts.includes('others') ? 'others' : 'done'

function* ask<Q extends Question>(question: Q): Search<readonly Answers[Q['is']][]> {
  return (yield question) as readonly Answers[Q['is']][]
}

function* verifying(probe: PersonTemplates, ref: string): Search<NonNullable<Answers['verify']>> {
  const answers = yield* ask({ is: 'verify', probe, ref })
  return answers.find(each => each !== null) ?? { evidence: 0, sites: {} }
}

/**
 * Searches everybody: by eyes, if the probe has any, and by fingers whoever has not both of these. Best first; only people with some evidence.
 * @param begin the sites by which it begins, where they are fewer
 */
function* searchingAll(people: number, probe: PersonTemplates, begin = probe): Search<readonly Candidate[]> {
  if (people === 0) return []
  const byEyes = hasEyes(begin) ? yield* searchingEyes(people, probe, begin) : []
  const byFingers = fingersOf(begin).length > 0 ? yield* searchingFingers(probe, begin) : []
  const known = new Map([...byFingers, ...byEyes].map(each => [each.number, each]))
  return inOrder([[...known.values()]])
    .filter(({ evidence }) => evidence > 0)
    .map(({ ref, evidence, sites }) => ({ ref, evidence, sites }))
}

/** One comparison of what is kept of everybody's eyes, and every shared site of the best few. @throws Refusal `too-poor` when they are like too many */
function* searchingEyes(people: number, probe: PersonTemplates, begin: PersonTemplates): Search<readonly Compared[]> {
  const least = Math.max(LEAST_BY_EYES, Math.log10(people / COMPARED_WHOLE))
  const { candidates } = mergedFound(yield* ask({ is: 'eyes', probe: begin, least }))
  const { look } = thresholdsFor(people)
  refuseLikeTooMany(candidates.filter(({ evidence }) => evidence >= look).length)
  return yield* comparingWhole(probe, candidates.slice(0, COMPARED_WHOLE))
}

/**
 * Three rounds: a coarse comparison of up to two fingers with all, a full comparison of these with the
 * few per cent that pass, and every shared site of the best few.
 */
function* searchingFingers(probe: PersonTemplates, begin: PersonTemplates): Search<readonly Compared[]> {
  const numbers = passing(yield* ask({ is: 'likeness', probe: begin }), sitesOf(begin))
  const first = inOrder(yield* ask({ is: 'compare', probe: begin, numbers, by: 'leading' }))
  const best = first.slice(0, COMPARED_WHOLE).filter(({ shares }) => begin !== probe || shares > LEADING)
  const whole = new Map((yield* comparingWhole(probe, best)).map(each => [each.number, each]))
  return first.map(each => whole.get(each.number) ?? each)
}

function* comparingWhole(
  probe: PersonTemplates,
  some: readonly { readonly number: number }[],
): Search<readonly Compared[]> {
  if (some.length === 0) return []
  const numbers = Float64Array.from(some, each => each.number)
  return (yield* ask({ is: 'compare', probe, numbers, by: 'all' })).flat()
}

/** Best first, and who came earlier among equals. */
const inOrder = (answers: readonly (readonly Compared[])[]) =>
  answers.flat().sort((a, b) => b.evidence - a.evidence || a.number - b.number)

/** Numbers of those whose leading sites are most like the probe's; of everybody where that would not save anything. */
function passing(parts: readonly Likenesses[], sites: readonly Site[]): Float64Array {
  const numbers = concatenated(parts.map(part => part.numbers))
  const share = sites.length > 1 ? PASS_SHARE : PASS_SHARE_ONE_SITE
  const most = Math.max(PASS_LEAST, Math.ceil(share * numbers.length))
  if (numbers.length <= most) return numbers
  const total = new Float64Array(numbers.length)
  for (const site of sites) addSurprise(parts, site, total)
  const least = total.toSorted()[numbers.length - most]!
  const above = numbers.filter((_, i) => total[i]! > least)
  const equal = numbers.filter((_, i) => total[i] === least).sort()
  return concatenated([above, equal.subarray(0, most - above.length)])
}

/**
 * Adds to each person how surprising the likeness of one site is: -log10 of the share of the gallery that is at least as
 * alike (of equals, half). Nearly everybody is a stranger, so the gallery itself says what chance does, and sites of any scale add up.
 */
function addSurprise(parts: readonly Likenesses[], site: Site, total: Float64Array): void {
  const lists = parts.map(part => part.bySite.find(each => each.site === site))
  const sorted = concatenated(lists.map(list => list?.likeness ?? new Float64Array())).sort()
  let before = 0
  for (const [i, part] of parts.entries()) {
    lists[i]?.likeness.forEach((likeness, k) => {
      const rank = sorted.length - (firstFrom(sorted, likeness) + firstAbove(sorted, likeness)) / 2
      total[before + lists[i]!.at[k]!]! -= Math.log10(rank / sorted.length)
    })
    before += part.numbers.length
  }
}

/** Index of the first that is at least, or above, a value. */
const firstFrom = (sorted: Float64Array, value: number) => firstWhere(sorted, each => each >= value)
const firstAbove = (sorted: Float64Array, value: number) => firstWhere(sorted, each => each > value)

function firstWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(sorted[middle]!)) to = middle
    else from = middle + 1
  }
  return from
}

function concatenated(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all
}

/**
 * Compares one finger of unknown position with every finger of everybody. Costs up to ten times a search by position, and its
 * evidence is worth a factor of ten less, for as many chances to be wrong. The site named is where it was found.
 */
function* searchingAnyFinger(people: number, finger: Uint8Array): Search<readonly Candidate[]> {
  const best = new Map<string, { site: Site; evidence: Evidence }>()
  for (const position of FINGER_POSITIONS) {
    const site = `finger-${position}` as const
    for (const { ref, evidence } of yield* searchingAll(people, { [site]: finger }))
      if (evidence > (best.get(ref)?.evidence ?? 0)) best.set(ref, { site, evidence })
  }
  return [...best]
    .map(([ref, { site, evidence }]) => {
      const worth = bestOf(FINGER_POSITIONS.length, evidence)
      return { ref, evidence: worth, sites: { [site]: worth } }
    })
    .filter(({ evidence }) => evidence > 0)
    .sort((a, b) => b.evidence - a.evidence)
}

/** The only template of this probe, when it is a finger's. */
function loneFingerOf(probe: PersonTemplates): Uint8Array | undefined {
  const [site, ...others] = sitesOf(probe)
  return site?.startsWith('finger-') && others.length === 0 ? probe[site] : undefined
}

const isEyes = (part: PersonTemplates) => sitesOf(part).every(site => site.startsWith('iris-'))
