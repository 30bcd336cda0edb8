import {
  birthOf,
  chanceOfOdds,
  compare,
  type Entry,
  type Model,
  type Name,
  type Observation,
  oddsOf,
  type Profile,
  profileOf,
  type Reason,
  reasonsOf,
  type SaidWord,
  type Scale,
  type Shares,
  scaled,
  totalBits,
} from '@nansen/linkage'
import { scriptOf, skeletons, soundCodes, wordsOf } from '@nansen/model'
import type { SpokenPart } from '../../names.ts'
import { type LearntLikeness, OWN } from './learnt.ts'

/** What two people are compared by. Numbers are compared by the keys that found them. */
export const FIELDS = { name: 'name', mother: 'name', sex: 'code', born: 'born' } as const

/** How likely somebody is the person asked about: from .95, from .5, below. Words and not figures are shown: figures promise too much. */
export const BANDS = ['likely', 'possible', 'weak'] as const
export type Band = (typeof BANDS)[number]
export const bandOf = (chance: number): Band => (chance >= 0.95 ? 'likely' : chance >= 0.5 ? 'possible' : 'weak')

/**
 * Share of those who come to be registered that is registered already, before anything is known of them. A belief, between what verification
 * exercises find (some in a hundred) and the practice world (6 in a thousand).
 */
const REGISTERED_BEFORE = 0.01
/** A smaller operation is taken for one of so many people: that a name is rare among forty says little. */
const FEWEST_PEOPLE = 2000
/** Share of pairs that are one person: of whoever comes and one of so many who are registered. */
export const priorAmong = (people: number): number => REGISTERED_BEFORE / Math.max(people, FEWEST_PEOPLE)

/** What is known of a person to compare them by. */
export interface Described {
  /** The name said, part by part; or whole, in one or two scripts. */
  readonly name: readonly SpokenPart[] | readonly string[]
  readonly sex: string | null
  readonly born: string | null
  readonly estimated: boolean
  readonly mother: string | null
}

/** @param order parts of the name of whoever is asked about, word by word: a whole name of as many words is read in the same order. */
export function entryOf({ name, sex, born, estimated, mother }: Described, order: readonly string[] = []): Entry {
  return {
    name: inOrder(nameOf(name), order),
    mother: mother === null ? null : versionsOf([{ text: mother, part: null }]),
    sex: sex === 'male' || sex === 'female' ? sex : null,
    born: born === null ? null : birthOf(born, estimated),
  }
}

/** Parts that stand beside a name and are not compared with it. */
const BESIDE = ['maiden', 'mother', 'commonly-used']

interface Said {
  readonly text: string
  readonly part: string | null
}

function nameOf(said: Described['name']): Name {
  const parts = [...said].flatMap((each: SpokenPart | string): readonly (Said & { readonly sequence: number })[] => {
    if (typeof each === 'string') return [{ text: each, part: null, sequence: 0 }]
    const { name, sequence } = each
    return BESIDE.includes(name.part) ? [] : [{ text: name.text, part: name.part, sequence }]
  })
  return versionsOf(parts.toSorted((a, b) => a.sequence - b.sequence))
}

const inOrder = (name: Name, order: readonly string[]): Name =>
  order.length === 0
    ? name
    : name.map(version =>
        version.words.length !== order.length || version.words.some(({ part }) => part !== null)
          ? version
          : { ...version, words: version.words.map((word, at) => ({ ...word, part: order[at]! })) },
      )

/** Words by the script they are written in: what a likeness is worth is learnt apart for each. */
function versionsOf(parts: readonly Said[]): Name {
  const scripts = Map.groupBy(parts, ({ text }) => scriptOf(text) ?? 'other')
  return [...scripts]
    .map(([script, said]) => ({
      script,
      words: said.flatMap(({ text, part }) => wordsIn(text).map(word => heard(word, part))),
    }))
    .filter(({ words }) => words.length > 0)
}

/** Words of a name as written: whoever has a common name is compared with the same people as the last who had it. */
function wordsIn(text: string): readonly string[] {
  const before = knownTexts.get(text)
  if (before !== undefined) return before
  if (knownTexts.size >= KNOWN_WORDS) knownTexts.clear()
  const now = wordsOf(text)
  knownTexts.set(text, now)
  return now
}
const knownTexts = new Map<string, readonly string[]>()

const heard = (text: string, part: string | null): SaidWord => ({ text, part, sounds: soundsOf(text) })

