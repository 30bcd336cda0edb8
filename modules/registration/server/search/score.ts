import { foldLetters, skeletons, wordsOf } from '@nansen/model'
import type { Question } from './question.ts'

/** Why a person is shown, as codes the screen words: `registration.reason.CODE`. */
export const REASONS = [
  'number',
  'phone',
  'document',
  'other-number',
  'group-number',
  'same-name',
  'same-name-other-order',
  'sounds-alike',
  'part-of-name',
  'other-name',
  'name-of-parent',
  'same-year',
  'near-year',
  'common-name',
] as const
export type Reason = (typeof REASONS)[number]

export interface Scored {
  /** Weight of the evidence, log2 of how much likelier it is for the person meant than for anybody else: 10 is a thousand times. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** What the judge of likeness looks at: what every viewer of a summary may see. */
export interface Described {
  readonly display_name: string
  readonly display_name_native: string | null
  readonly year_of_birth: number | null
  /** Kinds of keys that found the person, see `registration.found_by_keys`; null when only the name on the card did. */
  readonly found_by: readonly string[] | null
}

/**
 * Weights in bits, after Fellegi and Sunter (1969): log2(m / u), m how often a fact agrees for the person meant, u for somebody else. Set by
 * hand from the shares in the invented population and public name lists, to be learnt from an operation's own pairs later.
 */
const WEIGHTS = {
  exactNumber: 30,
  groupNumber: 20,
  phone: 14,
  document: 22,
  /** A word of the name written the same way. m 0.6, u 1 in 60. */
  sameWord: 5.2,
  /** A word that sounds alike. m 0.9, u 1 in 25. */
  alikeWord: 4.2,
  /** A word asked for that is not in the name. m 0.1, u 0.95. */
  missingWord: -3.2,
  /** Words said in another order than written. */
  otherOrder: -0.5,
  /** The first word said is the first of the name. People say the given name first: m 0.8, u 0.5. */
  firstWord: 0.7,
  otherName: 4,
  parent: 2.5,
  sameYear: 4.5,
  nearYear: 2,
  otherYear: -4,
} as const

/** Each word asked for against the words of one written name: written alike, sounding alike, or missing. */
interface NameLikeness {
  readonly bits: number
  readonly same: number
  readonly alike: number
  readonly inOrder: boolean
  readonly asked: number
  readonly has: number
}

/** A word of a name, and the skeletons of its sound. */
export interface Heard {
  readonly word: string
  readonly sounds: readonly string[]
}

/** Words and their skeletons: a camp has few thousand distinct ones, and they are judged again and again. */
const known = new Map<string, Heard>()
const KNOWN_WORDS = 50_000

/** Names of people who were judged: whoever looks for one of a common name judges the same ones as the last who did. */
const knownNames = new Map<string, readonly Heard[]>()
const KNOWN_NAMES = 50_000

/** The words of a name that identify, as they sound. */
export function heard(name: string): readonly Heard[] {
  const before = knownNames.get(name)
  if (before !== undefined) return before
  if (knownNames.size >= KNOWN_NAMES) knownNames.clear()
  const now = wordsOf(name).map(heardWord)
  knownNames.set(name, now)
  return now
}

function heardWord(word: string): Heard {
  const before = known.get(word)
  if (before !== undefined) return before
  if (known.size >= KNOWN_WORDS) known.clear()
  const now = { word, sounds: skeletons(word) }
  known.set(word, now)
  return now
}

function likeness(asked: readonly Heard[], written: string): NameLikeness {
  const words = heard(written)
  const places: number[] = []
  let [bits, same, alike] = [0, 0, 0]
  for (const each of asked) {
    const exact = words.findIndex(({ word }, at) => word === each.word && !places.includes(at))
    const at = exact >= 0 ? exact : words.findIndex((other, at) => soundAlike(other, each) && !places.includes(at))
    if (at < 0) {
      bits += WEIGHTS.missingWord
      continue
    }
    places.push(at)
    if (exact >= 0) same++
    else alike++
    bits += exact >= 0 ? WEIGHTS.sameWord : WEIGHTS.alikeWord
  }
  const inOrder = places.every((place, at) => at === 0 || place > places[at - 1]!)
  return {
    bits: bits + (inOrder ? 0 : WEIGHTS.otherOrder) + (places[0] === 0 ? WEIGHTS.firstWord : 0),
    same,
    alike,
    inOrder,
    asked: asked.length,
    has: words.length,
  }
}

function soundAlike(one: Heard, other: Heard): boolean {
  return one.sounds.length === 0 || other.sounds.length === 0
    ? foldLetters(one.word) === foldLetters(other.word)
    : one.sounds.some(sound => other.sounds.includes(sound))
}

/** How likely this person is the one asked for, and why we think so. */
export function scoreOf(question: Question, person: Described, asked: readonly Heard[] = heard(question.name)): Scored {
  const parts = [
    exactEvidence(person),
    nameEvidence(question.name === '' ? [] : asked, person),
    yearEvidence(question, person),
  ]
  return { score: parts.reduce((sum, part) => sum + part.score, 0), reasons: parts.flatMap(part => part.reasons) }
}

const NOTHING: Scored = { score: 0, reasons: [] }

const EXACT: readonly (readonly [string, Reason, number])[] = [
  ['exact:number', 'number', WEIGHTS.exactNumber],
  ['exact:other-number', 'other-number', WEIGHTS.exactNumber],
  ['exact:document', 'document', WEIGHTS.document],
  ['exact:group-number', 'group-number', WEIGHTS.groupNumber],
  ['exact:phone', 'phone', WEIGHTS.phone],
]

function exactEvidence({ found_by }: Described): Scored {
  if (found_by === null) return NOTHING
  const found = EXACT.filter(([how]) => found_by.includes(how))
  return { score: found.reduce((sum, [, , bits]) => sum + bits, 0), reasons: found.map(([, reason]) => reason) }
}

function nameEvidence(asked: readonly Heard[], person: Described): Scored {
  if (asked.length === 0) return NOTHING
  const best = bestLikeness(asked, person)
  const beside = besideEvidence(person)
  if (best.same + best.alike === 0) return beside
  if (best.bits < beside.score) return beside
  return { score: best.bits, reasons: [nameReason(best)] }
}

/** The better of a name in two scripts; the second is not looked at when the first agrees to the letter. */
function bestLikeness(asked: readonly Heard[], { display_name, display_name_native }: Described): NameLikeness {
  const first = likeness(asked, display_name)
  const agrees = first.same === asked.length && first.inOrder
  if (agrees || display_name_native === null || display_name_native === '') return first
  const second = likeness(asked, display_name_native)
  return second.bits > first.bits ? second : first
}

function nameReason({ same, alike, inOrder, asked, has }: NameLikeness): Reason {
  if (same + alike < asked) return 'part-of-name'
  if (alike > 0) return 'sounds-alike'
  if (!inOrder) return 'same-name-other-order'
  return asked === has ? 'same-name' : 'part-of-name'
}

/** Found by a name that is not on the card: a nickname or former name, or that of a parent. */
function besideEvidence({ found_by }: Described): Scored {
  if (found_by === null) return NOTHING
  if (found_by.includes('name:alias')) return { score: WEIGHTS.otherName, reasons: ['other-name'] }
  const ofParent = found_by.includes('name:father_name') || found_by.includes('name:mother_name')
  return ofParent ? { score: WEIGHTS.parent, reasons: ['name-of-parent'] } : NOTHING
}

function yearEvidence({ born }: Question, { year_of_birth }: Described): Scored {
  if (born === null || year_of_birth === null) return NOTHING
  if (year_of_birth === born.year) return { score: WEIGHTS.sameYear, reasons: ['same-year'] }
  const isNear = year_of_birth >= born.from && year_of_birth <= born.to
  return isNear ? { score: WEIGHTS.nearYear, reasons: ['near-year'] } : { score: WEIGHTS.otherYear, reasons: [] }
}
