import type { GreyImage } from '../../image/grey.ts'
import type { FingerPosition } from '../../modality.ts'
import { type Hand, handFromTips, handOf, inOrder } from './hand.ts'
import { CELL_MM, type Cells, piecesOf } from './pieces.ts'
import { uprightCut } from './uprightCut.ts'

/** A smaller piece is no fingertip. Square millimetres: a child's of five has about 80. Chosen. */
const LEAST_AREA = 40
/** A fingertip's length and, at most, width that is kept around it. Millimetres. */
const TIP_LENGTH = 24
const TIP_WIDTH = 22
/** A piece below another and no farther aside than this is the same finger's second joint. Share of the tip's width. Chosen. */
const JOINT_ASIDE = 0.6
/** How tightly two fingers may touch: tried in turn until as many are found as there should be. See `piecesOf`. Chosen. */
const NECKS = [0.72, 0.8, 0.88, 0.94]
/** The smallest of the fingers is at least this large. Share of the median area: a little finger against a middle one. Chosen. */
const LEAST_SHARE = 0.3
/** Fingers are put down within this of upright. Radians: 50 degrees. */
const MOST_TURN = (50 * Math.PI) / 180
/** Share of a piece's edge cells at the border of the glass from which on it is cut off. */
const MOST_CUT = 0.06

/** One finger in a picture of several. */
export interface SlapFinger {
  /** Which finger it must be, by its place; null while the number of fingers is not the expected one. */
  readonly position: FingerPosition | null
  /** Corners in the picture's pixels, clockwise from the top left as the finger points up. */
  readonly corners: readonly (readonly [x: number, y: number])[]
  /** Cut out and turned upright, all else blank. Same resolution. */
  readonly image: GreyImage
  /** Square millimetres of ridges. */
  readonly area: number
}

/** Why a picture of several fingers is taken again. */
export type SlapProblem = 'no-finger' | 'too-few' | 'too-many' | 'wrong-hand' | 'cut-off'

/** What was found in a picture of several fingers. */
export interface SegmentedSlap {
  /** From left to right. */
  readonly fingers: readonly SlapFinger[]
  /** What the shape says; null where it does not. */
  readonly hand: Hand | null
  /** Turn of the hand in radians, clockwise. */
  readonly turn: number
  /** First thing to put right; null: these are the expected fingers as far as a picture can say. */
  readonly problem: SlapProblem | null
}

interface Piece {
  readonly cells: number
  readonly x: number
  readonly y: number
  readonly mxx: number
  readonly mxy: number
  readonly myy: number
  /** Cells at the border of the picture. */
  readonly edge: number
}

/**
 * Finds the fingers in a picture of several, which are told apart by their place: the officer said which should be there.
 *
 * @param expected fingers of one hand, or the thumbs; those that cannot be taken left out
 * @param image with its resolution
 */
export function segmentSlap(image: GreyImage, expected: readonly FingerPosition[]): SegmentedSlap {
  const dpi = image.dpi ?? 0
  const { cells, tips, turn } = found(image, dpi, expected.length)
  if (tips.length === 0) return { fingers: [], hand: null, turn: 0, problem: 'no-finger' }
  const placed = tips.map(piece => ({ piece, ...tipOf(cells, piece.name, turn) })).sort((a, b) => a.across - b.across)
  const whole = placed.length === expected.length
  const order = inOrder(expected)
  const hand = whole ? handFromTips(placed, expected) : null
  const fingers = placed.map((tip, i) => ({
    position: whole ? order[i]! : null,
    ...uprightCut(image, cells, tip, turn, { dpi, length: TIP_LENGTH, width: TIP_WIDTH }),
    area: tip.piece.cells * CELL_MM ** 2,
  }))
  const cut = tips.some(({ edge, cells: count }) => edge > MOST_CUT * 4 * Math.sqrt(count))
  const problem: SlapProblem | null =
    placed.length < expected.length
      ? 'too-few'
      : placed.length > expected.length
        ? 'too-many'
        : hand !== null && hand !== handOf(expected[0]!)
          ? 'wrong-hand'
          : cut
            ? 'cut-off'
            : null
  return { fingers, hand, turn, problem }
}

