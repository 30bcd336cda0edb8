import { ANGLE_AT, PLACE_AT, RECORD } from './cylinders.ts'
import { TURN_COSINES } from './pairing.ts'
import { cylinderSimilarity } from './pairsSlowly.ts'

/** A pair of alike cylinders: their places, how far A is turned against B (256 steps a turn), and how heavily it counts. */
export interface Candidate {
  readonly i: number
  readonly j: number
  readonly a: Place
  readonly b: Place
  readonly turn: number
  readonly weight: number
}

interface Place {
  readonly x: number
  readonly y: number
}

/** How one finger lies on another: places of A are turned, then moved. */
export interface Alignment {
  readonly cosine: number
  readonly sine: number
  readonly shiftX: number
  readonly shiftY: number
  readonly supporters: readonly Candidate[]
}

/** As in `engine/_alignment.ts`. */
const CANDIDATES = 80
const OFTEN = 3
const MOST_TURN = 16
const SAME_PLACE = 24
const SAME_TURN = 0.92
const ARM = 400

/** The twin of `engine/_alignment.ts` in TypeScript, against which it is tested: the best supported alignments, best first. */
export function alignSlowly(a: Uint8Array, b: Uint8Array, most: number): Alignment[] {
  const candidates = candidatesOf(a, b)
  const supports = candidates.map(seed => supportersOf(seed, candidates).sum)
  const found: Alignment[] = []
  while (found.length < most) {
    const highest = Math.max(0, ...supports)
    if (highest === 0) break
    const best = supports.indexOf(highest)
    const alignment = fitted(supportersOf(candidates[best]!, candidates).list)
    found.push(alignment)
    supports[best] = 0
    candidates.forEach((candidate, k) => {
      if (isExplained(candidate, alignment)) supports[k] = 0
    })
  }
  return found
}

function candidatesOf(a: Uint8Array, b: Uint8Array): Candidate[] {
  const pairs: { i: number; j: number; step: number }[] = []
  for (let i = 0; i < a.length / RECORD; i++)
    for (let j = 0; j < b.length / RECORD; j++) {
      const step = Math.trunc(Math.fround(cylinderSimilarity(recordOf(a, i), recordOf(b, j)) * 255))
      if (step > 0) pairs.push({ i, j, step })
    }
  pairs.sort((p, q) => q.step - p.step || p.i - q.i || p.j - q.j)
  const candidates: Candidate[] = []
  for (const { i, j, step } of pairs) {
    const often = (side: 'i' | 'j', index: number) => candidates.filter(each => each[side] === index).length
    if (candidates.length === CANDIDATES || (often('i', i) >= OFTEN && often('j', j) >= OFTEN)) continue
    const [first, second] = [recordOf(a, i), recordOf(b, j)]
    const turn = (first[ANGLE_AT]! - second[ANGLE_AT]!) & 255
    candidates.push({ i, j, a: placeOf(first), b: placeOf(second), turn, weight: (step / 255) * (step / 255) })
  }
  return candidates
}

function supportersOf(seed: Candidate, candidates: readonly Candidate[]): { sum: number; list: Candidate[] } {
  const [c, s] = [cosineOf(seed.turn), cosineOf(seed.turn - 64)]
  const list: Candidate[] = []
  let sum = 0
  for (const each of [seed, ...candidates]) {
    const away = (each.turn - seed.turn) & 255
    if (away > MOST_TURN && away < 256 - MOST_TURN) continue
    if (list.some(({ i, j }) => i === each.i || j === each.j)) continue
    const [dx, dy] = [each.a.x - seed.a.x, each.a.y - seed.a.y]
    const ex = each.b.x - seed.b.x - (c * dx - s * dy)
    const ey = each.b.y - seed.b.y - (s * dx + c * dy)
    const most = Math.min(24, 6 + 0.1 * Math.sqrt(dx * dx + dy * dy))
    const square = ex * ex + ey * ey
    if (square > most * most) continue
    sum += each.weight * (1 - (0.5 * Math.sqrt(square)) / most)
    list.push(each)
  }
  return { sum, list }
}

function fitted(supporters: readonly Candidate[]): Alignment {
  const total = (of: (each: Candidate) => number) => supporters.reduce((sum, each) => sum + each.weight * of(each), 0)
  const whole = total(() => 1)
  const [ax, ay] = [total(each => each.a.x) / whole, total(each => each.a.y) / whole]
  const [bx, by] = [total(each => each.b.x) / whole, total(each => each.b.y) / whole]
  const along = total(({ a, b, turn }) => (a.x - ax) * (b.x - bx) + (a.y - ay) * (b.y - by) + ARM * cosineOf(turn))
  const across = total(
    ({ a, b, turn }) => (a.x - ax) * (b.y - by) - (a.y - ay) * (b.x - bx) + ARM * cosineOf(turn - 64),
  )
  const length = Math.sqrt(along * along + across * across)
  const cosine = length > 0 ? along / length : 1
  const sine = length > 0 ? across / length : 0
  return { cosine, sine, shiftX: bx - cosine * ax + sine * ay, shiftY: by - sine * ax - cosine * ay, supporters }
}

function isExplained({ a, b, turn }: Candidate, { cosine, sine, shiftX, shiftY }: Alignment): boolean {
  if (cosine * cosineOf(turn) + sine * cosineOf(turn - 64) <= SAME_TURN) return false
  const dx = cosine * a.x - sine * a.y + shiftX - b.x
  const dy = sine * a.x + cosine * a.y + shiftY - b.y
  return dx * dx + dy * dy < SAME_PLACE * SAME_PLACE
}

const cosineOf = (turn: number) => TURN_COSINES[turn & 255]!
const recordOf = (records: Uint8Array, i: number) => records.subarray(i * RECORD, (i + 1) * RECORD)

function placeOf(record: Uint8Array): Place {
  const view = new DataView(record.buffer, record.byteOffset, RECORD)
  return { x: view.getUint16(PLACE_AT, true), y: view.getUint16(PLACE_AT + 2, true) }
}
