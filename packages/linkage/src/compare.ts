import { compareNames } from './compareNames.ts'
import { type Aspect, GUESSED, levelOf, type Observation } from './field.ts'
import { FURTHEST, larger, type Profile, type ReadBirth, type ReadText } from './profile.ts'
import { isSlip, jaroWinkler } from './word.ts'

/** What is seen when two records are compared: nothing of a field that either leaves open. The same both ways. */
export function compare(one: Profile, other: Profile): readonly Observation[] {
  const seen: Observation[] = []
  for (const field in one) {
    const [mine, its] = [one[field]!, other[field]]
    if (its === undefined) continue
    if (mine.kind === 'name') seen.push(...compareNames(field, mine, its as typeof mine))
    else if (mine.kind === 'born') seen.push(...compareBirths(field, mine, its as ReadBirth))
    else seen.push(compareTexts(field, mine, its as ReadText))
  }
  return seen
}

const at = (field: string, aspect: Aspect, level: string, chance: number | null = null): Observation => ({
  field,
  aspect,
  level: levelOf(aspect, level),
  chance,
})

/** Two births: the years as ranges, and the day apart from them. */
function compareBirths(field: string, one: ReadBirth, other: ReadBirth): readonly Observation[] {
  const guesses = [one, other].filter(({ estimated }) => estimated).length
  const guessed = (['none', 'one', 'both'] as const)[guesses]!
  const years = {
    ...yearsOf(field, one, other),
    years: { apart: Math.abs(one.year - other.year), guessed },
    ...(guesses > 0 && { among: GUESSED }),
  }
  return one.day === null || other.day === null ? [years] : [years, daysOf(field, one, other)]
}

function yearsOf(field: string, one: ReadBirth, other: ReadBirth): Observation {
  const apart = Math.abs(one.year - other.year)
  if (apart === 0) return at(field, 'year', 'same', larger(one.sameYear, other.sameYear))
  const overlap = one.from <= other.to && other.from <= one.to
  const around = apart <= FURTHEST ? mean(one.around[apart] ?? null, other.around[apart] ?? null) : null
  if (overlap) return at(field, 'year', 'covered', around)
  if (apart === 1) return at(field, 'year', 'beside', around)
  if (isSlip(String(one.year), String(other.year))) return at(field, 'year', 'slip')
  return at(field, 'year', apart <= FURTHEST ? 'close' : 'other')
}

const mean = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : (one + other) / 2

function daysOf(field: string, one: ReadBirth, other: ReadBirth): Observation {
  const [mine, its] = [one.day!, other.day!]
  if (mine === its) return at(field, 'day', 'same', larger(one.sameDay, other.sameDay))
  const [month, day] = mine.split('-')
  const [itsMonth, itsDay] = its.split('-')
  if (day !== undefined && day === itsMonth && month === itsDay) return at(field, 'day', 'swapped')
  const half = month === itsMonth || (day !== undefined && day === itsDay)
  return at(field, 'day', half ? 'part' : 'other')
}

/** Likeness after Jaro and Winkler from which two texts are one, written by two hands. */
const NEAR_TEXT = 0.9

function compareTexts(field: string, one: ReadText, other: ReadText): Observation {
  const { kind, text } = one
  if (text === other.text) return at(field, kind, 'same', larger(one.share, other.share))
  if (kind === 'code') return at(field, kind, 'other')
  const shared = one.words.filter(word => other.words.some(each => each.text === word.text))
  const rarest = shared.length === 0 ? null : Math.min(...shared.map(word => word.share ?? 1))
  if (isSlip(text, other.text)) return at(field, kind, kind === 'text' ? 'near' : 'slip')
  if (kind === 'number') return at(field, kind, shared.length > 0 ? 'start' : 'other', rarest)
  if (jaroWinkler(text, other.text) >= NEAR_TEXT) return at(field, kind, 'near')
  return at(field, kind, shared.length > 0 ? 'part' : 'other', rarest)
}
