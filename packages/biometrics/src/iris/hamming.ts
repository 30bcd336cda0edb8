import { COLUMNS, type IrisCode } from './template.ts'

/** How two codes compare when the first is turned. */
export interface Overlap {
  /** Bits that both trust. */
  readonly compared: number
  /** Of these, bits that differ. */
  readonly differing: number
}

/**
 * Compares two codes bit by bit with the first turned by `columns`. Slow and plain: it tells what the kernel `engine/iris.ts`
 * must do, and tests hold the kernel to it.
 */
export function overlapOf(probe: IrisCode, reference: IrisCode, columns: number): Overlap {
  let [compared, differing] = [0, 0]
  for (let bit = 0; bit < probe.bits.length * 32; bit++) {
    const row = Math.floor(bit / COLUMNS) * COLUMNS
    const from = row + ((bit - row - columns + 2 * COLUMNS) % COLUMNS)
    if (!isSet(probe.mask, from) || !isSet(reference.mask, bit)) continue
    compared++
    if (isSet(probe.bits, from) !== isSet(reference.bits, bit)) differing++
  }
  return { compared, differing }
}

function isSet(words: Uint32Array, bit: number): boolean {
  return ((words[bit >> 5]! >>> (bit & 31)) & 1) === 1
}
