import { FAR_AGREEMENT, NEAR_AGREEMENT, PLANE_BALANCE } from './parameters.ts'
import { CODE_WORDS, COLUMNS, type IrisCode, PLANES, ROW_WORDS, ROWS } from './template.ts'

/** Turns at which a texture is as unlike itself as another's, in columns; all beyond the wavelengths of the filters. */
const FAR_LAGS = [12, 16, 24, 32, 48, 64, 96] as const
/** Fewer bits than these say nothing of a code's statistics: 64 bits have a deviation of 0.06. Count. */
const LEAST_BITS = 512

/**
 * Whether these bits can be of an iris. A code has as many ones as zeros in every plane; neighbours mostly agree, since the filters are
 * wider than a column; and what lies further apart than a wavelength agrees by chance. Constants, stripes and noise fail one of these,
 * though stripes of a filter's wavelength are nearer to many irises than chance allows. A code too small to be judged passes: it says
 * nothing in a comparison either.
 */
export function isLikeAnIris(code: IrisCode): boolean {
  for (let plane = 0; plane < PLANES; plane++) if (!within(onesOf(code, plane), PLANE_BALANCE)) return false
  return (
    within(agreement(code, 1), NEAR_AGREEMENT) && FAR_LAGS.every(lag => within(agreement(code, lag), FAR_AGREEMENT))
  )
}

interface Counted {
  readonly some: number
  readonly of: number
}
interface Range {
  readonly least: number
  readonly most: number
}

function within({ some, of }: Counted, { least, most }: Range): boolean {
  return of < LEAST_BITS || (some >= least * of && some <= most * of)
}

function onesOf({ bits, mask }: IrisCode, plane: number): Counted {
  let [some, of] = [0, 0]
  for (let row = 0; row < ROWS; row++) {
    const start = (row * PLANES + plane) * ROW_WORDS
    for (let word = start; word < start + ROW_WORDS; word++) {
      some += ones(bits[word]! & mask[word]!)
      of += ones(mask[word]!)
    }
  }
  return { some, of }
}

/** Bits that agree with those `lag` columns further on, among the pairs that may be trusted. */
function agreement({ bits, mask }: IrisCode, lag: number): Counted {
  let [some, of] = [0, 0]
  for (let word = 0; word < CODE_WORDS; word++) {
    const both = mask[word]! & turned(mask, word, lag)
    of += ones(both)
    some += ones(~(bits[word]! ^ turned(bits, word, lag)) & both)
  }
  return { some, of }
}

/** The word of a row that begins `lag` columns after this one; a row is a circle. */
function turned(words: Uint32Array, word: number, lag: number): number {
  const row = word - (word % ROW_WORDS)
  const from = ((word % ROW_WORDS) * 32 + lag) % COLUMNS
  const [at, shift] = [row + (from >> 5), from & 31]
  if (shift === 0) return words[at]!
  return (words[at]! >>> shift) | (words[row + (((from >> 5) + 1) % ROW_WORDS)]! << (32 - shift))
}

/** Set bits of a word of 32 (Warren, Hacker's Delight, 5-1). */
function ones(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
