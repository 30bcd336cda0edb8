import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  drawnFace,
  type Eye,
  encodePng,
  type FaceTraits,
  type FingerPosition,
  type GreyImage,
  type Site,
  syntheticFinger,
  syntheticIris,
} from '@nansen/biometrics'

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
    writeFileSync(path, encodePng(syntheticCapture(seed, site, impression)))
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
