import { Refusal } from '@nansen/kernel'
import type { AdviceCode } from '../../modality.ts'
import type { OutlineMeasures } from '../measures.ts'
import * as p from '../parameters.ts'
import { isLikeAnIris } from '../plausible.ts'
import { type Circle, CODE_WORDS, type IrisCode, type IrisTemplate } from '../template.ts'
import type { Eye } from './eye.ts'

/**
 * Lets through only what was surely an eye. An eye found in the wrong place resembles other such eyes, so that a doubtful one in
 * a gallery is found by strangers.
 *
 * @param width of the image, pixels. @throws Refusal `too-poor`, with `advice` in its details and what was measured.
 */
export function usableEye(eye: Eye, width: number): Eye {
  const [pupil, limbus] = [eye.pupil.strength, eye.limbus.strength]
  const measured = { pupil, limbus }
  if (pupil < p.PUPIL_CLEAR || limbus < p.LIMBUS_CLEAR || pupil + limbus < p.CLEAR_TOGETHER)
    throw isAtEdge(eye.pupilCircle, width) && pupil > 2 * p.PUPIL_CLEAR
      ? tooPoor('off-centre', 'the eye is at the edge of the image: look into the middle', measured)
      : tooPoor('no-eye', 'no eye is clear enough in the image: look into the camera', measured)
  if (eye.limbus.radius < p.LEAST_RADIUS)
    throw tooPoor('too-small', 'the eye is too far from the camera', { radius: eye.limbus.radius })
  if (!liesWithin(eye.pupilCircle, eye.limbus))
    throw tooPoor('gaze', 'the eye looks away: look into the camera', measured)
  return eye
}

/**
 * Lets through only circles that are those of pupil and iris. Circles in the wrong place give a code all the same, of skin and lashes, and such codes
 * are like each other. @throws Refusal `too-poor`, with `advice` and what was measured.
 */
export function usableOutline(measures: OutlineMeasures): void {
  const { pupilContrast, concentricity, edgeWidth, limbusRim, pupilRim } = measures
  if (pupilContrast < p.OUTLINE_LEAST.pupilContrast || edgeWidth < p.OUTLINE_LEAST.edgeWidth)
    throw tooPoor('no-eye', 'pupil and iris cannot be told apart: take the eye again', { pupilContrast, edgeWidth })
  if (concentricity < p.OUTLINE_LEAST.concentricity)
    throw tooPoor('gaze', 'the pupil is not in the middle of the iris: look into the camera', { concentricity })
  if (limbusRim < p.OUTLINE_LEAST.limbusRim || pupilRim < p.OUTLINE_LEAST.pupilRim)
    throw tooPoor('eyelid', 'the edges of pupil and iris cannot be told: open the eye wide', { limbusRim, pupilRim })
}

/** @throws Refusal `too-poor` when too little of the iris can be compared, or what is seen is none. */
export function usableTemplate(template: IrisTemplate): IrisTemplate {
  const share = trustedShare(template.code)
  if (template.visible < p.LEAST_VISIBLE || share < p.LEAST_TRUSTED)
    throw tooPoor('eyelid', 'too little of the iris is visible: open the eye wide', {
      visible: template.visible,
      share,
    })
  if (!isLikeAnIris(template.code))
    throw tooPoor('blur', 'the texture of the iris cannot be seen: hold still and keep the distance', { share })
  return template
}

/** Share of a code's bits that may be compared. */
export function trustedShare({ mask }: IrisCode): number {
  let bits = 0
  for (const word of mask) for (let rest = word; rest !== 0; rest &= rest - 1) bits++
  return bits / (32 * CODE_WORDS)
}

/** Whether so little room is left beside the pupil that the iris cannot be whole. */
function isAtEdge({ x, radius }: Circle, width: number): boolean {
  return Math.min(x, width - x) < 2 * radius
}

function liesWithin(pupil: Circle, limbus: Circle): boolean {
  return Math.hypot(pupil.x - limbus.x, pupil.y - limbus.y) + pupil.radius < limbus.radius * p.LIMBUS_FREE
}

function tooPoor(advice: AdviceCode, message: string, measured: Readonly<Record<string, number>>): Refusal {
  return new Refusal('too-poor', message, { advice: [advice], ...measured })
}
