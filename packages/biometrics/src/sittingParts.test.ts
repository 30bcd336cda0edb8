import { beforeAll, expect, test } from 'vitest'
import { thresholdsFor } from './decide.ts'
import { Gallery } from './gallery.ts'
import { loadKernels } from './loadKernels.ts'
import type { PersonTemplates, Site } from './modality.ts'
import { partsSaid, repeatedSites } from './sittingParts.ts'
import { syntheticTemplates } from './synthetic/index.ts'

beforeAll(loadKernels)

const HAND = ['finger-1', 'finger-2', 'finger-3', 'finger-4', 'finger-5'] as const satisfies readonly Site[]
const EYES = ['iris-left', 'iris-right'] as const satisfies readonly Site[]
const sure = thresholdsFor(1_000).sure
const everybody = (evidence: number, sites: readonly Site[]) => Object.fromEntries(sites.map(site => [site, evidence]))

/** What somebody is like at another sitting. */
const bodyOf = (name: string): PersonTemplates => syntheticTemplates(name)
const partOf = (name: string, sites: readonly Site[]): PersonTemplates =>
  Object.fromEntries(sites.map(site => [site, bodyOf(name)[site]!]))

test('a whole sitting of one person contradicts nothing', () => {
  expect(partsSaid({ ...everybody(6, HAND), ...everybody(11, EYES) }, sure)).toEqual({
    agree: ['eyes', 'fingers', 'right-hand'],
    sure: ['eyes', 'fingers', 'right-hand'],
    against: [],
  })
})

test('another’s eyes beside one’s own fingers speak against, and so does another’s hand', () => {
  expect(partsSaid({ ...everybody(6, HAND), ...everybody(0.2, EYES) }, sure)).toMatchObject({ against: ['eyes'] })
  const left = ['finger-6', 'finger-7'] as const
  expect(partsSaid({ ...everybody(6, HAND), ...everybody(0.1, left), ...everybody(9, EYES) }, sure)).toMatchObject({
    agree: ['eyes', 'fingers', 'right-hand'],
    against: ['left-hand'],
  })
})

test('one worn finger speaks against nobody, and a likeness by chance is sure of nobody', () => {
  expect(partsSaid({ 'finger-2': 0, ...everybody(9, EYES) }, sure).against).toEqual([])
  expect(partsSaid({ 'finger-2': 6.5, 'iris-left': 0.1 }, sure)).toEqual({
    agree: ['fingers', 'right-hand'],
    sure: [],
    against: ['eyes'],
  })
})

test('whoever lent an eye or a hand is found beside whose sitting it is said to be', () => {
  const gallery = new Gallery()
  for (const name of ['ali', 'omar', 'rosa', 'lina']) gallery.add(name, bodyOf(name))
  const whole = gallery.identifySitting(bodyOf('ali'))
  expect(whole.map(({ ref, against }) => [ref, against])).toEqual([['ali', []]])
  const lentEyes = gallery.identifySitting({ ...partOf('ali', HAND), ...partOf('omar', EYES) })
  expect(lentEyes.map(({ ref, sure: of, against }) => [ref, of[0], against[0]]).sort()).toEqual([
    ['ali', 'fingers', 'eyes'],
    ['omar', 'eyes', 'fingers'],
  ])
  const unknownEyes = gallery.identifySitting({ ...partOf('ali', HAND), ...partOf('nobody', EYES) })
  expect(unknownEyes.map(({ ref, against }) => [ref, against])).toEqual([['ali', ['eyes']]])
  const lentOneEye = gallery.identifySitting({ ...bodyOf('nobody'), 'iris-left': bodyOf('rosa')['iris-left']! })
  expect(lentOneEye.map(({ ref, against }) => [ref, against.includes('fingers')])).toEqual([['rosa', true]])
  expect(gallery.identifySitting(bodyOf('nobody'))).toEqual([])
})

test('one finger at two places, and one eye as both, are told; a whole body repeats nothing', () => {
  const body = bodyOf('ali')
  expect(repeatedSites(body)).toBeNull()
  expect(repeatedSites({ ...body, 'finger-7': body['finger-2']! })).toEqual(['finger-2', 'finger-7'])
  expect(repeatedSites({ 'iris-left': body['iris-right']!, 'iris-right': body['iris-right']! })).toEqual([
    'iris-left',
    'iris-right',
  ])
  expect(repeatedSites({ 'finger-2': body['finger-2']! })).toBeNull()
})
