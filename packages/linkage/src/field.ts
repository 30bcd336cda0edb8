/**
 * What is compared. A `name` is a bag of words with places; `born` a day, month or year, or a range of years; `text` a few words (a place, a
 * trade); `number` what is copied from paper (telephone, document, postcode); `code` one of a list.
 */
export type Kind = 'name' | 'born' | 'text' | 'number' | 'code'

/** Fields by name: the only thing in which two sets of records differ to the engine. */
export type Fields = Readonly<Record<string, Kind>>

/** How two values agree. `agrees`: never evidence against; `differs`: never evidence for; `between`: whatever was learnt. */
interface Level {
  readonly name: string
  readonly side: 'agrees' | 'between' | 'differs'
  /** Share of true pairs at this level from which learning starts. Any plausible share ends at the same place. */
  readonly start: number
}

const level = (name: string, side: Level['side'], start: number): Level => ({ name, side, start })

/** Levels of what is looked at in one kind of field; a birth date is two things, the year and the day of the year. */
export const ASPECTS = {
  /** Each word of the shorter name against the word of the other that it resembles most. */
  word: [
    level('same', 'agrees', 0.7),
    level('elsewhere', 'agrees', 0.05),
    level('sound', 'agrees', 0.1),
    level('slip', 'agrees', 0.05),
    level('near', 'between', 0.03),
    level('short', 'between', 0.02),
    level('other', 'differs', 0.05),
  ],
  year: [
    level('same', 'agrees', 0.8),
    level('covered', 'agrees', 0.08),
    level('beside', 'between', 0.04),
    level('slip', 'between', 0.03),
    level('close', 'between', 0.02),
    level('other', 'differs', 0.03),
  ],
  day: [
    level('same', 'agrees', 0.8),
    level('swapped', 'agrees', 0.03),
    level('part', 'between', 0.12),
    level('other', 'differs', 0.05),
  ],
  text: [
    level('same', 'agrees', 0.75),
    level('near', 'agrees', 0.1),
    level('part', 'between', 0.05),
    level('other', 'differs', 0.1),
  ],
  number: [
    level('same', 'agrees', 0.8),
    level('slip', 'agrees', 0.1),
    level('start', 'between', 0.03),
    level('other', 'differs', 0.07),
  ],
  code: [level('same', 'agrees', 0.95), level('other', 'differs', 0.05)],
} as const satisfies Readonly<Record<string, readonly Level[]>>

export type Aspect = keyof typeof ASPECTS

/** Years of which at least one was guessed are learnt apart: whoever guesses again seldom says the same year. */
export const GUESSED = 'guessed'
/** Where learning starts for these, by level of a year. */
const STARTS_GUESSED = [0.35, 0.5, 0.03, 0.01, 0.06, 0.05] as const

/** Share of true pairs at each level from which learning starts, by key of weights (`born.year.guessed`). */
export function startsOf(key: string): readonly number[] {
  const [, aspect, among] = key.split('.')
  return among === GUESSED ? STARTS_GUESSED : ASPECTS[aspect as Aspect].map(({ start }) => start)
}

/** What is looked at in a field of each kind. */
export const ASPECTS_OF: Readonly<Record<Kind, readonly Aspect[]>> = {
  name: ['word'],
  born: ['year', 'day'],
  text: ['text'],
  number: ['number'],
  code: ['code'],
}

/** One thing seen when two records are compared. */
export interface Observation {
  readonly field: string
  readonly aspect: Aspect
  /** Place in `ASPECTS[aspect]`. */
  readonly level: number
  /** Chance that a stranger agrees in this very value, where that is known: a rare name weighs more. */
  readonly chance: number | null
  /** What weights are learnt for apart: of a word the script both are written in, or `across`; of a year `guessed` where either was. */
  readonly among?: string
  /** Of a word: which part of the name it is, where either record says so. */
  readonly part?: string | null
  /** Of a word: how many words one name has more than the other. */
  readonly spare?: number
  /** Of a year: how many years apart, and whether either or both were guessed. */
  readonly years?: { readonly apart: number; readonly guessed: 'none' | 'one' | 'both' }
}

/** Place of a level, by its name. */
export const levelOf = (aspect: Aspect, name: string): number => ASPECTS[aspect].findIndex(each => each.name === name)