interface Found {
  readonly cells: Cells
  readonly tips: readonly (Piece & { readonly name: number })[]
  readonly turn: number
}

/** The loosest cut that finds as many fingertips as expected; else the loosest of all. */
function found(image: GreyImage, dpi: number, expected: number): Found {
  let first: Found | null = null
  for (const cut of piecesOf(image, dpi, NECKS)) {
    const cells = cut()
    const pieces = measured(cells)
      .map((piece, i) => ({ ...piece, name: i + 1 }))
      .filter(({ cells: count }) => count * CELL_MM ** 2 >= LEAST_AREA)
    const turn = commonTurn(pieces)
    const each = { cells, tips: tipsOnly(pieces, turn), turn }
    first ??= each
    if (first.tips.length >= expected) return first
    if (each.tips.length === expected && alike(each.tips)) return each
  }
  return first!
}

/** No finger is cut into slices to make up the number. */
function alike(tips: readonly Piece[]): boolean {
  const areas = tips.map(({ cells }) => cells).sort((a, b) => a - b)
  return areas[0]! >= LEAST_SHARE * areas[Math.floor(areas.length / 2)]!
}

function measured({ columns, rows, piece, count }: Cells): readonly Piece[] {
  const sums = Array.from({ length: count }, () => ({ cells: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0, edge: 0 }))
  piece.forEach((name, i) => {
    if (name === 0) return
    const sum = sums[name - 1]!
    const [x, y] = [i % columns, Math.floor(i / columns)]
    sum.cells++
    sum.x += x
    sum.y += y
    sum.xx += x * x
    sum.xy += x * y
    sum.yy += y * y
    if (x === 0 || y === 0 || x === columns - 1 || y === rows - 1) sum.edge++
  })
  return sums.map(({ cells, x, y, xx, xy, yy, edge }) => {
    const [cx, cy] = [x / cells, y / cells]
    return {
      cells,
      x: cx,
      y: cy,
      mxx: xx / cells - cx * cx,
      mxy: xy / cells - cx * cy,
      myy: yy / cells - cy * cy,
      edge,
    }
  })
}

/** The fingers' common direction: that of the sum of their moments, so that long ones say more than round ones. */
function commonTurn(pieces: readonly Piece[]): number {
  const sum = pieces.reduce(
    (all, { mxx, mxy, myy, cells }) => ({
      difference: all.difference + (myy - mxx) / Math.sqrt(cells),
      mixed: all.mixed + mxy / Math.sqrt(cells),
    }),
    { difference: 0, mixed: 0 },
  )
  const turn = Math.atan2(-2 * sum.mixed, sum.difference) / 2
  return Math.abs(turn) <= MOST_TURN ? turn : 0
}

/** Second joints lie below their tips, farther from where the fingers point. */
function tipsOnly<P extends Piece>(pieces: readonly P[], turn: number): readonly P[] {
  const aside = (one: P, other: P) => Math.abs((one.x - other.x) * Math.cos(turn) + (one.y - other.y) * Math.sin(turn))
  const below = (one: P, other: P) => (one.y - other.y) * Math.cos(turn) - (one.x - other.x) * Math.sin(turn)
  // a pad is a third longer than wide, so that its area is about its width squared
  const width = ({ cells }: P) => Math.sqrt(cells)
  return pieces.filter(
    one =>
      !pieces.some(other => below(one, other) > width(other) / 2 && aside(one, other) < JOINT_ASIDE * width(other)),
  )
}

/** The end of a piece, in millimetres along and across the hand, and in cells of the picture. */
function tipOf(cells: Cells, name: number, turn: number) {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const along: number[] = []
  const across: number[] = []
  cells.piece.forEach((each, i) => {
    if (each !== name) return
    const [x, y] = [i % cells.columns, Math.floor(i / cells.columns)]
    along.push(y * cos - x * sin)
    across.push(x * cos + y * sin)
  })
  along.sort((a, b) => a - b)
  const top = along[Math.floor(0.02 * along.length)]!
  const bottom = along.at(-1)!
  const middle = across.reduce((sum, value) => sum + value, 0) / across.length
  return { name, top, bottom, middle, across: middle * CELL_MM, reach: -top * CELL_MM }
}
