import { Refusal } from '@nansen/kernel'
import type { GreyImage } from '../../image/grey.ts'
import * as p from '../parameters.ts'
import { type Circle, circleOf } from '../template.ts'
import { type LimbusCircle, limbusCircle } from './limbusCircle.ts'
import type { Candidate } from './pupilCandidates.ts'
import { type PupilContour, pupilContour } from './pupilContour.ts'

/** The pupil and the limbus that together look most like an eye. */
export interface Eye {
  readonly pupil: PupilContour
  readonly pupilCircle: Circle
  readonly limbus: LimbusCircle
}

/**
 * Chooses among the places that may be a pupil: the one with the clearest outline and the clearest limbus about it.
 *
 * @throws Refusal `too-poor` when there is none at all: the image shows no eye.
 */
export function eye(image: GreyImage, candidates: readonly Candidate[]): Eye {
  let best: Eye | undefined
  let highest = Number.NEGATIVE_INFINITY
  for (const candidate of candidates) {
    const pupil = pupilContour(image, candidate)
    // No limbus is clearer than 1: where even that one would not win, it is not looked for.
    if (candidate.score + pupil.strength + p.LIMBUS_WEIGHT <= highest) continue
    const pupilCircle = circleOf(pupil)
    const limbus = limbusCircle(image, pupilCircle)
    const score = candidate.score + pupil.strength + limbus.strength * p.LIMBUS_WEIGHT
    if (score <= highest) continue
    highest = score
    best = { pupil, pupilCircle, limbus }
  }
  if (best === undefined) throw new Refusal('too-poor', 'no eye was found in the image')
  return best
}
