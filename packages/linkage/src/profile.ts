import type { Birth, Entry, Name, SaidWord, Shares, Value } from './entry.ts'
import type { Fields } from './field.ts'

/** A word with how often it is met. */
export interface ReadWord {
  readonly text: string
  readonly sounds: readonly string[]
  readonly part: string | null
  readonly share: number | null
  readonly soundShares: readonly (number | null)[]
  /** The same two among those who bear it in this part of their name. */
  readonly inPart: { readonly share: number | null; readonly soundShares: readonly (number | null)[] } | null
}

export interface ReadVersion {
  readonly script: string
  readonly words: readonly ReadWord[]
}

export interface ReadName {
  readonly kind: 'name'
  readonly versions: readonly ReadVersion[]
  /** Orders two names, so that comparing is the same both ways. */
  readonly key: string
}
export interface ReadBirth extends Birth {
  readonly kind: 'born'
  readonly year: number
  readonly sameYear: number | null
  readonly sameDay: number | null
  /** Share of births in each band of years around: index is the distance. */
  readonly around: readonly (number | null)[]
}
export interface ReadText {
  readonly kind: 'text' | 'number' | 'code'
  readonly text: string
  readonly share: number | null
  readonly words: readonly { readonly text: string; readonly share: number | null }[]
}
export type ReadValue = ReadName | ReadBirth | ReadText

/** A record made ready to be compared again and again. */
export type Profile = Readonly<Record<string, ReadValue>>

/** Years apart that are still looked at as one birth told twice. */
export const FURTHEST = 5

export function profileOf(fields: Fields, entry: Entry, shares: Shares): Profile {
  const read: Record<string, ReadValue> = {}
  for (const [field, kind] of Object.entries(fields)) {
    const value = entry[field]
    if (value === undefined || value === null || value === '') continue
    const ready = kind === 'name' ? nameOf(field, value as Name, shares) : plainOf(field, kind, value, shares)
    if (ready !== null) read[field] = ready
  }
  return read
}

function nameOf(field: string, value: Name, shares: Shares): ReadName | null {
  const versions = value
    .filter(({ words }) => words.length > 0)
    .map(({ script, words }) => ({
      script,
      words: words.map(word => ({
        ...word,
        share: shares.value(field, word.text),
        soundShares: word.sounds.map(sound => shares.sound(field, sound)),
        inPart: word.part === null ? null : sharesInPart(field, word.part, word, shares),
      })),
    }))
  const key = versions.map(({ words }) => words.map(({ text, part }) => `${text}:${part}`).join(' ')).join('|')
  return versions.length === 0 ? null : { kind: 'name', versions, key }
}

const sharesInPart = (field: string, part: string, { text, sounds }: SaidWord, shares: Shares) => ({
  share: shares.inPart(field, part, text),
  soundShares: sounds.map(sound => shares.inPart(field, part, sound)),
})

function plainOf(field: string, kind: Exclude<Fields[string], 'name'>, value: Value, shares: Shares): ReadValue {
  if (kind === 'born') return readBirth(field, value as Birth, shares)
  const text = value as string
  const words = kind === 'code' ? [] : partsOf(kind, text)
  return {
    kind,
    text,
    share: shares.value(field, text),
    words: words.map(word => ({ text: word, share: shares.value(field, word) })),
  }
}

function readBirth(field: string, birth: Birth, shares: Shares): ReadBirth {
  const year = Math.round((birth.from + birth.to) / 2)
  const around = Array.from({ length: FURTHEST + 1 }, (_, far) => shares.years(field, year - far, year + far))
  const sameDay = birth.day === null ? null : shares.value(field, birth.day)
  return { kind: 'born', ...birth, year, sameYear: around[0] ?? null, sameDay, around }
}

/** Shortest word of a text, and shortest beginning of a number, that say anything. Characters. */
const SHORTEST_PART = 3

/** Words of a text; of a number its first half, where districts and issuers stand. */
export function partsOf(kind: 'text' | 'number', text: string): readonly string[] {
  if (kind === 'number') {
    const half = text.slice(0, Math.ceil(text.length / 2))
    return half.length >= SHORTEST_PART ? [half] : []
  }
  return [...new Set(text.split(/[^\p{L}\p{N}]+/u).filter(word => word.length >= SHORTEST_PART))]
}

/** Where two groups differ in how common a value is, it is taken for as common as in either. */
export const larger = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)
