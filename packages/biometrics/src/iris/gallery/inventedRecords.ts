import { type SeededRandom, seededRandom } from '@nansen/kernel'
import { CODE_WORDS, COLUMNS, PLANES, ROW_WORDS, ROWS } from '../template.ts'
import { COARSE_ROWS, OTHER_ROWS, RECORD_WORDS, recordOf } from './record.ts'

/**
 * Records of eyes that never were, with the statistics of real ones. An iris is taken for white noise: what the wide filter says of it is
 * a field of complex normal values, correlated as the filter is wide (columns: exp(-k^2/49) and a wavelength of 10; rows: exp(-k^2/3)), whose signs are
 * the bits; weak values are fragile; light and lids make some signs likelier than others, by where they are; two lids hide what real lids hide. Bands of seven rows of
 * different such eyes, each turned at random, make a gallery's eyes, some hundred nanoseconds each. How strangers' distances agree with real ones is printed by
 * `nansen bench identify`.
 */
export interface InventedRecords {
  /** The record of the next eye. */
  readonly next: (into: Uint32Array) => Uint32Array
}

/** Spread of the filter's window in columns and rows of the code; the correlation of the field is its square. `FILTERS`, `RADIAL_SPREAD` and what irises add. */
const COLUMN_SPREAD = 3.5
const ROW_SPREAD = 0.95
const WAVELENGTH = 10
/** As `FRAGILE_SHARE`, of a mean response of 0.8 deviations. */
const FRAGILE = 0.16
/** By eighths of the way around: how many more ones than zeros the imaginary signs have, and the real ones, as lids and light from above make it. Shares. */
const LIGHT = {
  imaginary: [0.26, -0.08, 0.08, -0.16, -0.21, -0.08, 0.03, 0.21],
  real: [0.08, 0.03, 0.03, 0.08, -0.03, -0.03, -0.05, -0.05],
}
/** As much more, in each band. */
const OUTWARDS = [1.2, 2.7] as const
/** Bands of rows that are of one eye. */
const BANDS = [
  [0, 1, 2, 4, 5, 6],
  [8, 9, 10, 12, 13, 14],
] as const
/** Eyes of which bands are cut; for each five shapes of lids and one way that light falls. Each band can be turned 256 ways. */
const LIBRARY = 400

/**
 * @param seed the same for the same eyes in the same order
 * @param variety eyes whose bands are mixed: few, for a test, are made in a moment and resemble each other
 */
export function inventedRecords(seed: string, variety = LIBRARY): InventedRecords {
  const random = seededRandom(`records ${seed}`)
  const library = Array.from({ length: variety }, () => {
    const whole = fieldSigns(random)
    return Array.from({ length: 8 }, (_, turn) => recordOf(whole, turn))
  })
  const lids = Array.from({ length: 5 * variety }, () => recordOf(lidMask(random)))
  const lights = Array.from({ length: variety }, () => lightOf(random))
  const quick = quickRandom(seed)
  return {
    next: into => {
      const lid = lids[quick() % lids.length]!
      const { ones, zeros } = lights[quick() % variety]!
      for (const units of BAND_UNITS) {
        const dice = quick()
        const source = library[dice % variety]![(dice >>> 16) & 7]!
        const places = (dice >>> 20) & 31
        for (const at of units) {
          into[at] = (turned(source[at]!, places) | ones[at]!) & ~zeros[at]!
          into[at + 2] = (turned(source[at + 2]!, places) | ones[at + 2]!) & ~zeros[at + 2]!
          into[at + 4] = turned(source[at + 4]!, places) & lid[at + 4]!
        }
      }
      return into
    },
  }
}

/** Where the real signs of each unit of a band lie in a record: see `recordOf`. */
const BAND_UNITS: readonly (readonly number[])[] = BANDS.map(rows =>
  rows.flatMap(row => {
    const coarse = COARSE_ROWS.indexOf(row as never)
    const other = OTHER_ROWS.indexOf(row as never)
    const units = coarse >= 0 ? [coarse, 4 + coarse] : [8 + 2 * other, 9 + 2 * other]
    return units.map(unit => 6 * (unit >> 1) + (unit & 1))
  }),
)

/** Bits that light makes ones, and zeros, where real and imaginary signs lie in a record. */
function lightOf(random: SeededRandom): { readonly ones: Uint32Array; readonly zeros: Uint32Array } {
  const [ones, zeros] = [new Uint32Array(RECORD_WORDS), new Uint32Array(RECORD_WORDS)]
  for (const [band, units] of BAND_UNITS.entries())
    for (const at of units)
      for (const [offset, profile] of [LIGHT.real, LIGHT.imaginary].entries())
        for (let place = 0; place < 32; place++) {
          const share = profile[place >> 2]! * OUTWARDS[band]!
          if (random.chance(Math.abs(share))) (share > 0 ? ones : zeros)[at + 2 * offset]! |= 1 << place
        }
  return { ones, zeros }
}

