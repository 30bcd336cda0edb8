import type { GreyImage } from '../grey.ts'
import { unreadable } from '../unreadable.ts'

/** Not written yet: said plainly, never guessed. */
export function decodeWsq(_bytes: Uint8Array): GreyImage {
  throw unreadable('WSQ is not supported yet')
}