/** Keys of a word's sound as they are stored, its consonants first. A camp has few thousand distinct words, read again and again. */
function soundsOf(word: string): readonly string[] {
  const before = known.get(word)
  if (before !== undefined) return before
  if (known.size >= KNOWN_WORDS) known.clear()
  const now = [...skeletons(word).map(key => `s:${key}`), ...soundCodes(word).map(key => `d:${key}`)]
  known.set(word, now)
  return now
}
const known = new Map<string, readonly string[]>()
const KNOWN_WORDS = 50_000

/** Every key of these people's words. */
export const keysOf = (entries: readonly Entry[]): readonly string[] => [
  ...new Set(
    entries
      .flatMap(({ name, mother }) => [name, mother] as readonly (Name | null)[])
      .flatMap(said => said ?? [])
      .flatMap(({ words }) => words.flatMap(({ sounds }) => sounds)),
  ),
]

/** What these people are judged with: how many there are, how common their words, and what was learnt of their origin. */
export interface Judge {
  readonly shares: Shares
  readonly model: Model
  /** How chances by names, sex and birth are made to hold, where colleagues' answers told. */
  readonly scale: Scale | null
  /** Parts of the name asked about, word by word, where words were counted by part. */
  readonly order: readonly string[]
}

/**
 * @param borne people who bear a word with this key; under '' how many people there are of that origin.
 * @param learnt what is in force.
 */
export function judgeOf(
  borne: ReadonlyMap<string, number>,
  nationality: string | null,
  learnt: LearntLikeness = OWN,
  asked: Described | null = null,
): Judge {
  const people = Math.max(borne.get('') ?? 0, FEWEST_PEOPLE)
  const share = (key: string): number | null => {
    const bearers = borne.get(key)
    return bearers === undefined ? null : Math.min(1, bearers / people)
  }
  const weights = learnt.groups[nationality ?? ''] ?? learnt.common
  const parts = learnt.words[nationality ?? '']
  const oneYear = weights['born.year']?.[0]?.u ?? null
  return {
    shares: {
      // a word is at most as common as its sound; days and sexes are as common as was learnt, and every year as the mean one
      value: (field, text) => (field === 'born' || field === 'sex' ? null : share(soundsOf(text)[0] ?? '-')),
      sound: (_, key) => share(key),
      inPart: (field, part, word) => (field === 'name' ? (parts?.[part]?.[keyOf(word)] ?? null) : null),
      years: (_, from, to) => (oneYear === null ? null : Math.min(1, (to - from + 1) * oneYear)),
    },
    model: { weights, prior: priorAmong(people) },
    scale: learnt.scale ?? null,
    order: parts === undefined || asked === null ? [] : orderOf(asked),
  }
}

/** A key as it is, a word as the first key of its sound. */
const keyOf = (word: string): string => (/^[sd]:/.test(word) ? word : (soundsOf(word)[0] ?? '-'))

const orderOf = (asked: Described): readonly string[] =>
  ((entryOf(asked).name as Name)[0]?.words ?? []).flatMap(({ part }) => (part === null ? [] : [part]))

export const profile = ({ shares, order }: Judge, described: Described): Profile =>
  profileOf(FIELDS, entryOf(described, order), shares)

export interface Likeness {
  /** Of names, sex and birth. */
  readonly bits: number
  /** Of numbers both have, in bits. */
  readonly numbers: number
  /** Worked out when asked for: of most people only the bits are. */
  readonly reasons: () => readonly Reason[]
}

/** Evidence of a number both have, in bits, and the reason it gives. Telephones are shared, group numbers more. */
const NUMBERS: Readonly<Record<string, readonly [reason: string, bits: number]>> = {
  'exact:number': ['number', 30],
  'exact:other-number': ['other-number', 24],
  'exact:document': ['document', 24],
  'exact:group-number': ['group-number', 10],
  'exact:phone': ['phone', 14],
}

/** @param foundBy what found them: `exact:phone`. */
export function likenessOf(judge: Judge, one: Profile, other: Profile, foundBy: readonly string[]): Likeness {
  const seen: readonly Observation[] = compare(one, other)
  const numbers = foundBy.flatMap(how => (NUMBERS[how] === undefined ? [] : [NUMBERS[how]]))
  return {
    bits: totalBits(judge.model, seen),
    numbers: numbers.reduce((sum, [, bits]) => sum + bits, 0),
    reasons: () => [...numbers.map(([code]) => ({ code })), ...reasonsOf(judge.model, seen)],
  }
}

/**
 * The chance that it is one person. Answers told how far names, sex and birth hold; numbers and a family speak for themselves.
 * @param bits of names, sex and birth. @param beside of numbers and the family.
 */
export function chanceFor({ model, scale }: Judge, bits: number, beside: number): number {
  const odds = oddsOf(bits, model.prior)
  return chanceOfOdds((scale === null ? odds : scaled(odds, scale)) + beside)
}