const turned = (bits: number, places: number): number =>
  places === 0 ? bits : (bits >>> places) | (bits << (32 - places))

/** 32 bits at a time (Marsaglia's xorshift): a gallery of millions draws some hundred millions. */
function quickRandom(seed: string): () => number {
  const random = seededRandom(`quick ${seed}`)
  let state = 1 + random.below(2 ** 31)
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

/** Bits and mask of the wide filter for an iris without lids. */
function fieldSigns(random: SeededRandom): Uint32Array {
  const [columns, rows] = [windowOf(COLUMN_SPREAD, 10), windowOf(ROW_SPREAD, 2)]
  const noise = () => Float64Array.from({ length: (ROWS + 4) * COLUMNS }, () => random.normal())
  const [across, down] = [noise(), noise()].map(white => smoothed(white, columns, rows))
  const whole = new Uint32Array(2 * CODE_WORDS)
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) {
      const angle = (2 * Math.PI * column) / WAVELENGTH
      const [x, y] = [across![row * COLUMNS + column]!, down![row * COLUMNS + column]!]
      write(whole, row, 0, column, x * Math.cos(angle) - y * Math.sin(angle))
      write(whole, row, 1, column, -x * Math.sin(angle) - y * Math.cos(angle))
    }
  return whole
}

function write(whole: Uint32Array, row: number, plane: number, column: number, response: number): void {
  if (Math.abs(response) < FRAGILE) return
  const word = (row * PLANES + plane) * ROW_WORDS + (column >> 5)
  whole[CODE_WORDS + word]! |= 1 << (column & 31)
  if (response > 0) whole[word]! |= 1 << (column & 31)
}

/** A Gaussian window whose squares sum up to one. */
function windowOf(spread: number, reach: number): Float64Array {
  const window = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * spread * spread)),
  )
  const norm = Math.hypot(...window)
  return window.map(each => each / norm)
}

/** Rows of noise smoothed around and outwards; two rows of the noise on either side are lost. */
function smoothed(white: Float64Array, around: Float64Array, outwards: Float64Array): Float64Array {
  const half = new Float64Array(white.length)
  const reach = (around.length - 1) / 2
  for (let at = 0; at < white.length; at++) {
    const row = at - (at % COLUMNS)
    let sum = 0
    for (let i = 0; i < around.length; i++)
      sum += around[i]! * white[row + (((at % COLUMNS) + i - reach + COLUMNS) % COLUMNS)]!
    half[at] = sum
  }
  return Float64Array.from({ length: ROWS * COLUMNS }, (_, at) =>
    outwards.reduce((sum, weight, i) => sum + weight * half[at + i * COLUMNS]!, 0),
  )
}

/** What is left visible by an upper lid, which reaches anywhere from the limbus to the pupil, a lower one and a few lashes. */
function lidMask(random: SeededRandom): Uint32Array {
  const whole = new Uint32Array(2 * CODE_WORDS)
  const upper = { at: 0.745 * COLUMNS, edge: 21 * random.next() - 2, half: 62 + 14 * random.next() }
  const lower = { at: 0.22 * COLUMNS, edge: 13.5 + 3.5 * random.normal(), half: 42 + 10 * random.next() }
  for (let column = 0; column < COLUMNS; column++) {
    const edge = Math.min(
      ...[upper, lower].map(lid => lid.edge + (17 - lid.edge) * ((column - lid.at) / lid.half) ** 2),
    )
    for (let row = 0; row < ROWS; row++) {
      if (row >= edge) continue
      for (const plane of [0, 1])
        whole[CODE_WORDS + (row * PLANES + plane) * ROW_WORDS + (column >> 5)]! |= 1 << (column & 31)
    }
  }
  for (let lash = random.below(8); lash > 0; lash--) {
    const [row, column] = [random.below(ROWS), random.below(COLUMNS)]
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 12; j++) {
        const at = Math.min(ROWS - 1, row + i) * PLANES * ROW_WORDS * 32 + ((column + j) % COLUMNS)
        for (const plane of [0, 1]) {
          const bit = at + plane * COLUMNS
          whole[CODE_WORDS + (bit >> 5)]! &= ~(1 << (bit & 31))
        }
      }
  }
  return whole
}
