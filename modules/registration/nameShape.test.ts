import { expect, test } from 'vitest'
import { nameShapeOf } from './nameShape.ts'
import { namesOf, newMember } from './web/register/family.ts'

const said = (country: string, latin: object, native: object = {}, accepted: object = {}) =>
  namesOf({ ...newMember(null), values: { nationality: country }, latin, native, accepted }).map(
    ({ name, sequence, source }) => `${sequence} ${name.part} ${name.text} ${source}`,
  )

test('a chain of fathers is asked for where nothing else is known', () => {
  expect(nameShapeOf('SOM')).toEqual(['given', 'father', 'grandfather', 'family'])
  expect(nameShapeOf(null)).toEqual(nameShapeOf('ETH'))
})

test('two family names are said in their order', () => {
  expect(said('VEN', { family: 'García', 'second-family': 'Márquez', given: 'Ana' })).toEqual([
    '1 given Ana spoken',
    '2 family García spoken',
    '3 second-family Márquez spoken',
  ])
})

test('the family name comes first where it is said first', () => {
  expect(said('VNM', { given: 'Minh', family: 'Nguyen' })).toEqual(['1 family Nguyen spoken', '2 given Minh spoken'])
})

test('a person of one name is whole', () => {
  expect(said('AFG', { given: 'Zarmina' })).toEqual(['1 given Zarmina spoken'])
})

test('a part that was typed before the country was known is not lost', () => {
  expect(said('VEN', { given: 'Ana', father: 'José' })).toEqual(['1 given Ana spoken', '2 father José spoken'])
})

test('a suggestion that was accepted as it stood says that it is a transliteration; what was changed is spoken', () => {
  expect(said('ETH', { given: 'Tesfaye' }, { given: 'ተስፋዬ' }, { given: 'Tesfaye' })).toEqual([
    '1 given ተስፋዬ spoken',
    '2 given Tesfaye transliterated',
  ])
  expect(said('ETH', { given: 'Tesfay' }, { given: 'ተስፋዬ' }, { given: 'Tesfaye' })[1]).toBe('2 given Tesfay spoken')
})
