import type { PartialDate } from '@nansen/kernel'
import { describe, expect, test } from 'vitest'
import { findingsIn, type Person } from './householdFindings.ts'
import { groupStatus, leavingBecause, neededFor } from './processStatus.ts'
import { relationshipAfter } from './succession.ts'

const ON = '2026-06-01'
const born = (text: string) => text as PartialDate
const leader: Person = {
  relationship: 'PA',
  sex: 'female',
  born: born('1990'),
  maritalStatus: 'MA',
  nationality: 'SOM',
}
const rules = (...members: Person[]) => findingsIn(members, ON).map(({ rule, member }) => `${rule} ${member}`)

describe('what is unlikely about a household', () => {
  test('is nothing in a plain family', () => {
    expect(
      rules(
        leader,
        { relationship: 'HUS', sex: 'male', born: born('1985') },
        { relationship: 'SON', sex: 'male', born: born('2015') },
      ),
    ).toEqual([])
  })
  test.each<[string, readonly Person[]]>([
    [
      'minor-leads 1',
      [
        { ...leader, born: born('2010') },
        { relationship: 'SBM', sex: 'male' },
      ],
    ],
    ['child-alone 1', [{ ...leader, born: born('2010') }]],
    ['older-person-alone 1', [{ ...leader, born: born('1950') }]],
    ['minor-spouse 2', [leader, { relationship: 'HUS', sex: 'male', born: born('2010') }]],
    [
      'spouse-of-unmarried 1',
      [
        { ...leader, maritalStatus: 'SN' },
        { relationship: 'HUS', sex: 'male' },
      ],
    ],
    ['parent-too-young 2', [leader, { relationship: 'SON', sex: 'male', born: born('1999') }]],
    ['parent-too-young 2', [leader, { relationship: 'PRF', sex: 'female', born: born('1985') }]],
    ['older-than-110 2', [leader, { relationship: 'GPF', sex: 'female', born: born('1910') }]],
    ['other-nationality 2', [leader, { relationship: 'HUS', sex: 'male', nationality: 'ETH' }]],
  ])('%s', (finding, members) => expect(rules(...members)).toEqual([finding]))
  test('includes two wives, who are registered as linked groups', () => {
    const man: Person = { ...leader, sex: 'male' }
    const wife: Person = { relationship: 'WIF', sex: 'female' }
    expect(rules(man, wife, wife)).toEqual(['two-spouses 1'])
  })
  test('never concerns the age of who gave no date', () => {
    expect(rules({ ...leader, born: null }, { relationship: 'HUS', sex: 'male' })).toEqual([])
  })
  test('lets somebody who may already be eighteen be eighteen', () => {
    expect(rules(leader, { relationship: 'HUS', sex: 'male', born: born('2008') })).toEqual([])
  })
})

describe('a change of process status', () => {
  test.each([
    ['active', 'hold', 'possible-duplicate', null, 'change'],
    ['active', 'inactive', 'no-show', null, 'change'],
    ['inactive', 'active', 'reactivated', 'no-show', 'change'],
    ['inactive', 'active', 'reactivated', 'resettlement-departed', 'approve'],
    ['inactive', 'active', 'reactivated', 'death', 'approve'],
    ['active', 'erroneous', 'duplicate', null, 'approve'],
    ['closed', 'active', 're-opened', 'naturalised', 'approve'],
    ['closed', 'hold', 'clarification', null, null],
    ['active', 'inactive', 'duplicate', null, null],
    ['inactive', 'hold', 'clarification', null, null],
  ] as const)('%s to %s because of %s, after %s, needs %s', (from, to, reason, last, needed) => {
    expect(neededFor(from, to, reason, last)).toBe(needed)
  })
  test('of a group follows its members, and of an empty one how the last ended', () => {
    expect(groupStatus(['hold', 'active'], 'inactive')).toBe('active')
    expect(groupStatus(['hold'], 'inactive')).toBe('hold')
    expect(groupStatus([], 'closed')).toBe('closed')
  })
  test('says why a membership ended', () => {
    expect(leavingBecause('inactive', 'death')).toBe('death')
    expect(leavingBecause('inactive', 'spontaneous-departure')).toBe('departure')
    expect(leavingBecause('inactive', 'no-contact')).toBe('other')
    expect(leavingBecause('erroneous', 'duplicate')).toBe('erroneous')
  })
})

describe('a new focal point', () => {
  test.each([
    ['WIF', 'PA', 'male', 'HUS'],
    ['HUS', 'PA', 'female', 'WIF'],
    ['WIF', 'SON', 'male', 'SON'],
    ['WIF', 'PRF', 'female', 'PLF'],
    ['SON', 'PA', 'female', 'PRF'],
    ['SON', 'DAU', 'female', 'SBF'],
    ['DAU', 'HUS', 'male', 'PRM'],
    ['PRM', 'SBM', 'male', 'SON'],
    ['GPF', 'PA', 'male', 'GCM'],
  ])('who was %s makes a %s (%s) into %s', (successor, member, sex, after) => {
    expect(relationshipAfter(successor, member, sex)).toBe(after)
  })
  test('leaves open what does not follow', () => {
    expect(relationshipAfter('COM', 'SON', 'male')).toBeNull()
    expect(relationshipAfter('WIF', 'COM', 'male')).toBeNull()
    expect(relationshipAfter('WIF', 'PA', 'unknown')).toBeNull()
  })
})
