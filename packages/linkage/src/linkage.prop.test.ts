import { seededRandom } from '@nansen/kernel'
import { expect, test } from 'vitest'
import {
  ASPECTS,
  birthOf,
  chanceOfOdds,
  compare,
  type Entry,
  familyLikeness,
  heldOut,
  learnScale,
  levelOf,
  type Model,
  profileOf,
  type Shares,
  totalBits,
} from './index.ts'

const FIELDS = { name: 'name', born: 'born', place: 'text', paper: 'number', sex: 'code' } as const
const random = seededRandom('laws')
const WORDS = [
  'amina',
  'aminah',
  'omar',
  'umar',
  'said',
  'abd',
  'rahman',
  'abdrahman',
  'li',
  'lina',
  'yusuf',
  'youssef',
]
const shares: Shares = {
  value: (_, text) => text.length / 100,
  sound: () => 0.05,
  inPart: () => null,
  years: (_, from, to) => (to - from + 1) / 60,
}

/** Weights that say more the better a level agrees, and chances as learnt anywhere. */
const model: Model = {
  prior: 0.001,
  weights: Object.fromEntries(
    (['name.word', 'born.year', 'born.day', 'place.text', 'paper.number', 'sex.code'] as const).map(key => {
      const levels = ASPECTS[key.split('.')[1] as keyof typeof ASPECTS]
      return [
        key,
        levels.map((level, at) => ({ m: level.start, u: at === levels.length - 1 ? 0.9 : 0.1 / levels.length })),
      ]
    }),
  ),
}

const word = () => {
  const text = random.pick(WORDS)
  return { text, sounds: [`s:${text.replace(/[aeiouy]/g, '')}`], part: random.pick(['given', 'father', null]) }
}
const entry = (): Entry => ({
  name: [{ script: random.pick(['Latn', 'Arab']), words: Array.from({ length: 1 + random.below(4) }, word) }],
  born: birthOf(`${1960 + random.below(50)}${random.pick(['', '-03-05', '-05-03', '-01-01'])}`, random.chance(0.5)),
  place: random.pick(['north camp', 'camp', 'south', 'sout', null]),
  paper: random.pick(['1234567', '1234568', '1239999', null]),
  sex: random.pick(['male', 'female', null]),
})
const read = (each: Entry) => profileOf(FIELDS, each, shares)
const bits = (one: Entry, other: Entry) => totalBits(model, compare(read(one), read(other)))
const many = (law: (one: Entry, other: Entry) => void) => {
  for (let trial = 0; trial < 2000; trial++) law(entry(), entry())
}

test('two records are as alike one way as the other, and so are two families', () => {
  many((one, other) => {
    expect(bits(one, other)).toBeCloseTo(bits(other, one), 9)
    const [mine, theirs] = [[one, entry()].map(read), [other, entry()].map(read)]
    expect(familyLikeness(model, mine, theirs).bits).toBeCloseTo(familyLikeness(model, theirs, mine).bits, 9)
  })
})

test('a field that agrees never lowers the evidence, and one that differs never raises it', () => {
  many((one, other) => {
    for (const [field, value] of [
      ['sex', 'male'],
      ['place', 'west'],
      ['paper', '777'],
      ['born', birthOf('1980-04-04')],
    ] as const) {
      const without = bits({ ...one, [field]: null }, { ...other, [field]: null })
      expect(bits({ ...one, [field]: value }, { ...other, [field]: value })).toBeGreaterThanOrEqual(without)
    }
    const open = bits({ ...one, sex: null }, other)
    expect(bits({ ...one, sex: 'male' }, { ...other, sex: 'female' })).toBeLessThanOrEqual(open)
  })
})

test('what either record leaves open says nothing', () => {
  many((one, other) => {
    for (const field of Object.keys(FIELDS)) {
      const rest = Object.fromEntries(Object.entries(other).filter(([name]) => name !== field))
      expect(bits(one, rest)).toBe(bits({ ...one, [field]: null }, other))
    }
  })
})

test('a guessed year agrees with every year that it covers, and a family never speaks against', () => {
  const [covered, same] = [levelOf('year', 'covered'), levelOf('year', 'same')]
  for (let apart = -5; apart <= 5; apart++) {
    const seen = compare(read({ born: birthOf('1980', true) }), read({ born: birthOf(String(1980 + apart)) }))
    expect([apart, seen[0]!.level]).toEqual([apart, apart === 0 ? same : covered])
    expect(totalBits(model, seen)).toBeGreaterThanOrEqual(0)
  }
  many((one, other) => expect(familyLikeness(model, [read(one)], [read(other)]).bits).toBeGreaterThanOrEqual(0))
})

test('the rarer a shared value, the more it weighs', () => {
  const rarity = (share: number) => {
    const counted: Shares = { ...shares, value: () => share }
    const profile = profileOf(FIELDS, { paper: '1234567' }, counted)
    return totalBits(model, compare(profile, profile))
  }
  const weights = [0.5, 0.1, 0.01, 0.001].map(rarity)
  expect(weights).toEqual(weights.toSorted((a, b) => a - b))
  expect(new Set(weights).size).toBe(4)
})

/** Answers as they come when evidence is counted `twice` over: the odds said are so much larger than those that hold. */
const answersOf = (count: number, twice: number, shift = 0) =>
  Array.from({ length: count }, () => {
    const odds = (random.below(2000) - 1000) / 50
    return { odds, same: random.below(1_000_000) / 1_000_000 < chanceOfOdds(odds / twice - shift) }
  })

test('evidence that was counted twice is made to hold by answers', () => {
  for (const [twice, shift] of [
    [1, 0],
    [2, 0],
    [1.5, 3],
    [3, -2],
  ] as const) {
    const scale = learnScale(answersOf(4000, twice, shift))!
    expect(Math.abs(scale.slope - 1 / twice)).toBeLessThan(0.1)
    expect(Math.abs(scale.shift + shift)).toBeLessThan(0.6)
    const bands = heldOut(answersOf(4000, twice, shift))!
    for (const { said, true: right, pairs } of bands) {
      // four standard errors of a share of so many pairs
      expect(Math.abs(said - right)).toBeLessThan(4 * Math.sqrt((said * (1 - said) + 1 / pairs) / pairs) + 0.01)
    }
  }
})

test('a scale never turns the order round, and few answers or answers of one kind teach none', () => {
  const upside = answersOf(400, 1).map(({ odds, same }) => ({ odds, same: !same }))
  expect(learnScale(upside)!.slope).toBeGreaterThan(0)
  expect([learnScale(answersOf(30, 1)), heldOut(answersOf(60, 1))]).toEqual([null, null])
  expect(learnScale(answersOf(400, 1).map(each => ({ ...each, same: true })))).toBeNull()
})
