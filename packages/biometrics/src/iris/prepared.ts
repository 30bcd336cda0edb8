import { decodeIris, formOf, type IrisForm } from './encoding.ts'
import { isLikeAnIris } from './plausible.ts'
import { CODE_WORDS, COLUMNS, type IrisCode, PLANES, ROW_WORDS, ROWS } from './template.ts'

/** The memory form of an iris, 4.3 KB: what the matcher walks. */
export interface PreparedIris {
  readonly form: IrisForm
  /** Whether the bits can be of an iris; others speak for nobody. */
  readonly plausible: boolean
  /** Bits, then mask. Length `2 * CODE_WORDS`. */
  readonly whole: Uint32Array
  /** The same for the few bits of the coarse comparison. Length `2 * COARSE_WORDS`. */
  readonly coarse: Uint32Array
}

/** Every fourth column of the wide filter in every second row: 1,024 bits. */
export const COARSE_COLUMN_STEP = 4
export const COARSE_ROW_STEP = 2
const COARSE_PLANES = 2
const COARSE_ROW_WORDS = ROW_WORDS / COARSE_COLUMN_STEP
export const COARSE_WORDS = (ROWS / COARSE_ROW_STEP) * COARSE_PLANES * COARSE_ROW_WORDS

/** Stored or travelling bytes to the memory form. @throws Refusal `invalid` when they are not an iris template. */
export function prepareIris(bytes: Uint8Array): PreparedIris {
  const { code } = decodeIris(bytes)
  const whole = new Uint32Array(2 * CODE_WORDS)
  whole.set(code.bits)
  whole.set(code.mask, CODE_WORDS)
  return { form: formOf(bytes), plausible: isLikeAnIris(code), whole, coarse: coarseOf(whole) }
}

/** The coarse bits and mask of a whole record. */
export function coarseOf(whole: Uint32Array): Uint32Array {
  const coarse = new Uint32Array(2 * COARSE_WORDS)
  thinOut(whole.subarray(0, CODE_WORDS), coarse.subarray(0, COARSE_WORDS))
  thinOut(whole.subarray(CODE_WORDS), coarse.subarray(COARSE_WORDS))
  return coarse
}

function thinOut(from: Uint32Array, to: Uint32Array): void {
  let at = 0
  for (let row = 0; row < ROWS; row += COARSE_ROW_STEP) {
    for (let plane = 0; plane < COARSE_PLANES; plane++) {
      const start = (row * PLANES + plane) * ROW_WORDS
      for (let word = 0; word < COARSE_ROW_WORDS; word++) {
        let bits = 0
        for (let part = 0; part < COARSE_COLUMN_STEP; part++)
          bits |= everyFourth(from[start + word * COARSE_COLUMN_STEP + part]!) << (part * (32 / COARSE_COLUMN_STEP))
        to[at++] = bits
      }
    }
  }
}

/** Bits 0, 4, 8 … 28 of a word, side by side. */
function everyFourth(word: number): number {
  let bits = 0
  for (let i = 0; i < 32 / COARSE_COLUMN_STEP; i++) bits |= ((word >>> (COARSE_COLUMN_STEP * i)) & 1) << i
  return bits
}

/** The code of a memory form, as `hamming.ts` takes it. */
export function codeOf({ whole }: PreparedIris): IrisCode {
  return { bits: whole.subarray(0, CODE_WORDS), mask: whole.subarray(CODE_WORDS) }
}

/** Columns of a turn as the kernel takes them, 0 to 255. */
export function wrapped(columns: number): number {
  return (columns + COLUMNS) % COLUMNS
}
