import { encodeFinger } from './fingerprint/encoding.ts'
import { extractFinger } from './fingerprint/extractFinger.ts'
import { fingerQuality } from './fingerprint/fingerQuality.ts'
import type { GreyImage } from './image/grey.ts'
import { encodeIris, extractIris, type IrisTemplate } from './iris/index.ts'
import type { Extraction, Quality, Site } from './modality.ts'

/** Share of an iris that must be seen: below it, what is left cannot be told from a stranger's (open-iris 1.11 asks for a quarter). */
const ACCEPTABLE_VISIBLE = 0.4

/**
 * One capture to what is kept of it, in both forms, and its quality. The same image gives the same bytes in Node and in the
 * browser. Needs `await loadKernels()` first.
 *
 * @throws Refusal `too-poor` when nothing can be compared; `invalid` for a finger whose resolution is unknown or impossible.
 */
export function extract(site: Site, image: GreyImage): Extraction {
  if (site.startsWith('iris')) {
    const template = extractIris(image)
    const quality = irisQuality(template)
    return { site, stored: encodeIris(template, 'stored'), travelling: encodeIris(template, 'travelling'), quality }
  }
  const template = extractFinger(image)
  const quality = fingerQuality(image, template)
  return { site, stored: encodeFinger(template, 'stored'), travelling: encodeFinger(template, 'travelling'), quality }
}

/** By how much of the iris is seen. */
function irisQuality({ visible }: IrisTemplate): Quality {
  const acceptable = visible >= ACCEPTABLE_VISIBLE
  return { score: Math.round(100 * visible), acceptable, advice: [acceptable ? 'good' : 'eyelid'] }
}
