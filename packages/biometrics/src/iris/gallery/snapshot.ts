import { Refusal } from '@nansen/kernel'
import { EXTRACTOR_VERSION } from '../parameters.ts'
import type { EyeGallery } from './eyeGallery.ts'

/** Raised when records or blocks are laid out otherwise: older snapshots are then made anew from the templates. */
const SNAPSHOT_VERSION = 2
const MARK = 'nansen eyes'
const HEADER_BYTES = 4096

/** What a snapshot says of itself. */
export interface SnapshotHeader {
  readonly mark: typeof MARK
  readonly version: number
  readonly extractorVersion: number
  readonly blocks: number
  /** How far the truth had come when it was taken, in its own words: from there on the gallery catches up. */
  readonly position: string
}

/**
 * Writes a gallery as it stands, 713 bytes a person: a header, a sum of every block, the blocks. Write it under another name and rename it when it is
 * whole: whoever is stopped in between still has the one before, and the truth is elsewhere.
 */
export function writeSnapshot(gallery: EyeGallery, position: string, write: (bytes: Uint8Array) => void): void {
  const { blocks } = gallery.handle
  const header: SnapshotHeader = {
    mark: MARK,
    version: SNAPSHOT_VERSION,
    extractorVersion: EXTRACTOR_VERSION,
    blocks,
    position,
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  if (text.length > HEADER_BYTES) throw new Error('the position is too long for a header')
  const padded = new Uint8Array(HEADER_BYTES).fill(32)
  padded.set(text)
  write(padded)
  const sums = BigUint64Array.from({ length: blocks }, (_, block) => gallery.blockSum(block))
  write(new Uint8Array(sums.buffer))
  for (let block = 0; block < blocks; block++) write(gallery.blockBytes(block))
}

/**
 * Reads what `writeSnapshot` wrote into an empty gallery.
 * @param readInto fills all of the bytes with the next of the snapshot. @returns how far the truth had come
 * @throws Refusal `invalid` when it is of another version, cut or changed: make the gallery anew from the templates then, and this one is void.
 */
export function readSnapshot(gallery: EyeGallery, readInto: (bytes: Uint8Array) => boolean): string {
  const padded = new Uint8Array(HEADER_BYTES)
  const header = readInto(padded) ? headerOf(padded) : null
  if (header === null) throw new Refusal('invalid', 'this is no snapshot that this version reads', {})
  const sums = new BigUint64Array(header.blocks)
  const isRead = readInto(new Uint8Array(sums.buffer))
  if (isRead) gallery.reserveBlocks(header.blocks)
  for (let block = 0; block < header.blocks; block++)
    if (!isRead || !readInto(gallery.blockBytes(block)) || gallery.blockSum(block) !== sums[block])
      throw new Refusal('invalid', 'the snapshot is damaged', { block })
  gallery.restored(header.blocks)
  return header.position
}

function headerOf(padded: Uint8Array): SnapshotHeader | null {
  try {
    const header = JSON.parse(new TextDecoder().decode(padded)) as SnapshotHeader
    const isOurs =
      header.mark === MARK && header.version === SNAPSHOT_VERSION && header.extractorVersion === EXTRACTOR_VERSION
    return isOurs && Number.isInteger(header.blocks) && header.blocks >= 0 ? header : null
  } catch {
    return null
  }
}
