import { expect, test } from 'vitest'
import { OWN } from './learnt.ts'
import { learnLikeness, type Taught } from './teach.ts'

const GIVEN = ['abdi', 'ayan', 'bilan', 'cige', 'dalmar', 'elmi', 'faduma', 'guled', 'hodan', 'idil', 'jama', 'khadra']
const FATHERS = GIVEN.map(name => `wa${name}`)

/** Everybody twice, under the same names and the same birth. */
const people: readonly Taught[] = Array.from({ length: 288 }, (_, at) => {
  const once = at % 144
  return {
    id: `p${at}`,
    nationality: 'SOM',
    family: null,
    described: {
      name: [`${GIVEN[once % 12]} ${FATHERS[Math.floor(once / 12)]} warsame`],
      sex: once % 2 === 0 ? 'male' : 'female',
      born: `${1950 + (once % 50)}-${String((once % 12) + 1).padStart(2, '0')}-${String((once % 25) + 2).padStart(2, '0')}`,
      estimated: false,
      mother: null,
    },
  }
})
const pairs = Array.from({ length: 144 }, (_, at) => [`p${at}`, `p${at + 144}`] as const)

test('where colleagues find half of those who are as alike to be two, they are said to be one person with a chance of one half', () => {
  const judged = { same: pairs.filter((_, at) => at % 2 === 0), apart: pairs.filter((_, at) => at % 2 === 1) }
  const { model, evidence } = learnLikeness(people, judged, OWN)
  expect(model.scale).toEqual(evidence.scale)
  const said = (bands: typeof evidence.held.unscaled) =>
    bands.reduce((sum, band) => sum + band.pairs * band.said, 0) / bands.reduce((sum, band) => sum + band.pairs, 0)
  expect(said(evidence.held.unscaled)).toBeGreaterThan(0.8)
  expect(said(evidence.held.scaled!)).toBeCloseTo(0.5, 1)
})

test('a handful of judgements changes no chance', () => {
  const { model, evidence } = learnLikeness(people, { same: pairs.slice(0, 6), apart: pairs.slice(80, 86) }, OWN)
  expect([model.scale, evidence.held.scaled]).toEqual([null, null])
})
