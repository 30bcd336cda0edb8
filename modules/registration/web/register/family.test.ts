import { expect, test } from 'vitest'
import { inputOf, namesOf, newFamily, newMember, withFamilyNames } from './family.ts'

test('a name becomes its parts, each in the script of its letters, own script first', () => {
  expect(
    namesOf({ latin: { given: 'Amina', father: ' Yusuf ' }, native: { given: 'أمينة' } }).map(({ name }) => name),
  ).toEqual([
    { part: 'given', text: 'أمينة', script: 'Arab' },
    { part: 'given', text: 'Amina', script: 'Latn' },
    { part: 'father', text: 'Yusuf', script: 'Latn' },
  ])
})

test('a person with one name has one part', () => {
  expect(namesOf({ latin: { given: 'Lokiru' }, native: {} })).toHaveLength(1)
})

test('a new member starts from what the family shares and from nothing else', () => {
  const leader = {
    ...newMember('PA'),
    values: { nationality: 'SOM', arrived_on: '2024-03', sex: 'male', born: '1980' },
  }
  expect(newMember('SON', leader).values).toMatchObject({ nationality: 'SOM', arrived_on: '2024-03' })
  expect(newMember('SON', leader).values).not.toHaveProperty('born')
})

test('a son of the focal point carries his name, and what the clerk typed stays', () => {
  const leader = { ...newMember('PA'), latin: { given: 'Omar', father: 'Ali' }, values: { sex: 'male' } }
  const family = { ...newFamily(), members: [leader] }
  expect(withFamilyNames({ ...newMember('SON'), latin: { given: 'Yusuf' } }, family).latin).toEqual({
    given: 'Yusuf',
    father: 'Omar',
    grandfather: 'Ali',
  })
  expect(withFamilyNames({ ...newMember('DAU'), latin: { given: 'Hodan', father: 'Umar' } }, family).latin.father).toBe(
    'Umar',
  )
  expect(withFamilyNames(newMember('WIF'), family).latin).toEqual({})
})

test('what was not answered is not sent', () => {
  const family = {
    ...newFamily(),
    members: [{ ...newMember('PA'), latin: { given: 'Amina' }, values: { sex: 'female', born: null, languages: [] } }],
  }
  expect(inputOf(family, 'office', true).members[0]!.person).toEqual({
    sex: 'female',
    name: [{ name: { part: 'given', text: 'Amina', script: 'Latn' }, sequence: 1, source: 'spoken' }],
  })
})
