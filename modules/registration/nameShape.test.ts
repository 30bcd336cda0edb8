import { MRZ_NAME } from '@nansen/kernel'
import type { NamePartKind, Script } from '@nansen/model'
import { expect, test } from 'vitest'
import { machineName } from './machineName.ts'
import { nameShapeOf } from './nameShape.ts'
import type { SpokenPart } from './names.ts'
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

const parts = (
  ...said: readonly (readonly [part: NamePartKind, script: Script, text: string])[]
): readonly SpokenPart[] => said.map(([part, script, text], at) => ({ name: { part, script, text }, sequence: at + 1 }))

test.each([
  // the examples of Doc 9303-3: Arabic letter by letter, however the name is written in Latin letters
  [parts(['given', 'Arab', 'محمد'], ['family', 'Arab', 'خديجة'], ['given', 'Latn', 'Mohamed']), 'XKHDYJXAH<<MXHMD'],
  [parts(['given', 'Cyrl', 'Зелімхан'], ['family', 'Cyrl', 'Шевченко']), 'SHEVCHENKO<<ZELIMKHAN'],
  [
    parts(['given', 'Latn', 'Ana'], ['family', 'Latn', 'García'], ['second-family', 'Latn', 'Muñoz']),
    'GARCIA<MUNOZ<<ANA',
  ],
  // a chain without a family name is one identifier; what stands beside a name is not said with it
  [parts(['given', 'Latn', 'Meron'], ['father', 'Latn', 'Tesfay'], ['mother', 'Latn', 'Sara']), 'MERON<TESFAY'],
  // no table for Ge'ez: the clerk's letters, or none
  [parts(['given', 'Ethi', 'ሜሮን'], ['given', 'Latn', 'Meron']), 'MERON'],
  [parts(['given', 'Ethi', 'ሜሮን']), null],
  // a letter of no table is not left out in silence
  [parts(['given', 'Arab', 'محمݘد'], ['given', 'Latn', 'Muhammad']), 'MUHAMMAD'],
  [parts(['given', 'Arab', 'محمݘد']), null],
] as const)('a name for machines is written by ICAO 9303, or not at all: %#', (names, line) => {
  expect(machineName(names, MRZ_NAME.passport)).toBe(line?.padEnd(39, '<') ?? null)
})

test('a name too long for a card is cut so that something of both identifiers stays', () => {
  const long = parts(['family', 'Latn', 'Abdirahman Warsame Al Husseini'], ['given', 'Latn', 'Yusuf'])
  expect(machineName(long, MRZ_NAME.card)).toBe('ABDIRAHMAN<WARSAME<AL<HUSSE<<Y')
})
