import { seededRandom } from '@nansen/kernel'
import { describe, expect, test } from 'vitest'
import {
  ASPECTS,
  birthOf,
  candidatePairs,
  chanceOf,
  compare,
  type Entry,
  heardOtherwise,
  learn,
  lessonOf,
  profileOf,
  reasonsOf,
  type Shares,
  sharesOf,
  totalBits,
} from './index.ts'

const shares: Shares = {
  value: () => 0.01,
  sound: () => 0.05,
  inPart: () => null,
  years: (_, from, to) => (to - from + 1) / 60,
}
const FIELDS = { name: 'name', born: 'born', paper: 'number' } as const
/** `amina:mn omar:mr`: words with a sound; an upper-case first letter marks the father's. */
const named = (said: string, script = 'Latn') => [
  {
    script,
    words: said.split(' ').map(each => {
      const [text = '', sound] = each.toLowerCase().split(':')
      return { text, sounds: sound === undefined ? [] : [sound], part: /^[A-Z]/.test(each) ? 'father' : null }
    }),
  },
]
const levels = (one: Entry, other: Entry) =>
  compare(profileOf(FIELDS, one, shares), profileOf(FIELDS, other, shares)).map(
    ({ aspect, level }) => `${aspect} ${ASPECTS[aspect][level]!.name}`,
  )
const names = (one: string, other: string) => levels({ name: named(one) }, { name: named(other) })
const births = (one: [string, boolean?], other: [string, boolean?]) =>
  levels({ born: birthOf(...one) }, { born: birthOf(...other) })

describe('what weights are learnt for apart', () => {
  test('a word in the same part of both names is as common as it is there, and in another as it is anywhere', () => {
    const counted = sharesOf(
      FIELDS,
      ['omar said', 'ali omar', 'zaid omar', 'nur omar', 'sami omar'].map(said => {
        const [given, father] = said.split(' ')
        const word = (text: string, part: string) => ({ text, sounds: [], part })
        return { name: [{ script: 'Latn', words: [word(given!, 'given'), word(father!, 'father')] }] }
      }),
    )
    const [first, other, last] = [
      ['omar', 'given'],
      ['omar', 'given'],
      ['omar', 'father'],
    ].map(([text, part]) =>
      profileOf(FIELDS, { name: [{ script: 'Latn', words: [{ text: text!, sounds: [], part: part! }] }] }, counted),
    )
    // two of five at least: what one has alone may be chance
    expect(compare(first!, other!)[0]).toMatchObject({ chance: 0.4 })
    expect(compare(first!, last!)[0]).toMatchObject({ chance: 1 })
  })
  test('a guessed year is weighed apart from told ones: whoever guesses again seldom says the same', () => {
    const seen = (one: [string, boolean?], other: [string, boolean?]) =>
      compare(
        profileOf(FIELDS, { born: birthOf(...one) }, shares),
        profileOf(FIELDS, { born: birthOf(...other) }, shares),
      )
    const [told] = seen(['1980'], ['1980'])
    const [guessed] = seen(['1980', true], ['1982'])
    expect([told?.among, guessed?.among]).toEqual([undefined, 'guessed'])
    const strangers = Array.from({ length: 200 }, (_, at) =>
      seen([String(1950 + (at % 60)), true], [String(1990 - (at % 40))]),
    )
    const model = learn({ fields: FIELDS, strangers, candidates: [], each: 1, pairs: 1000 })
    expect(model.weights['born.year.guessed']!.map(({ m }) => m)).toEqual([0.35, 0.5, 0.03, 0.01, 0.06, 0.05])
    expect(model.weights['born.year']![0]!.m).toBe(0.8)
  })
  test('pairs that people judged are believed, however little alike, and those told apart teach nothing', () => {
    const entries = Array.from({ length: 40 }, (_, at) => ({
      name: named(`w${at}`),
      paper: String(100000 + at * 7919),
    }))
    const profiles = entries.map(entry => profileOf(FIELDS, entry, shares))
    const pairs = Array.from({ length: 12 }, (_, at) => [at, at + 20] as const)
    const lesson = (judged?: { same: typeof pairs; apart: typeof pairs }) =>
      learn(
        lessonOf({
          fields: FIELDS,
          profiles,
          candidates: pairs,
          may: () => true,
          pairs: 780,
          ...(judged && { judged }),
        }),
      )
    const other = (weights: ReturnType<typeof lesson>['weights']) => weights['name.word']!.at(-1)!.m
    expect(other(lesson({ same: pairs, apart: [] }).weights)).toBeGreaterThan(0.3)
    expect(other(lesson({ same: [], apart: pairs }).weights)).toBeCloseTo(0.05, 3)
    expect(lesson({ same: pairs, apart: [] }).prior).toBeCloseTo(13 / 782, 3)
  })
})

