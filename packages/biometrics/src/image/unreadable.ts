import { Refusal } from '@nansen/kernel'

/** Longest side of an image that is opened, in pixels: a ten-print card at 1,000 dpi is 8,000 wide. */
export const MAX_SIDE = 8000
/** Most pixels of an image that is opened. Bounds memory: 32 MB of grey, and a few times that while decoding. */
export const MAX_PIXELS = 32_000_000

/** The refusal for every file that cannot be opened. `why` completes the sentence and is shown to the officer. */
export function unreadable(why: string): Refusal {
  return new Refusal('unreadable-image', `this image cannot be read: ${why}`)
}

/** The refusal for a file that ends before its picture does, or whose parts contradict each other. */
export function damaged(): Refusal {
  return unreadable('the file is damaged or incomplete')
}

/**
 * Checks the size a header promises, before a byte is reserved for it.
 * @throws Refusal `unreadable-image` when a side is 0, longer than `MAX_SIDE`, or there are more than `MAX_PIXELS`.
 */
export function checkSize(width: number, height: number): void {
  if (!(width > 0 && height > 0)) throw unreadable('it has no width or height')
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) throw unreadable('it is too large')
}
