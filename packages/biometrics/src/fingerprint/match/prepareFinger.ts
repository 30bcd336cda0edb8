import { decodeFinger } from '../encoding.ts'
import { cylindersOf, RECORD } from './cylinders.ts'
import { MOST_CYLINDERS } from './pairing.ts'
import { waveFieldOf } from './waveField.ts'

/** A finger in the form that the matcher walks: made once from stored bytes, kept in memory, never stored. */
export interface PreparedFinger {
  /** Cylinders, `RECORD` bytes each, the surest minutiae first. At most 14,080 bytes, about 4,500 for a common print. */
  readonly cylinders: Uint8Array
  /** How many there are. */
  readonly count: number
  /** The ridges' waves as the kernel walks them, about 1.6 KB and at most 4.1; null where the template has none. */
  readonly waves: Uint8Array | null
}

/**
 * Stored or travelling bytes to the form that the matcher walks.
 * @throws Refusal `invalid` when they are no finger template of this or an earlier version.
 */
export function prepareFinger(bytes: Uint8Array): PreparedFinger {
  const template = decodeFinger(bytes)
  const cylinders = cylindersOf(template).slice(0, MOST_CYLINDERS * RECORD)
  const waves = template.ridges === null ? null : waveFieldOf(template.ridges)
  return { cylinders, count: cylinders.length / RECORD, waves }
}
