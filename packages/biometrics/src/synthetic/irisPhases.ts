import type { SeededRandom } from '@nansen/kernel'
import { CODE_WORDS, COLUMNS, type IrisCode, PLANES, ROW_WORDS, ROWS } from '../iris/template.ts'

/** Wavelengths of the two filters of the iris code, in columns of the code. */
const WAVELENGTHS = [14, 4]
/** Rows that see the same, as the filters reach over more than one; so many such bands there are. */
const ROWS_ALIKE = 2
const BANDS = Math.ceil(ROWS / ROWS_ALIKE)
/** How unevenly a phase runs on from column to column, in radians: strangers then agree by chance as rarely as real irises do. */
const UNEVEN = 0.75
/** How far a phase is off in a second capture, in radians: about one bit in seven differs. */
const SECOND_LOOK = 0.55
/** Bits whose phase is nearer than this to a change of sign are fragile, and masked. Cosine. */
const FRAGILE = 0.3
/** Columns hidden by the upper lid, about the top of the eye (three quarters of a turn clockwise from the right). */
const LID_COLUMNS = 44

/** Phases of an invented iris: by filter, band of rows and column; in radians. */
export function phasesOf(random: SeededRandom): Float32Array {
  const phases = new Float32Array(WAVELENGTHS.length * BANDS * COLUMNS)
  WAVELENGTHS.forEach((wavelength, filter) => {
    const step = (2 * Math.PI) / wavelength
    for (let band = 0; band < BANDS; band++) {
      const at = (filter * BANDS + band) * COLUMNS
      let phase = 2 * Math.PI * random.next()
      for (let column = 0; column < COLUMNS; column++) {
        phases[at + column] = phase
        phase += step + UNEVEN * about(random)
      }
    }
  })
  return phases
}

/** Mean 0, standard deviation 1, and cheap: a triangle. */
function about(random: SeededRandom): number {
  return (random.next() + random.next() - 1) * Math.sqrt(6)
}

/** The code that a capture sees of such phases. `second` adds what differs at another look, and turns the eye a little. */
export function signsOf(phases: Float32Array, second: SeededRandom | null, lids: SeededRandom): IrisCode {
  const code: IrisCode = { bits: new Uint32Array(CODE_WORDS), mask: new Uint32Array(CODE_WORDS) }
  const turned = second === null ? 0 : COLUMNS + second.below(9) - 4
  for (let filter = 0; filter < WAVELENGTHS.length; filter++) {
    for (let band = 0; band < BANDS; band++) {
      const real = (band * ROWS_ALIKE * PLANES + filter * 2) * COLUMNS
      for (let column = 0; column < COLUMNS; column++) {
        const seen = phases[(filter * BANDS + band) * COLUMNS + ((column + turned) % COLUMNS)]!
        const phase = second === null ? seen : seen + SECOND_LOOK * about(second)
        write(code, real + column, Math.cos(phase))
        write(code, real + COLUMNS + column, Math.sin(phase))
      }
    }
  }
  for (let row = 0; row < ROWS; row++) repeat(code, row - (row % ROWS_ALIKE), row)
  hideUnderLid(code, 5 + lids.below(6))
  return code
}

function write({ bits, mask }: IrisCode, bit: number, response: number): void {
  if (Math.abs(response) < FRAGILE) return
  mask[bit >> 5]! |= 1 << (bit & 31)
  if (response > 0) bits[bit >> 5]! |= 1 << (bit & 31)
}

function repeat({ bits, mask }: IrisCode, from: number, to: number): void {
  const words = PLANES * ROW_WORDS
  bits.copyWithin(to * words, from * words, (from + 1) * words)
  mask.copyWithin(to * words, from * words, (from + 1) * words)
}

/** Masks the outer `depth` rows at the top of the eye, the more the further out. */
function hideUnderLid({ bits, mask }: IrisCode, depth: number): void {
  for (let row = ROWS - depth; row < ROWS; row++) {
    const half = (LID_COLUMNS * (row - ROWS + depth + 1)) / depth / 2
    for (let column = Math.ceil(0.75 * COLUMNS - half); column < 0.75 * COLUMNS + half; column++) {
      for (let plane = 0; plane < PLANES; plane++) {
        const bit = (row * PLANES + plane) * COLUMNS + column
        mask[bit >> 5]! &= ~(1 << (bit & 31))
        bits[bit >> 5]! &= ~(1 << (bit & 31))
      }
    }
  }
}
