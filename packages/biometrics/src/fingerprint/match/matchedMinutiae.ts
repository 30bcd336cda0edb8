import { decodeFinger } from '../encoding.ts'
import type { Minutia } from '../template.ts'
import { PLACE_AT, RECORD } from './cylinders.ts'
import { pairsOf } from './pairing.ts'
import { prepareFinger } from './prepareFinger.ts'

/** The same point of a finger in two prints of it, as the matcher takes them; strangers have some, too. */
export interface MatchedMinutiae {
  readonly a: Minutia
  readonly b: Minutia
  /** What is left of their likeness after the other pairs agreed or not, 0 to 1. */
  readonly strength: number
}

/**
 * Minutiae of two stored prints that the matcher takes for the same, strongest first: what an examiner looks at side by side, and no score.
 * Needs `await loadKernels()` first.
 * @throws Refusal `invalid` when either is no finger template.
 */
export function matchedMinutiae(a: Uint8Array, b: Uint8Array): readonly MatchedMinutiae[] {
  const [first, second] = [prepareFinger(a), prepareFinger(b)]
  if (first.count < 2 || second.count < 2) return []
  const pairs = pairsOf(first.cylinders, second.cylinders)
  const [inA, inB] = [placesOf(a), placesOf(b)]
  return Array.from({ length: pairs.count }, (_, i) => ({
    a: inA(first.cylinders, pairs.a[i]!),
    b: inB(second.cylinders, pairs.b[i]!),
    strength: pairs.last[i]!,
  })).toSorted((p, q) => q.strength - p.strength)
}

/** The minutia that a cylinder stands on, by its place. */
function placesOf(stored: Uint8Array): (cylinders: Uint8Array, index: number) => Minutia {
  const at = new Map(decodeFinger(stored).minutiae.map(minutia => [`${minutia.x} ${minutia.y}`, minutia]))
  return (cylinders, index) => {
    const view = new DataView(cylinders.buffer, cylinders.byteOffset + index * RECORD, RECORD)
    return at.get(`${view.getUint16(PLACE_AT, true)} ${view.getUint16(PLACE_AT + 2, true)}`)!
  }
}
