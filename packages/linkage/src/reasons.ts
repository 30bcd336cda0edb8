import { ASPECTS, type Observation } from './field.ts'
import { bitsOf, type Model } from './model.ts'

/** Why two records may be one person, as a code that screens word. */
export interface Reason {
  readonly code: string
  /** How many years apart, where that is said. */
  readonly years?: number
  /** Whether what agrees is rare or common among everybody. */
  readonly weight?: 'rare' | 'common'
}

/** Evidence below which nothing is said of what agrees. Bits: half of all strangers are of one sex. */
const WORTH_SAYING = 1.5
/** Evidence from which an agreement is called rare, and below which common. Bits: one stranger in 250, one in 11. */
const RARE = 8
const COMMON = 3.5

/** What speaks for it, strongest first, and after it what speaks against. */
export function reasonsOf(model: Model, seen: readonly Observation[]): readonly Reason[] {
  const fields = Map.groupBy(seen, ({ field, aspect }) => `${field}.${aspect}`)
  const told = [...fields.values()].flatMap(each => {
    const bits = each.reduce((sum, one) => sum + bitsOf(model, one), 0)
    return reasonOf(model, each).map(reason => ({ reason, bits }))
  })
  return told.toSorted((a, b) => b.bits - a.bits).map(({ reason }) => reason)
}

function reasonOf(model: Model, seen: readonly Observation[]): readonly Reason[] {
  const [first] = seen
  const { field, aspect } = first!
  if (aspect === 'word') return nameReasons(model, field, seen)
  const level = levelName(first!)
  if (aspect === 'year') return yearReasons(first!, level)
  if (aspect === 'day') return level === 'same' || level === 'swapped' ? [{ code: `day-${level}` }] : []
  if (level === 'other') return [{ code: `${field}-other` }]
  return level !== 'part' && level !== 'start' && bitsOf(model, first!) >= WORTH_SAYING
    ? [{ code: `${field}-same` }]
    : []
}

const levelName = ({ aspect, level }: Observation): string => ASPECTS[aspect][level]!.name

function yearReasons({ years }: Observation, level: string): readonly Reason[] {
  if (level === 'same') return [{ code: 'year-same' }]
  if (years === undefined || level === 'other' || level === 'slip')
    return level === 'slip' ? [{ code: 'year-slip' }] : [{ code: 'year-other' }]
  return [
    { code: years.guessed === 'none' ? 'years-apart' : `years-apart-guessed-${years.guessed}`, years: years.apart },
  ]
}

/** One sentence for the whole name, and one for the father's part of it where that alone agrees. */
function nameReasons(model: Model, field: string, seen: readonly Observation[]): readonly Reason[] {
  const agreeing = seen.filter(each => levelName(each) !== 'other')
  if (agreeing.length === 0) return [{ code: `${field}-other` }]
  const bits = agreeing.map(each => bitsOf(model, each))
  const how = agreeing.some(each => !['same', 'elsewhere'].includes(levelName(each)))
    ? 'sounds'
    : agreeing.some(each => levelName(each) === 'elsewhere')
      ? 'order'
      : 'same'
  const most = Math.max(...bits)
  const weight = most >= RARE ? ({ weight: 'rare' } as const) : most < COMMON ? ({ weight: 'common' } as const) : {}
  const whole = agreeing.length === seen.length && seen[0]!.spare === 0
  if (!whole && agreeing.length === 1 && agreeing[0]!.part === 'father') return [{ code: 'father', ...weight }]
  return [{ code: `${field}-${whole ? how : 'part'}`, ...weight }]
}
