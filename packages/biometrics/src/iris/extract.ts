import { Refusal } from '@nansen/kernel'
import type { GreyImage } from '../image/grey.ts'
import { asStored } from './encoding.ts'
import { outlineMeasures } from './measures.ts'
import { EXTRACTOR_VERSION, LEAST_IMAGE } from './parameters.ts'
import { eye } from './stages/eye.ts'
import { gaborCode } from './stages/gaborCode.ts'
import { limbusContour } from './stages/limbusContour.ts'
import { pupilCandidates } from './stages/pupilCandidates.ts'
import { rubberSheet } from './stages/rubberSheet.ts'
import { usableEye, usableOutline, usableTemplate } from './stages/usable.ts'
import { visibleIris } from './stages/visibleIris.ts'
import { withoutGlints } from './stages/withoutGlints.ts'
import { circleOf, type IrisTemplate, type IrisTrace } from './template.ts'

/**
 * Turns the near-infrared image of one eye into the template that is stored and matched.
 *
 * @param image any size from 64 pixels a side; the eye anywhere in it, upright to 45 degrees. It is not kept.
 * @returns the template exactly as it will come back from its stored bytes.
 * @throws Refusal `unreadable-image` when the image is too small to hold an iris; `too-poor`, with `advice` in its details, when no
 *   eye is clear enough or too little of the iris is visible. What is refused must not enter a gallery by another way.
 */
export function extractIris(image: GreyImage, trace: IrisTrace = () => {}): IrisTemplate {
  if (Math.min(image.width, image.height) < LEAST_IMAGE)
    throw new Refusal('unreadable-image', 'the image is too small to show an eye', {
      width: image.width,
      height: image.height,
    })
  const clean = traced('unglinted', withoutGlints(image))
  const candidates = traced('candidates', pupilCandidates(clean.image))
  const found = usableEye(traced('eye', eye(clean.image, candidates)), image.width)
  const limbus = traced('limbus', limbusContour(clean.image, found.limbus))
  const circles = { pupil: found.pupilCircle, limbus: circleOf(limbus) }
  usableOutline(outlineMeasures(clean.image, circles))
  const sheet = traced('sheet', rubberSheet(clean.image, clean.glints, found.pupil, limbus))
  const iris = traced('iris', visibleIris(sheet))
  const code = traced('code', gaborCode(iris.flat, iris.visible))
  const visible = iris.visible.reduce((sum, seen) => sum + seen, 0) / iris.visible.length
  return usableTemplate(asStored({ extractorVersion: EXTRACTOR_VERSION, ...circles, visible, code }))

  function traced<T>(stage: string, result: T): T {
    trace(stage, result)
    return result
  }
}
