import type { FingerPosition } from '../../modality.ts'

/** A hand as a scanner of several fingers sees it: thumb side of the right hand to the left, as on a ten-print card. */
export type Hand = 'right' | 'left'

/**
 * Where a finger's pad lies across the hand and how far its tip reaches, against the middle finger. Millimetres of an adult's hand held
 * straight with closed fingers. Rounded from common proportions (little finger about 3 cm short of the middle one, index and ring about
 * 1 cm); chosen, not measured on slaps, of which no free set exists.
 */
const PROPORTIONS = { index: [-20, -10], middle: [0, 0], ring: [20, -8], little: [39, -28] } as const
const RIGHT = { 2: 'index', 3: 'middle', 4: 'ring', 5: 'little' } as const

function byPosition(which: 0 | 1): Readonly<Partial<Record<FingerPosition, number>>> {
  const entries = Object.entries(RIGHT).flatMap(([position, name]) => {
    const value = PROPORTIONS[name][which]
    const left = Number(position) + 5
    return [[position, value] as const, [String(left), which === 0 ? -value : value] as const]
  })
  return Object.fromEntries(entries)
}
/** To the right of the middle finger in the picture. */
export const ACROSS_MM = byPosition(0)
/** Beyond the tip of the middle finger; negative: short of it. */
export const REACH_MM = byPosition(1)

export const handOf = (finger: FingerPosition): Hand => (finger <= 5 ? 'right' : 'left')
const isThumb = (finger: FingerPosition): boolean => finger === 1 || finger === 6

/** The three slaps of a full capture. */
export const SLAPS = {
  'right-four': [2, 3, 4, 5],
  'left-four': [10, 9, 8, 7],
  thumbs: [6, 1],
} as const satisfies Readonly<Record<string, readonly FingerPosition[]>>
/** One of the three. */
export type Slap = keyof typeof SLAPS

/** The fingers from the left of the picture to its right. */
export function inOrder(fingers: readonly FingerPosition[]): readonly FingerPosition[] {
  const place = (finger: FingerPosition) => (isThumb(finger) ? (finger === 6 ? -1 : 1) : ACROSS_MM[finger]!)
  return [...fingers].sort((one, other) => place(one) - place(other))
}

/** How far people's fingers lie from the proportions, and axes of prints from those of the fingers: standard deviations. Chosen. */
const SPREAD_MM = 3
const SPREAD_TURN = (5 * Math.PI) / 180
/** Turns tried, in radians. */
const TURNS = Array.from({ length: 31 }, (_, i) => ((i - 15) * Math.PI) / 180)
/** A hand is named when the other is this many times less likely, as a difference of half squares: e^3, twenty to one. Chosen. */
const SURE = 3

/** Of one finger: how far across and how far it reaches along the fingers' common axis, millimetres. */
export interface Tip {
  readonly across: number
  readonly reach: number
}

/**
 * Which hand these tips are of, from left to right, when they are the `fingers` of one hand or the same ones of the other; null where the
 * shape does not say: thumbs, fewer than three fingers, or a hand held askew.
 */
export function handFromTips(tips: readonly Tip[], fingers: readonly FingerPosition[]): Hand | null {
  if (tips.length < 3 || tips.length !== fingers.length || fingers.some(isThumb)) return null
  const said = handOf(fingers[0]!)
  const mirrored = fingers.map(finger => (finger <= 5 ? finger + 5 : finger - 5) as FingerPosition)
  const asSaid = misfit(tips, inOrder(fingers))
  const asOther = misfit(tips, inOrder(mirrored))
  if (Math.abs(asSaid - asOther) < SURE) return null
  return asSaid < asOther ? said : said === 'right' ? 'left' : 'right'
}

/** Half the sum of squares by which the tips differ from the proportions, at the turn that suits best. */
function misfit(tips: readonly Tip[], fingers: readonly FingerPosition[]): number {
  const model = fingers.map(finger => REACH_MM[finger]!)
  const modelMean = mean(model)
  const costs = TURNS.map(turn => {
    const reached = tips.map(({ across, reach }) => Math.cos(turn) * reach - Math.sin(turn) * across)
    const reachedMean = mean(reached)
    const off = reached.reduce((sum, reach, i) => sum + (reach - reachedMean - model[i]! + modelMean) ** 2, 0)
    return (off / SPREAD_MM ** 2 + (turn / SPREAD_TURN) ** 2) / 2
  })
  return Math.min(...costs)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
