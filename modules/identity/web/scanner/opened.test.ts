import { encodePng, type GreyImage, type Site, syntheticFinger, syntheticSlap, writeIsoImage } from '@nansen/biometrics'
import { beforeAll, expect, test } from 'vitest'
import { openRecord } from './opened.ts'
import { askOf, sitesOf } from './steps.ts'

let print: GreyImage
beforeAll(() => {
  print = syntheticFinger('opened', 2, 0)
}, 30_000)
const record = (position: number, image: GreyImage) =>
  writeIsoImage({ is: 'finger', position }, encodePng(image), image, new Date('2026-11-22'))
const slapOf = (fingers: readonly (2 | 3 | 4 | 5 | 7 | 8 | 9 | 10)[]) =>
  syntheticSlap('opened', { fingers, turn: 6 }, () => print)
const RIGHT = sitesOf('right-four')

test('a slap becomes four files in their places', () => {
  const { problem, files } = openRecord(record(13, slapOf([2, 3, 4, 5])), 'UNKNOWN', RIGHT, false)
  expect(problem).toBe(null)
  expect(files.map(({ site }) => site)).toEqual(RIGHT)
}, 30_000)

test('the other hand is told, and nothing of it is kept until the officer has looked', () => {
  const left = record(13, slapOf([10, 9, 8, 7]))
  expect(openRecord(left, 'UNKNOWN', RIGHT, false)).toEqual({ problem: 'wrong-hand', files: [] })
  expect(openRecord(left, 'UNKNOWN', RIGHT, true).files).toHaveLength(4)
  expect(openRecord(record(13, slapOf([2, 3, 4])), 'UNKNOWN', RIGHT, true).problem).toBe('too-few')
}, 60_000)

test('a single finger is taken for what the device says, and not for another', () => {
  const finger = record(2, print)
  const site = (subType: string, expected: readonly Site[]) =>
    openRecord(finger, subType, expected, false).files[0]?.site
  expect(site('Right IndexFinger', RIGHT)).toBe('finger-2')
  expect(site('UNKNOWN', RIGHT)).toBe('finger-2')
  expect(site('Left Thumb', RIGHT)).toBe(undefined)
  expect(site('UNKNOWN', ['finger-7'])).toBe(undefined)
  expect(openRecord(new Uint8Array([1, 2, 3]), 'UNKNOWN', RIGHT, false).problem).toBe('unreadable')
})

test('what cannot be taken is not asked for', () => {
  const ask = askOf('right-four', site => site === 'finger-3')
  expect(ask).toMatchObject({ count: 3, subId: 2, exception: ['Right MiddleFinger'] })
  expect(ask?.sites).toEqual(['finger-2', 'finger-4', 'finger-5'])
  expect(askOf('eyes', () => true)).toBe(null)
})
