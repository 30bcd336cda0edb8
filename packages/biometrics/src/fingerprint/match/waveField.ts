import { LONGEST_WAVE, SHORTEST_WAVE, WAVE_CELL, WAVE_DIRECTIONS, WAVE_LENGTHS, WAVE_PHASES } from '../parameters.ts'
import { NO_WAVE, type RidgeWaves } from '../template.ts'

/** Bytes before the squares of a field, and of a square: as `engine/_look.ts` walks them. */
export const FIELD_HEADER = 8
export const FIELD_SQUARE = 8
const VECTOR_UNITS = 16_384
const PHASE_UNITS = 32_768

const TURN = 2 * Math.PI
/** Neighbours pull a wave vector against this much of its own, in steps of a square's side squared. Chosen. */
const OWN = 0.7
/** Waves whose directions differ by more (cosine) tell nothing of each other; phases that differ by more (radians, squared) neither. */
const LEAST_PARALLEL = 0.8
const MOST_MISSED = 5

interface Vectors {
  readonly columns: number
  readonly rows: number
  readonly seen: Uint8Array
  readonly kx: Float64Array
  readonly ky: Float64Array
  readonly phase: Float64Array
}

/**
 * The kept waves as the matcher's kernel walks them. The coarse lengths and directions are made finer by what phases say: from square
 * to square a wave must advance by the difference of their phases, whole turns apart.
 */
export function waveFieldOf(ridges: RidgeWaves): Uint8Array {
  const { columns, rows, column, row } = ridges
  const { seen, kx, ky, phase } = refined(coarseVectors(ridges))
  const bytes = new Uint8Array(FIELD_HEADER + seen.length * FIELD_SQUARE)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, columns, true)
  view.setUint16(2, rows, true)
  view.setInt16(4, column * WAVE_CELL + WAVE_CELL / 2, true)
  view.setInt16(6, row * WAVE_CELL + WAVE_CELL / 2, true)
  for (let i = 0; i < seen.length; i++) {
    if (seen[i] === 0) continue
    const at = FIELD_HEADER + i * FIELD_SQUARE
    view.setInt16(at, sixteenBits(kx[i]! * VECTOR_UNITS), true)
    view.setInt16(at + 2, sixteenBits(ky[i]! * VECTOR_UNITS), true)
    view.setInt16(at + 4, sixteenBits((phase[i]! / Math.PI) * PHASE_UNITS), true)
    view.setInt16(at + 6, 1, true)
  }
  return bytes
}

const sixteenBits = (value: number) => Math.max(-32_768, Math.min(32_767, Math.round(value)))

function coarseVectors(ridges: RidgeWaves): Vectors {
  const { columns, rows, waves } = ridges
  const count = columns * rows
  const seen = Uint8Array.from(waves, wave => (wave === NO_WAVE ? 0 : 1))
  const speeds = smoothSpeeds(ridges)
  const across = Math.ceil(columns / 2)
  const kx = new Float64Array(count)
  const ky = new Float64Array(count)
  const phase = new Float64Array(count)
  waves.forEach((wave, i) => {
    if (wave === NO_WAVE) return
    const x = i % columns
    const y = (i - x) / columns
    const speed = speeds[(y >> 1) * across + (x >> 1)]!
    const angle = (Math.floor(wave / WAVE_PHASES) * Math.PI) / WAVE_DIRECTIONS
    kx[i] = speed * Math.cos(angle)
    ky[i] = speed * Math.sin(angle)
    phase[i] = wrapped(((wave % WAVE_PHASES) * TURN) / WAVE_PHASES)
  })
  return { columns, rows, seen, kx, ky, phase }
}

/** Radians a pixel of each two by two squares, smoothed with those around (1, 2, 1 each way) by their logarithms. */
function smoothSpeeds({ columns, rows, waves, lengths }: RidgeWaves): Float64Array {
  const across = Math.ceil(columns / 2)
  const down = Math.ceil(rows / 2)
  const known = new Uint8Array(across * down)
  waves.forEach((wave, i) => {
    if (wave !== NO_WAVE) known[(Math.floor(i / columns) >> 1) * across + ((i % columns) >> 1)] = 1
  })
  return Float64Array.from(lengths, (_, i) => {
    const x = i % across
    const y = (i - x) / across
    let sum = 0
    let whole = 0
    for (let v = Math.max(0, y - 1); v <= Math.min(down - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(across - 1, x + 1); u++) {
        const weight = known[v * across + u]! * (v === y ? 2 : 1) * (u === x ? 2 : 1)
        sum += weight * (lengths[v * across + u]! + 0.5)
        whole += weight
      }
    const share = whole > 0 ? sum / whole / WAVE_LENGTHS : 0
    return (TURN / LONGEST_WAVE) * Math.exp(share * Math.log(LONGEST_WAVE / SHORTEST_WAVE))
  })
}

/** Wave vectors corrected so that they lead from each phase to those around, by least squares over up to eight neighbours. */
function refined(vectors: Vectors): Vectors {
  const { columns, rows, seen } = vectors
  const kx = vectors.kx.slice()
  const ky = vectors.ky.slice()
  for (let i = 0; i < seen.length; i++) {
    if (seen[i] === 0) continue
    const x = i % columns
    const y = (i - x) / columns
    let [xx, yy, xy, ex, ey] = [OWN, OWN, 0, 0, 0]
    for (let down = Math.max(0, y - 1) - y; down <= Math.min(rows - 1, y + 1) - y; down++)
      for (let right = Math.max(0, x - 1) - x; right <= Math.min(columns - 1, x + 1) - x; right++) {
        const missed = missedBy(vectors, i, i + down * columns + right, right, down)
        if (missed === null) continue
        const weight = Math.max(0, 1 - (missed * missed) / MOST_MISSED) * (down !== 0 && right !== 0 ? 0.5 : 1)
        xx += weight * right * right
        yy += weight * down * down
        xy += weight * right * down
        ex += weight * missed * right
        ey += weight * missed * down
      }
    const scale = 1 / ((xx * yy - xy * xy) * WAVE_CELL)
    kx[i]! += (yy * ex - xy * ey) * scale
    ky[i]! += (xx * ey - xy * ex) * scale
  }
  return { ...vectors, kx, ky }
}

/** By how many radians the waves of two squares, together, miss the step between their phases; null where they tell nothing. */
function missedBy({ seen, kx, ky, phase }: Vectors, i: number, j: number, right: number, down: number): number | null {
  if (i === j || seen[j] === 0) return null
  const product = kx[i]! * kx[j]! + ky[i]! * ky[j]!
  if (Math.abs(product) < LEAST_PARALLEL * Math.hypot(kx[i]!, ky[i]!) * Math.hypot(kx[j]!, ky[j]!)) return null
  const way = product < 0 ? -1 : 1
  const advance = 0.5 * WAVE_CELL * ((kx[i]! + way * kx[j]!) * right + (ky[i]! + way * ky[j]!) * down)
  return wrapped(way * phase[j]! - phase[i]! - advance)
}

/** An angle in radians in [-π, π]. */
const wrapped = (angle: number) => angle - TURN * Math.floor(angle / TURN + 0.5)
