import type { GreyImage } from '../image/grey.ts'
import { asStored } from './encoding.ts'
import { EXTRACTOR_VERSION } from './parameters.ts'
import { eye } from './stages/eye.ts'
import { gaborCode } from './stages/gaborCode.ts'
import { limbusContour } from './stages/limbusContour.ts'
import { pupilCandidates } from './stages/pupilCandidates.ts'
import { rubberSheet } from './stages/rubberSheet.ts'
import { visibleIris } from './stages/visibleIris.ts'
import { withoutGlints } from './stages/withoutGlints.ts'
import { circleOf, type IrisTemplate, type IrisTrace } from './template.ts'

export function extractIris(image: GreyImage, trace: IrisTrace = () => {}): IrisTemplate {
  const clean = traced('unglinted', withoutGlints(image))
  const found = traced('eye', eye(clean.image, traced('candidates', pupilCandidates(clean.image))))
  const limbus = traced('limbus', limbusContour(clean.image, found.limbus))
  const sheet = traced('sheet', rubberSheet(clean.image, clean.glints, found.pupil, limbus))
  const iris = traced('iris', visibleIris(sheet))
  const code = traced('code', gaborCode(iris.flat, iris.visible))
  return asStored({
    extractorVersion: EXTRACTOR_VERSION,
    pupil: found.pupilCircle,
    limbus: circleOf(limbus),
    visible: iris.visible.reduce((sum, seen) => sum + seen, 0) / iris.visible.length,
    code,
  })

  function traced<T>(stage: string, result: T): T {
    trace(stage, result)
    return result
  }
}
