import { Refusal } from '@nansen/kernel'

/** Longest side of an image that is opened, in pixels: a ten-print card at 1,000 dpi is 8,000 wide. */
export const MAX_SIDE = 8000
/** Most pixels of an image that is opened. Bounds memory: 32 MB of grey, and a few times that while decoding. */
export const MAX_PIXELS = 32_000_000

/**
 * Most pixels of a capture: one finger or one eye, for whom a machine waits. 2,000 by 2,000 is a finger at 1,000 dpi with room, and three times the largest
 * iris. A file of 260 KB can say that it is 8,000 by 4,000 of 16 bits in colour, and cost seconds and half a gigabyte.
 */
export const MAX_CAPTURE_PIXELS = 4_000_000

/** What the decoder that runs now may open: decoding is one synchronous act, so nobody else's limit is meant. */
let mostNow = MAX_PIXELS

/** Decodes with a smaller limit than `MAX_PIXELS`. */
export function opening<T>(mostPixels: number, decode: () => T): T {
  const before = mostNow
  mostNow = Math.min(mostPixels, MAX_PIXELS)
  try {
    return decode()
  } finally {
    mostNow = before
  }
}

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
 * @throws Refusal `unreadable-image` when a side is 0, longer than `MAX_SIDE`, or there are more pixels than may be opened now.
 */
export function checkSize(width: number, height: number): void {
  if (!(width > 0 && height > 0)) throw unreadable('it has no width or height')
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > mostNow) throw unreadable('it is too large')
}
