import { expect, test } from 'vitest'
import { ageTyped, withAnswer, yearOfBirth } from './bornByAge.ts'
import { inputOf, namesOf, newFamily, newMember, withFamilyNames, withGroupAnswer } from './family.ts'

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

test('a family shares what a family shares, but no refusal, no telephone, and no reading', () => {
  const mother = {
    ...newMember('PA'),
    values: { nationality: 'SOM', arrived_on: '2026', religion: 'REFUSED', ethnicity: 'SOM-DAROD', occupation: '7' },
    beside: [
      { key: 'a', record: 'address', values: { kind: 'CoO', country: 'SOM' } },
      { key: 'b', record: 'language_ability', values: { language: 'som', mother_tongue: true, reads: 'easily' } },
      { key: 'c', record: 'phone', values: { number: '+254700000000' } },
    ],
  }
  const { values, beside } = newMember('SON', mother)
  expect(values).toMatchObject({ nationality: 'SOM', arrived_on: '2026', religion: null, ethnicity: 'SOM-DAROD' })
  expect(values).not.toHaveProperty('occupation')
  expect(beside.map(({ record, values: each }) => [record, each])).toEqual([
    ['address', { kind: 'CoO', country: 'SOM' }],
    ['language_ability', { language: 'som', mother_tongue: true }],
  ])
})

test('what is said of the group is said of its focal point, until somebody says otherwise of them', () => {
  const arrived = withGroupAnswer(newFamily(), 'country_of_origin', 'SOM')
  expect(arrived.members[0]?.values).toMatchObject({ country_of_origin: 'SOM', nationality: 'SOM' })
  const corrected = {
    ...arrived,
    members: [{ ...arrived.members[0]!, values: { ...arrived.members[0]!.values, nationality: 'ETH' } }],
  }
  expect(withGroupAnswer(corrected, 'country_of_origin', 'DJI').members[0]?.values).toMatchObject({
    country_of_origin: 'DJI',
    nationality: 'ETH',
  })
})

test('everybody lives where the group stays, but who has another address', () => {
  const family = {
    ...newFamily(),
    group: { place: { pcode: 'KE007', detail: 'B4' } },
    members: [
      { ...newMember('PA'), values: { country_of_asylum: 'KEN', arrived_on: '2026-03' } },
      {
        ...newMember('SON'),
        values: { country_of_asylum: 'KEN' },
        beside: [{ key: 'x', record: 'address', values: { kind: 'CoA', country: 'KEN', as_said: 'a school' } }],
      },
    ],
  }
  expect(
    inputOf(family, 'office', true).members.map(({ person }) => (person as { address?: unknown }).address),
  ).toEqual([
    [{ kind: 'CoA', country: 'KEN', place: { pcode: 'KE007', detail: 'B4' }, lived_from: '2026-03' }],
    [{ kind: 'CoA', country: 'KEN', as_said: 'a school' }],
  ])
})

test.each([
  ['32', 32],
  ['٣٢', 32],
  ['0', 0],
  ['121', null],
  ['1994', null],
  ['3/1994', null],
  ['', null],
])('typed %j says the age %j', (typed, age) => {
  expect(ageTyped(typed)).toBe(age)
})

test('an age is a year that nobody knows exactly, and what is no age after all takes only that back', () => {
  expect(yearOfBirth(32, new Date('2026-11-22'))).toBe('1994')
  const estimated = withAnswer({ sex: 'male' }, 'born', { year: '1994', isEstimated: true })
  expect(estimated).toEqual({ sex: 'male', born: '1994', born_estimated: true })
  expect(withAnswer(estimated, 'born', { isEstimated: false })).toEqual({
    sex: 'male',
    born: '1994',
    born_estimated: null,
  })
})
