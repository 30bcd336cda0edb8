import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import {
  drawnFace,
  type Eye,
  type FaceTraits,
  type FingerPosition,
  type GreyImage,
  type Site,
  syntheticFinger,
  syntheticIris,
} from '@nansen/biometrics'
import { encode } from 'fast-png'

/** What a scanner or camera of the journeys delivers: one file for each site, and a drawn face. */
export interface SyntheticCaptures {
  readonly files: readonly { readonly site: Site; readonly path: string }[]
  /** SVG. */
  readonly face: string
}

export interface CaptureWishes {
  /** 0, 1, 2 …: the same person again, put down differently. */
  readonly impression?: number
  readonly sites?: readonly Site[]
  readonly face?: FaceTraits
}

/** The four fingers and two eyes of a usual sitting: a finger takes about a second to grow. */
export const USUAL_SITES: readonly Site[] = ['finger-1', 'finger-2', 'finger-6', 'finger-7', 'iris-left', 'iris-right']

/**
 * Writes the captures of one invented person into a folder: `finger-2.png` with its resolution, `iris-left.png`, `face.svg`.
 * The same seed and impression give the same bytes.
 */
export function writeSyntheticCaptures(
  dir: string,
  seed: number | string,
  wishes: CaptureWishes = {},
): SyntheticCaptures {
  const { impression = 0, sites = USUAL_SITES, face = {} } = wishes
  mkdirSync(dir, { recursive: true })
  const files = sites.map(site => {
    const path = join(dir, `${site}.png`)
    writeFileSync(path, pngOf(syntheticCapture(seed, site, impression)))
    return { site, path }
  })
  const facePath = join(dir, 'face.svg')
  writeFileSync(facePath, drawnFace(seed, face))
  return { files, face: facePath }
}

export function syntheticCapture(seed: number | string, site: Site, impression: number): GreyImage {
  const [kind, which] = site.split('-')
  return kind === 'iris'
    ? syntheticIris(seed, which as Eye, impression)
    : syntheticFinger(seed, Number(which) as FingerPosition, impression)
}

const INCHES_PER_METRE = 1 / 0.0254
/** Signature and IHDR: the resolution stands after them. */
const HEADER_BYTES = 33

/** PNG with the image's resolution in a pHYs chunk, which the library does not write. */
export function pngOf({ width, height, dpi, pixels }: GreyImage): Uint8Array {
  const png = encode({ width, height, channels: 1, data: pixels })
  if (dpi === null) return png
  const chunk = Buffer.alloc(21)
  chunk.writeUInt32BE(9, 0)
  chunk.write('pHYs', 4, 'latin1')
  chunk.writeUInt32BE(Math.round(dpi * INCHES_PER_METRE), 8)
  chunk.writeUInt32BE(Math.round(dpi * INCHES_PER_METRE), 12)
  chunk.writeUInt8(1, 16)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17)
  return Buffer.concat([png.subarray(0, HEADER_BYTES), chunk, png.subarray(HEADER_BYTES)])
}
