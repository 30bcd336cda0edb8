import { WAVE_CELL } from '../parameters.ts'
import { type Alignment, alignSlowly } from './alignSlowly.ts'
import { ALIGNMENTS } from './parameters.ts'
import type { PreparedFinger } from './prepareFinger.ts'
import { FIELD_HEADER, FIELD_SQUARE } from './waveField.ts'

type Vector = readonly [x: number, y: number]

interface Field {
  readonly columns: number
  readonly rows: number
  readonly left: number
  readonly top: number
  /** By square: wave vector and phase, or null. */
  readonly waves: readonly ({ readonly k: Vector; readonly phase: number } | null)[]
}

/** What two waves say at one place. */
interface Look {
  readonly wave: Vector
  readonly excess: Vector
  readonly apart: number
  readonly parallel: number
}

/** How a wave grows between the prints, and the move that makes up a radian of it. */
interface Growth {
  readonly excess: Vector
  readonly move: Vector
}

/** As in `engine/_look.ts`, `_neighbours.ts` and `_ridges.ts`. */
const REACH = 36
const REST = 0.03
const ROUNDS = 7
const PULL = 4
const LEAD = 0.35
const PULLING = 0.64
const TELLING = 0.72
const FAR = 0.18
const LEAST = 0.7
const FEW = 5
/** As in `engine/fingerMatch.ts`. */
const WORTH_TURNING = 0.1
const TURN = 2 * Math.PI
const PER_TURN = 1 / TURN
const PER_CELL = 1 / WAVE_CELL

/** The twin of `ridgesAgree` in TypeScript, against which the kernel is tested: the same steps in the same order, nothing clever. */
export function agreeSlowly(a: PreparedFinger, b: PreparedFinger): number {
  if (a.waves === null || b.waves === null) return 0
  const [fieldA, fieldB] = [fieldFrom(a.waves), fieldFrom(b.waves)]
  let best = 0
  let back: Alignment | null = null
  for (const alignment of alignSlowly(a.cylinders, b.cylinders, ALIGNMENTS)) {
    const agreed = agreementUnder(alignment, fieldA, fieldB)
    if (agreed <= best) continue
    best = agreed
    back = turnedAround(alignment)
  }
  return back === null || best <= WORTH_TURNING ? best : 0.5 * (best + agreementUnder(back, fieldB, fieldA))
}

function turnedAround({ cosine, sine, shiftX, shiftY, supporters }: Alignment): Alignment {
  return {
    cosine,
    sine: -sine,
    shiftX: -(cosine * shiftX + sine * shiftY),
    shiftY: sine * shiftX - cosine * shiftY,
    supporters: supporters.map(pair => ({ ...pair, a: pair.b, b: pair.a })),
  }
}

/** One finger laid on the other, and the squares of A under which B has a wave: how far each is moved, how its wave grows. */
interface Laid {
  readonly alignment: Alignment
  readonly a: Field
  readonly b: Field
  readonly moves: Map<number, Vector>
  readonly growth: Map<number, Growth>
}

function agreementUnder(alignment: Alignment, a: Field, b: Field): number {
  const laid: Laid = { alignment, a, b, moves: new Map(), growth: new Map() }
  const { moves, growth } = laid
  const unmoved = a.waves.flatMap((wave, cell) => (wave === null ? [] : [look(laid, cell, [0, 0])])).filter(isSeen)
  if (unmoved.reduce((sum, seen) => sum + alikeness(seen), 0) <= LEAST * unmoved.length) return 0
  a.waves.forEach((wave, cell) => {
    if (wave === null) return
    const move = movedByPairs(alignment, placeOf(a, cell))
    const seen = look(laid, cell, move)
    if (seen === null) return
    moves.set(cell, move)
    growth.set(cell, growthOf(seen))
  })
  for (let round = 0; round < ROUNDS; round++) {
    const nexts = [...moves.keys()].map(cell => [cell, relaxed(laid, cell)] as const)
    for (const [cell, next] of nexts) moves.set(cell, next)
  }
  return agreement(laid)
}

const isSeen = (seen: Look | null): seen is Look => seen !== null

function placeOf(field: Field, cell: number): Vector {
  const { columns, left, top } = field
  return [left + WAVE_CELL * (cell % columns), top + WAVE_CELL * Math.floor(cell / columns)]
}

const turned = ({ cosine, sine }: Alignment, [x, y]: Vector): Vector => [cosine * x - sine * y, sine * x + cosine * y]

