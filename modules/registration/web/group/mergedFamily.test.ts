import { expect, test } from 'vitest'
import type { Card } from '../cards.ts'
import { codesAfter, type Merging } from './mergedFamily.ts'

const member = (id: string, sex: string, relationship: string, side: Merging['side']): Merging => ({
  card: { id, sex } as Card,
  relationship,
  side,
})
const HERS = [
  member('amina', 'female', 'PA', 'stays'),
  member('hassan', 'male', 'HUS', 'stays'),
  member('omar', 'male', 'SON', 'stays'),
]
const HIS = [
  member('said', 'male', 'PA', 'joins'),
  member('halima', 'female', 'WIF', 'joins'),
  member('nur', 'male', 'SON', 'joins'),
]
const BOTH = [...HERS, ...HIS]

test('whoever is in the family of the focal point stays what they are, and of the others nothing follows', () => {
  expect(codesAfter(BOTH, 'amina', {})).toEqual({
    amina: 'PA',
    hassan: 'HUS',
    omar: 'SON',
    said: null,
    halima: null,
    nur: null,
  })
})

test('once a brother is said to be one, his wife and his son follow', () => {
  expect(codesAfter(BOTH, 'amina', { said: 'SBM' })).toMatchObject({ said: 'SBM', halima: 'SIL', nur: 'NEP' })
})

test('under him, her husband and son follow the same way, and what is said stands', () => {
  expect(codesAfter(BOTH, 'said', { amina: 'SBF', omar: 'ORM' })).toEqual({
    amina: 'SBF',
    hassan: 'BIL',
    omar: 'ORM',
    said: 'PA',
    halima: 'WIF',
    nur: 'SON',
  })
})

test('a relationship that does not fit the sex is no answer', () => {
  expect(codesAfter(BOTH, 'amina', { said: 'SBF' }).said).toBeNull()
})
