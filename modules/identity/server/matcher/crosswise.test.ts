import { loadKernels, type PersonTemplates, type Site, syntheticTemplates, verify } from '@nansen/biometrics'
import { beforeAll, expect, test } from 'vitest'
import { crosswise } from './crosswise.ts'

beforeAll(loadKernels)

const record = syntheticTemplates('ali')
const again = syntheticTemplates('ali', { impression: 1 })
const at = (places: Readonly<Partial<Record<Site, Site>>>): PersonTemplates =>
  Object.fromEntries(Object.entries(places).map(([taken, is]) => [taken, again[is!]]))
const found = (probe: PersonTemplates, own: readonly PersonTemplates[] = [record]) =>
  crosswise(
    probe,
    own,
    own.map(each => verify(probe, each).sites),
  )

test('a hand that was taken for the other is told finger by finger, in the order of the glass too', () => {
  const mirrored = { 'finger-2': 'finger-7', 'finger-3': 'finger-8', 'finger-4': 'finger-9' } as const
  const asItLies = { 'finger-2': 'finger-10', 'finger-3': 'finger-9', 'finger-5': 'finger-7' } as const
  for (const places of [mirrored, asItLies])
    expect(found(at(places))).toEqual(Object.entries(places).map(([taken, is]) => ({ taken, is })))
})

test('two fingers of one hand and both eyes exchanged are told; what is at its place is not', () => {
  const places = {
    'finger-1': 'finger-1',
    'finger-2': 'finger-3',
    'finger-3': 'finger-2',
    'iris-left': 'iris-right',
  } as const
  expect(found(at(places))).toEqual([
    { taken: 'finger-2', is: 'finger-3' },
    { taken: 'finger-3', is: 'finger-2' },
    { taken: 'iris-left', is: 'iris-right' },
  ])
  expect(found(again)).toEqual([])
})

test('somebody else is nobody’s other hand, and one good sitting is enough', () => {
  expect(found(syntheticTemplates('omar'))).toEqual([])
  expect(found(again, [syntheticTemplates('omar'), record])).toEqual([])
})

test('what is on record at no such place yet is not doubted', () => {
  expect(found({ 'finger-2': again['finger-2']! }, [{ 'finger-7': record['finger-2']! }])).toEqual([])
})
