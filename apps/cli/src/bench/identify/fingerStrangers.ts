import {
  type FingerForms,
  FingerGallery,
  FingerScanner,
  type FingerScores,
  filterFormOf,
  inventedForms,
  LEADING_CYLINDERS,
} from '@nansen/biometrics'
import { type Hand, type HandPerson, POSITIONS } from './realFingers.ts'

/** How likenesses lie: mean, deviation, and what one in a hundred and one in a thousand reach. In steps of the filter's scores. */
export interface Spread {
  readonly mean: number
  readonly deviation: number
  readonly hundredth: number
  readonly thousandth: number
  readonly pairs: number
}

/** Invented fingers that each real one is compared with. */
const INVENTED = 300

export const formsOf = (hand: Hand): FingerForms =>
  Object.fromEntries(
    hand.flatMap((print, n) => (print === null ? [] : [[POSITIONS[n]!, filterFormOf(print.prepared.cylinders)]])),
  )

/** Every real finger's quick likeness to the fingers of other people at the same place, and to invented ones. */
export function strangersSpreads(hands: readonly HandPerson[]): { readonly real: Spread; readonly invented: Spread } {
  const strangers = new FingerGallery(POSITIONS)
  for (const [person, { comings }] of hands.entries()) for (const hand of comings) strangers.put(person, formsOf(hand))
  const made = inventedForms('strangers')
  const invented = new FingerGallery(POSITIONS)
  for (let i = 0; i < INVENTED; i++)
    invented.put(i, Object.fromEntries(POSITIONS.map(position => [position, made.next().slice()])))
  return {
    real: spreadOf(scores(hands, strangers, (person, place) => strangers.numberAt(place) !== person)),
    invented: spreadOf(scores(hands, invented, () => true)),
  }
}

function scores(
  hands: readonly HandPerson[],
  gallery: FingerGallery,
  counts: (person: number, place: number) => boolean,
): number[] {
  const scanner = new FingerScanner(gallery.handle, 0)
  const said: FingerScores = new Uint16Array(gallery.handle.places)
  return hands.flatMap(({ comings }, person) =>
    comings.flatMap(hand =>
      hand.flatMap((print, shelf) => {
        if (print === null) return []
        scanner.scan(shelf, filterFormOf(print.prepared.cylinders, LEADING_CYLINDERS), 0, said.length, said)
        return [...said].filter((_, place) => counts(person, place))
      }),
    ),
  )
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  const at = (share: number) => sorted[Math.floor((1 - share) * (sorted.length - 1))]!
  return { mean, deviation, hundredth: at(0.01), thousandth: at(0.001), pairs: values.length }
}
