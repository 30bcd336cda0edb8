import {
  decodeImage,
  encodePng,
  type GreyImage,
  type Site,
  syntheticFinger,
  syntheticSlap,
  writeIsoImage,
} from '@nansen/biometrics'
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
const open = (file: Uint8Array, subType: string, expected: readonly Site[], sure: boolean) =>
  openRecord({ record: file, subType, expected, sure }, async each => decodeImage(each))

test('a slap becomes four files in their places', async () => {
  const { problem, files } = await open(record(13, slapOf([2, 3, 4, 5])), 'UNKNOWN', RIGHT, false)
  expect(problem).toBe(null)
  expect(files.map(({ site }) => site)).toEqual(RIGHT)
}, 30_000)

test('the other hand is told, and nothing of it is kept until the officer has looked', async () => {
  const left = record(13, slapOf([10, 9, 8, 7]))
  expect(await open(left, 'UNKNOWN', RIGHT, false)).toEqual({ problem: 'wrong-hand', files: [] })
  expect((await open(left, 'UNKNOWN', RIGHT, true)).files).toHaveLength(4)
  expect((await open(record(13, slapOf([2, 3, 4])), 'UNKNOWN', RIGHT, true)).problem).toBe('too-few')
}, 60_000)

test('a single finger is taken for what the device says, and not for another', async () => {
  const finger = record(2, print)
  const site = async (subType: string, expected: readonly Site[]) =>
    (await open(finger, subType, expected, false)).files[0]?.site
  expect(await site('Right IndexFinger', RIGHT)).toBe('finger-2')
  expect(await site('UNKNOWN', RIGHT)).toBe('finger-2')
  expect(await site('Left Thumb', RIGHT)).toBe(undefined)
  expect(await site('UNKNOWN', ['finger-7'])).toBe(undefined)
  expect((await open(new Uint8Array([1, 2, 3]), 'UNKNOWN', RIGHT, false)).problem).toBe('unreadable')
})

test('what cannot be taken is not asked for', () => {
  const ask = askOf('right-four', site => site === 'finger-3')
  expect(ask).toMatchObject({ count: 3, subId: 2, exception: ['Right MiddleFinger'] })
  expect(ask?.sites).toEqual(['finger-2', 'finger-4', 'finger-5'])
  expect(askOf('eyes', () => true)).toBe(null)
})