describe('names', () => {
  test('are bags of words: order, a word more and words written together do not hide them', () => {
    expect(names('amina omar said', 'said amina')).toEqual(['word same', 'word same'])
    expect(names('abd rahman said', 'abdrahman said')).toEqual(['word same', 'word same'])
  })
  test('meet by sound, by a slip, by likeness and by a short form; else they differ', () => {
    expect(names('mohamed:mhmd', 'muhammad:mhmd')).toEqual(['word sound'])
    expect(names('lina', 'linna')).toEqual(['word slip'])
    expect(names('alexander', 'alexandrie')).toEqual(['word near'])
    expect(names('al', 'alberto')).toEqual(['word short'])
    expect(names('lina', 'omar')).toEqual(['word other'])
  })
  test('of two scripts meet by their sounds, and say so', () => {
    const [seen] = compare(
      profileOf(FIELDS, { name: named('muhammad:mhmd') }, shares),
      profileOf(FIELDS, { name: named('محمد:mhmd', 'Arab') }, shares),
    )
    expect(seen).toMatchObject({ among: 'across', chance: 0.05 })
  })
})

describe('births', () => {
  test.each([
    [['1980'], ['1980'], ['year same']],
    [['1980-03-05'], ['1980-05-03'], ['year same', 'day swapped']],
    [['1980-03-05'], ['1980-03-09'], ['year same', 'day part']],
    [['1980', true], ['1985', true], ['year covered']],
    [['1980', true], ['1992'], ['year other']],
    [['1980'], ['1981'], ['year beside']],
    [['1980'], ['1908'], ['year slip']],
    [['1980'], ['1983'], ['year slip']],
    [['1978'], ['1981'], ['year close']],
    [['1980-01-01', true], ['1980-01-01', true], ['year same']],
    [['1980-01-01'], ['1980-01-01'], ['year same', 'day same']],
  ] as const)('%j and %j: %j', (one, other, seen) => {
    expect(births([...one] as [string, boolean?], [...other] as [string, boolean?])).toEqual(seen)
  })
})

describe('learning', () => {
  /** Two hundred people of whom forty come twice, with a slip in the paper's number; nobody says who. */
  const random = seededRandom('two hundred')
  const people = Array.from({ length: 200 }, () => ({
    said: `given${random.below(50)}:g${random.below(40)} father${random.below(60)}:f${random.below(50)}`,
    born: `${1950 + random.below(50)}-0${1 + random.below(9)}-${10 + random.below(18)}`,
    paper: String(1_000_000 + random.below(8_000_000)),
  }))
  const entries: Entry[] = Array.from({ length: 240 }, (_, at) => {
    const { said, born, paper } = people[at % 200]!
    return { name: named(said), born: birthOf(born), paper: at < 200 ? paper : `${paper.slice(0, -1)}x` }
  })
  const counted = sharesOf(FIELDS, entries)
  const profiles = entries.map(each => profileOf(FIELDS, each, counted))
  const candidates = [...candidatePairs(FIELDS, entries, { alone: 20, together: 60 })]
  const pairs = (240 * 239) / 2
  const model = learn(lessonOf({ fields: FIELDS, profiles, candidates, may: () => true, pairs }))

  test('finds how many are two records of one, and which, without being told', () => {
    expect(Math.round(model.prior * pairs)).toBeGreaterThanOrEqual(38)
    expect(Math.round(model.prior * pairs)).toBeLessThanOrEqual(42)
    const likely = candidates.filter(
      ([one, other]) => chanceOf(totalBits(model, compare(profiles[one]!, profiles[other]!)), model.prior) > 0.5,
    )
    expect(likely.every(([one, other]) => other - one === 200)).toBe(true)
    expect(likely).toHaveLength(40)
  })
  test('learns what this list gets wrong', () => {
    const [same, slip] = model.weights['paper.number']!
    expect(slip!.m).toBeGreaterThan(same!.m)
    expect(model.weights['name.word.Latn']![0]!.m).toBeGreaterThan(0.9)
  })
  test('reasons say what is rare and how far years are apart', () => {
    const judged = (one: Entry, other: Entry) =>
      reasonsOf(model, compare(profileOf(FIELDS, one, shares), profileOf(FIELDS, other, shares)))
    const father = judged({ name: named('lina Omar') }, { name: named('amal Omar') })
    expect(father).toEqual([{ code: 'father' }])
    expect(judged({ born: birthOf('1980', true) }, { born: birthOf('1984', true) })).toEqual([
      { code: 'years-apart-guessed-both', years: 4 },
    ])
    const rare: Shares = { ...shares, value: () => 0.0001 }
    const profile = profileOf(FIELDS, { name: named('zubeida') }, rare)
    expect(reasonsOf(model, compare(profile, profile))).toEqual([{ code: 'name-same', weight: 'rare' }])
  })
})

test('keys heard otherwise are of consonants only, and never the key itself', () => {
  expect(heardOtherwise('s:rd')).toEqual(['s:rs'])
  expect(heardOtherwise('s:sljmn')).toEqual(expect.arrayContaining(['s:slmn', 's:xljmn']))
  expect(heardOtherwise('d:RT')).toEqual([])
  expect(heardOtherwise('s:j')).toEqual([])
})
