import {
  decodeImage,
  encodePng,
  type GreyImage,
  loadKernels,
  syntheticFinger,
  syntheticSlap,
  writeIsoImage,
} from '@nansen/biometrics'
import { beforeAll, expect, test } from 'vitest'
import { isRecord } from './isRecord.ts'
import { picturesIn } from './picturesIn.ts'

const decode = async (file: Uint8Array) => decodeImage(file)
const image: GreyImage = { width: 8, height: 6, dpi: 500, pixels: Uint8Array.from({ length: 48 }, (_, i) => i * 5) }
const iso = (shows: Parameters<typeof writeIsoImage>[0], picture = image) =>
  writeIsoImage(shows, encodePng(picture), picture, new Date(0))

/** A transaction of raw fingers of type 14, each with its position. */
function transaction(positions: readonly number[]): Uint8Array {
  const tagged = (type: number, rest: readonly string[]) => {
    const body = (length: number) => `${[`${type}.001:${String(length).padStart(6, '0')}`, ...rest].join('\x1d')}\x1c`
    return body(body(0).length)
  }
  const contents = `1.003:1\x1f${positions.length}${positions.map((_, i) => `\x1e14\x1f${i}`).join('')}`
  const size = ['14.006:8', '14.007:6', '14.008:1', '14.009:500', '14.010:500', '14.011:NONE', '14.012:8']
  const fingers = positions.map(position => tagged(14, [...size, `14.013:${position}`, `14.999:${'k'.repeat(48)}`]))
  return new TextEncoder().encode(tagged(1, ['1.002:0500', contents]) + fingers.join(''))
}

beforeAll(loadKernels)

test('a record is told by what it holds, not by its name', () => {
  expect([iso({ is: 'finger', position: 2 }), transaction([1]), encodePng(image)].map(isRecord)).toEqual([
    true,
    true,
    false,
  ])
})

test('a finger and an eye of an ISO record go to their places; one that is not said goes nowhere by itself', async () => {
  const site = async (...of: Parameters<typeof iso>) => (await picturesIn(iso(...of), null, decode)).pictures[0]?.site
  expect(await site({ is: 'finger', position: 7 })).toBe('finger-7')
  expect(await site({ is: 'eye', eye: 'right' })).toBe('iris-right')
  expect(await site({ is: 'finger', position: 0 })).toBeNull()
})

test('a transaction gives every finger once, plain thumbs for those that were not rolled', async () => {
  const { pictures, incomplete } = await picturesIn(transaction([2, 7, 2, 11, 12, 6]), null, decode)
  expect(pictures.map(({ site }) => site)).toEqual(['finger-2', 'finger-7', 'finger-1', 'finger-6'])
  expect(pictures.every(({ dpi }) => dpi === 500)).toBe(true)
  expect(incomplete).toBe(false)
  expect(decodeImage(pictures[0]!.file)).toMatchObject({ width: 8, height: 6 })
})

test('two thumbs in one picture are cut; nothing in it is said', async () => {
  const print = syntheticFinger('amina', 1, 0)
  const thumbs = syntheticSlap('amina', { fingers: [6, 1], turn: 4 }, () => print)
  const { pictures, incomplete } = await picturesIn(encodePng(thumbs), 'thumbs', decode)
  expect(pictures.map(({ site }) => site).toSorted()).toEqual(['finger-1', 'finger-6'])
  expect(incomplete).toBe(false)
  const glass = encodePng({ ...image, pixels: new Uint8Array(48).fill(255) })
  expect(await picturesIn(glass, 'thumbs', decode)).toEqual({ pictures: [], incomplete: true })
})

test('a record that is cut short gives nothing, and is no fault', async () => {
  const whole = transaction([2, 7])
  expect(await picturesIn(whole.slice(0, -9), null, decode)).toEqual({ pictures: [], incomplete: true })
})
