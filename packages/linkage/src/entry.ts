/** A word of a name as it was read: the reading (which words, which sounds) is the caller's. */
export interface SaidWord {
  readonly text: string
  /** Keys of its sound, the usual one first, the same in every script. May be empty. */
  readonly sounds: readonly string[]
  /** Which part of the name it is, where that was said: `given`, `father`. Null: nobody knows, its place says nothing. */
  readonly part: string | null
}

/** A birth as it was told. */
export interface Birth {
  /** Years it may have been in, both ends included. */
  readonly from: number
  readonly to: number
  /** `MM-DD` or `MM`; null where only the year is known. */
  readonly day: string | null
  /** Whether the year was guessed. */
  readonly estimated: boolean
}

/** A name in one script, word by word. */
export interface Version {
  /** ISO 15924: `Latn`. Names of two scripts meet by their sounds. */
  readonly script: string
  readonly words: readonly SaidWord[]
}

/** A name in each of the scripts or spellings it is written in. */
export type Name = readonly Version[]

export type Value = string | Birth | Name

/** One record, as it came. What is absent or null is unknown. */
export type Entry = Readonly<Record<string, Value | null>>

/** How often values occur: shares of all records, by field. Null where it was never counted. */
export interface Shares {
  /** Of a whole value, or of a word of a name or text. */
  value(field: string, text: string): number | null
  /** Of a sound in a name. */
  sound(field: string, key: string): number | null
  /** Of a word, or of a sound, in one part of a name: a father's name is rarer as a father's than anywhere. Null where it was never counted. */
  inPart(field: string, part: string, word: string): number | null
  /** Of births told to be in these years, both ends included. */
  years(field: string, from: number, to: number): number | null
}

/** Years around a guessed year of birth that it stands for. domain.md 1.7: registrars round ages to five. */
const GUESSED_AROUND = 5

/** `1987`, `1987-03` or `1987-03-05` as a birth; a guessed one stands for the years around it, and its 1 January is no day. */
export function birthOf(born: string, estimated = false): Birth {
  const year = Number(born.slice(0, 4))
  const day = born.length > 4 ? born.slice(5) : null
  const around = estimated ? GUESSED_AROUND : 0
  const isFiller = estimated && (day === '01-01' || day === '07-01')
  return { from: year - around, to: year + around, day: isFiller ? null : day, estimated }
}
