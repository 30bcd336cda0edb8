import { encodeFinger } from './fingerprint/encoding.ts'
import { extractFinger } from './fingerprint/extractFinger.ts'
import { fingerQuality } from './fingerprint/fingerQuality.ts'
import { EXTRACTOR_VERSION as FINGER_VERSION } from './fingerprint/parameters.ts'
import type { GreyImage } from './image/grey.ts'
import { encodeIris, extractIris, irisQuality } from './iris/index.ts'
import { EXTRACTOR_VERSION as IRIS_VERSION } from './iris/parameters.ts'
import type { Extraction, Site } from './modality.ts'

/**
 * One capture to what is kept of it, in both forms, and its quality. The same image gives the same bytes in Node and in the
 * browser. Needs `await loadKernels()` first.
 *
 * @throws Refusal `too-poor` when nothing can be compared; `invalid` for a finger whose resolution is unknown or impossible;
 * `unreadable-image` for an image too small to show an eye.
 */
export function extract(site: Site, image: GreyImage): Extraction {
  if (site.startsWith('iris')) {
    const template = extractIris(image)
    const quality = irisQuality(image, template)
    return { site, stored: encodeIris(template, 'stored'), travelling: encodeIris(template, 'travelling'), quality }
  }
  const template = extractFinger(image)
  const quality = fingerQuality(image, template)
  return { site, stored: encodeFinger(template, 'stored'), travelling: encodeFinger(template, 'travelling'), quality }
}

/** The version of templates that `extract` makes of a site, their first byte. A lower one was made before: extract it again when the image is at hand. */
export const extractorVersion = (site: Site): number => (site.startsWith('iris') ? IRIS_VERSION : FINGER_VERSION)
