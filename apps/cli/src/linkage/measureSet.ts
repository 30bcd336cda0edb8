import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '@nansen/kernel'
import {
  type Answered,
  type Calibration,
  calibrationBy,
  candidatePairs,
  chanceOfOdds,
  compare,
  type Entry,
  learn,
  learnScale,
  lessonOf,
  type Model,
  oddsOf,
  type Profile,
  profileOf,
  sharesOf,
  shownOf,
  totalBits,
} from '@nansen/linkage'
import { type Agreement, agreementOf } from './agreement.ts'
import { readCsv } from './readCsv.ts'
import type { LinkageSet } from './sets.ts'

/** Blocks larger than this are not compared: one rare thing shared, two things shared. The same for every set. */
export const REACH = { alone: 20, together: 60 } as const

export interface SetFigures extends Agreement {
  readonly name: string
  readonly records: number
  readonly truePairs: number
  /** Pairs compared. */
  readonly candidates: number
  /** Share of the true pairs that are among them: nothing after it can do better. */
  readonly blockingRecall: number
  /** How many true pairs the model believes there are, told by nobody. */
  readonly believed: number
  /** What is said and true of pairs that were not answered, after some hundred others were; null where answers of one kind are too few. */
  readonly afterAnswers: readonly Calibration[] | null
}

/** Reads a set, learns without its answers, and only then compares with them. */
export function measureSet(folder: string, set: LinkageSet): SetFigures {
  const files = set.files.map(file => readCsv(readFileSync(join(folder, file), 'utf8')))
  const rows = files.flat()
  const source = files.flatMap((file, at) => file.map(() => at))
  const may = (one: number, other: number): boolean => set.across !== true || source[one] !== source[other]
  const entries = rows.map(set.entry)
  const { profiles, candidates, model } = learnt(set, entries, may, pairsOf(files, set.across === true))
  const truth = rows.map(set.truth)
  const answers = candidates.map(
    ([one, other]): Answered => ({
      odds: oddsOf(totalBits(model, compare(profiles[one]!, profiles[other]!)), model.prior),
      same: truth[one] === truth[other],
    }),
  )
  const judged = answers.map(({ odds, same }) => ({ chance: chanceOfOdds(odds), same }))
  const truePairs = trueIn(truth, may)
  const found = judged.filter(({ same }) => same).length
  return {
    name: set.name,
    records: rows.length,
    truePairs,
    candidates: candidates.length,
    blockingRecall: found / truePairs,
    believed: Math.round(model.prior * pairsOf(files, set.across === true)),
    afterAnswers: afterSome(answers),
    ...agreementOf(judged, truePairs),
  }
}

/** Pairs that colleagues are taken to have answered, of those that a desk would show: chosen, as what a desk of two answers in weeks and not in years. */
const ANSWERED = 400

/** Draws some pairs, learns from their answers how sure to be, and looks at the others. */
function afterSome(answers: readonly Answered[]): readonly Calibration[] | null {
  const shown = shownOf(answers)
  const random = seededRandom('answers')
  const drawn = new Set<number>()
  while (drawn.size < Math.min(ANSWERED, Math.floor(shown.length / 2))) drawn.add(random.below(shown.length))
  const scale = learnScale([...drawn].map(at => shown[at]!))
  const others = shown.filter((_, at) => !drawn.has(at))
  return scale === null ? null : calibrationBy(others, scale)
}

interface Learnt {
  readonly profiles: readonly Profile[]
  readonly candidates: readonly (readonly [number, number])[]
  readonly model: Model
}

/** Sees the records and nothing else. */
function learnt(
  { fields }: LinkageSet,
  entries: readonly Entry[],
  may: (one: number, other: number) => boolean,
  pairs: number,
): Learnt {
  const shares = sharesOf(fields, entries)
  const profiles = entries.map(entry => profileOf(fields, entry, shares))
  const candidates = [...candidatePairs(fields, entries, REACH)].filter(([one, other]) => may(one, other))
  return { profiles, candidates, model: learn(lessonOf({ fields, profiles, candidates, may, pairs })) }
}

function pairsOf(files: readonly (readonly unknown[])[], across: boolean): number {
  const counts = files.map(file => file.length)
  const all = counts.reduce((sum, count) => sum + count, 0)
  return across ? counts.reduce((product, count) => product * count, 1) : (all * (all - 1)) / 2
}

/** Pairs that are one person, of those that may be. */
function trueIn(truth: readonly string[], may: (one: number, other: number) => boolean): number {
  const people = Map.groupBy(truth.keys(), at => truth[at]!)
  let pairs = 0
  for (const all of people.values()) {
    for (const [place, one] of all.entries()) pairs += all.slice(place + 1).filter(other => may(one, other)).length
  }
  return pairs
}
