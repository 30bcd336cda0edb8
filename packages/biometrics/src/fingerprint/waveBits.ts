import { Refusal } from '@nansen/kernel'
import { MOST_BOX } from './parameters.ts'
import { NO_WAVE, type RidgeWaves } from './template.ts'

/** Bytes that say where the box is: column, row, columns, rows. All 0 where no waves are kept. */
const BOX = 4

/**
 * Waves as bytes: the box, one bit for each square whether it has a wave (from the lowest), four bits for each two by two squares how
 * long waves are (the lower first), one byte for each wave.
 */
export function wavesToBytes(ridges: RidgeWaves | null): Uint8Array {
  if (ridges === null) return new Uint8Array(BOX)
  const { column, row, columns, rows, waves, lengths } = ridges
  const seen = [...waves].filter(wave => wave !== NO_WAVE)
  const { lengthsAt, wavesFrom } = layout(columns, rows)
  const bytes = new Uint8Array(wavesFrom + seen.length)
  bytes.set([column, row, columns, rows])
  waves.forEach((wave, i) => {
    if (wave !== NO_WAVE) bytes[BOX + (i >> 3)]! |= 1 << (i & 7)
  })
  lengths.forEach((length, i) => {
    bytes[lengthsAt + (i >> 1)]! |= length << (4 * (i & 1))
  })
  bytes.set(seen, wavesFrom)
  return bytes
}

/** @throws Refusal `invalid` when these bytes are no waves, or not only them. */
export function wavesFromBytes(bytes: Uint8Array): RidgeWaves | null {
  const [column = 0, row = 0, columns = 0, rows = 0] = bytes
  const { lengthsAt, wavesFrom } = layout(columns, rows)
  if (bytes.length < BOX || columns * rows > MOST_BOX || bytes.length < wavesFrom) throw broken()
  let next = wavesFrom
  const waves = Uint16Array.from({ length: columns * rows }, (_, i) =>
    (bytes[BOX + (i >> 3)]! >> (i & 7)) & 1 ? (bytes[next++] ?? 0) : NO_WAVE,
  )
  if (next !== bytes.length) throw broken()
  if (next === wavesFrom) return null
  const lengths = Uint8Array.from(
    { length: Math.ceil(columns / 2) * Math.ceil(rows / 2) },
    (_, i) => (bytes[lengthsAt + (i >> 1)]! >> (4 * (i & 1))) & 15,
  )
  return { column, row, columns, rows, waves, lengths }
}

function layout(columns: number, rows: number): { lengthsAt: number; wavesFrom: number } {
  const lengthsAt = BOX + Math.ceil((columns * rows) / 8)
  return { lengthsAt, wavesFrom: lengthsAt + Math.ceil((Math.ceil(columns / 2) * Math.ceil(rows / 2)) / 2) }
}

const broken = () => new Refusal('invalid', 'these bytes are not a finger template')