function look({ alignment, a, b }: Laid, cell: number, move: Vector): Look | null {
  const [px, py] = placeOf(a, cell)
  const { cosine, sine, shiftX, shiftY } = alignment
  const x = cosine * px - sine * py + shiftX + move[0] - b.left
  const y = sine * px + cosine * py + shiftY + move[1] - b.top
  const column = Math.floor(x * PER_CELL + 0.5)
  const row = Math.floor(y * PER_CELL + 0.5)
  if (column < 0 || row < 0 || column >= b.columns || row >= b.rows) return null
  const other = b.waves[row * b.columns + column]!
  if (other === null) return null
  const { k, phase } = a.waves[cell]!
  const [tx, ty] = turned(alignment, k)
  const product = tx * other.k[0] + ty * other.k[1]
  const way = product < 0 ? -1 : 1
  const [bx, by] = [way * other.k[0], way * other.k[1]]
  const difference = phase - way * other.phase - bx * (x - column * WAVE_CELL) - by * (y - row * WAVE_CELL)
  return {
    wave: [0.5 * (tx + bx), 0.5 * (ty + by)],
    excess: [tx - bx, ty - by],
    apart: difference - TURN * Math.floor(difference * PER_TURN + 0.5),
    parallel: (product * product) / ((k[0] * k[0] + k[1] * k[1]) * (bx * bx + by * by)),
  }
}

function growthOf({ wave, excess, parallel }: Look): Growth {
  const scale = LEAD / (wave[0] * wave[0] + wave[1] * wave[1])
  return { excess: parallel > TELLING ? excess : [0, 0], move: [wave[0] * scale, wave[1] * scale] }
}

function relaxed(laid: Laid, cell: number): Vector {
  const expected = expectedOf(laid, cell)
  const seen = look(laid, cell, expected)
  if (seen === null) return expected
  laid.growth.set(cell, growthOf(seen))
  const { wave, apart, parallel } = seen
  const far = FAR * apart * apart
  if (parallel <= PULLING || far >= 1) return expected
  const pull = PULL * (1 - far)
  const share = ((pull / (1 + pull)) * apart) / (wave[0] * wave[0] + wave[1] * wave[1])
  return [expected[0] + share * wave[0], expected[1] + share * wave[1]]
}

function expectedOf({ alignment, a, moves, growth }: Laid, cell: number): Vector {
  const column = cell % a.columns
  let [x, y, whole, wayX, wayY] = [0, 0, 0, 0, 0]
  for (let down = -1; down <= 1; down++)
    for (let right = -1; right <= 1; right++) {
      const other = cell + down * a.columns + right
      const moved = moves.get(other)
      if (column + right < 0 || column + right >= a.columns || other === cell || moved === undefined) continue
      const weight = down !== 0 && right !== 0 ? 0.5 : 1
      const step = turned(alignment, [-right * WAVE_CELL, -down * WAVE_CELL])
      const there = growth.get(other)!
      const gain = there.excess[0] * step[0] + there.excess[1] * step[1]
      whole += weight
      wayX += weight * step[0]
      wayY += weight * step[1]
      x += weight * (moved[0] + gain * there.move[0])
      y += weight * (moved[1] + gain * there.move[1])
    }
  if (whole === 0) return moves.get(cell)!
  const here = growth.get(cell)!
  const gain = here.excess[0] * wayX + here.excess[1] * wayY
  const part = 1 / whole
  return [(x + gain * here.move[0]) * part, (y + gain * here.move[1]) * part]
}

function agreement(laid: Laid): number {
  let [cells, phases, sum] = [0, 0, 0]
  for (const cell of laid.moves.keys()) {
    const seen = look(laid, cell, expectedOf(laid, cell))
    if (seen === null) continue
    const alike = alikeness(seen)
    cells++
    sum += alike
    if (alike > 0) phases += alike * cosineOfPhase(seen.apart)
  }
  if (phases <= 0 || sum <= 0) return 0
  const mean = sum / cells
  return (phases * mean * mean) / (cells + FEW)
}

const alikeness = (seen: Look) => 2 * seen.parallel - 1

function movedByPairs({ cosine, sine, shiftX, shiftY, supporters }: Alignment, [x, y]: Vector): Vector {
  let [whole, moveX, moveY] = [REST, 0, 0]
  for (const { a, b } of supporters) {
    const far = 1 + ((a.x - x) * (a.x - x) + (a.y - y) * (a.y - y)) / (REACH * REACH)
    const weight = 1 / (far * far * far)
    whole += weight
    moveX += weight * (b.x - (cosine * a.x - sine * a.y + shiftX))
    moveY += weight * (b.y - (sine * a.x + cosine * a.y + shiftY))
  }
  return [moveX / whole, moveY / whole]
}

function cosineOfPhase(angle: number): number {
  const square = angle * angle
  return 1 - (square / 2) * (1 - (square / 12) * (1 - (square / 30) * (1 - (square / 56) * (1 - square / 90))))
}

function fieldFrom(bytes: Uint8Array): Field {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [columns, rows] = [view.getUint16(0, true), view.getUint16(2, true)]
  const waves = Array.from({ length: columns * rows }, (_, i) => {
    const at = FIELD_HEADER + i * FIELD_SQUARE
    if (view.getInt16(at + 6, true) === 0) return null
    const k = [view.getInt16(at, true) * (1 / 16_384), view.getInt16(at + 2, true) * (1 / 16_384)] as const
    return { k, phase: view.getInt16(at + 4, true) * (Math.PI / 32_768) }
  })
  return { columns, rows, left: view.getInt16(4, true), top: view.getInt16(6, true), waves }
}
