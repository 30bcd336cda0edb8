import { decodeFinger } from '../encoding.ts'
import { cylindersOf, RECORD } from './cylinders.ts'
import { MOST_CYLINDERS } from './pairing.ts'

/** A finger in the form that the matcher walks: made once from stored bytes, kept in memory, never stored. */
export interface PreparedFinger {
  /** Cylinders, `RECORD` bytes each, the surest minutiae first. At most 14,080 bytes, about 4,500 for a common print. */
  readonly cylinders: Uint8Array
  /** How many there are. */
  readonly count: number
}

/** @throws Refusal `invalid` when the bytes are no finger template of this or an earlier version. */
export function prepareFinger(bytes: Uint8Array): PreparedFinger {
  const cylinders = cylindersOf(decodeFinger(bytes)).slice(0, MOST_CYLINDERS * RECORD)
  return { cylinders, count: cylinders.length / RECORD }
}
