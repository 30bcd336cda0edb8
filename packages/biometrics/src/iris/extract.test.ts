import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Refusal, seededRandom } from '@nansen/kernel'
import { beforeAll, describe, expect, test } from 'vitest'
import { decodeImage } from '../image/decode.ts'
import type { GreyImage } from '../image/grey.ts'
import { loadKernels } from '../loadKernels.ts'
import { syntheticIris } from '../synthetic/index.ts'
import { drawnEye } from './drawnEye.ts'
import { decodeIris, encodeIris, type IrisForm } from './encoding.ts'
import { extractIris } from './extract.ts'
import { coarseLikeness, compareIrises, matchIrises } from './match.ts'
import { prepareIris } from './prepared.ts'

beforeAll(loadKernels)

/** What the memory form of an image's template is, in one form or the other. */
function taken(image: GreyImage, form: IrisForm = 'stored') {
  return prepareIris(encodeIris(extractIris(image), form))
}

test('a template is what its stored bytes say', () => {
  const template = extractIris(drawnEye('one'))
  expect(decodeIris(encodeIris(template, 'stored'))).toEqual(template)
})

test('an eye that moved, came nearer, turned and narrowed its pupil is the same eye', () => {
  const first = taken(drawnEye('one'))
  const again = taken(drawnEye('one', { x: 150, y: 128, limbus: 92, pupil: 27, turn: 0.3, lid: 60 }))
  expect(matchIrises(first, again)).toBeGreaterThan(8)
  expect(compareIrises(first, again).turn).toBe(Math.round((0.3 * 256) / (2 * Math.PI)))
})

test('eyes of other people are strangers, to the coarse comparison too', () => {
  const eyes = ['one', 'two', 'three'].map(seed =>
    [drawnEye(seed), drawnEye(seed, { turn: 0.2, pupil: 36 })].map(image => taken(image)),
  )
  eyes.forEach(([a], i) => {
    eyes.forEach(([, b], j) => {
      const evidence = matchIrises(a!, b!)
      if (i === j) expect(evidence).toBeGreaterThan(8)
      else expect(evidence).toBeLessThan(3)
      if (i !== j) expect(coarseLikeness(a!, b!)).toBeLessThan(coarseLikeness(a!, eyes[i]![1]!))
    })
  })
})

test.each<[IrisForm, IrisForm]>([
  ['stored', 'travelling'],
  ['travelling', 'stored'],
  ['travelling', 'travelling'],
])('a %s and a %s template of one eye match, and of two do not', (one, other) => {
  const first = taken(drawnEye('five'), one)
  expect(matchIrises(first, taken(drawnEye('five', { turn: -0.2, pupil: 28 }), other))).toBeGreaterThan(5)
  expect(matchIrises(first, taken(drawnEye('six'), other))).toBeLessThan(3)
})

test('invented eyes of one person match, and of two do not', () => {
  const [a, again, b] = [syntheticIris('p', 'left', 0), syntheticIris('p', 'left', 1), syntheticIris('q', 'left', 0)]
  expect(matchIrises(taken(a), taken(again))).toBeGreaterThan(6)
  expect(matchIrises(taken(a), taken(b))).toBeLessThan(3)
})

test('a picture without an eye is refused, with the reason', () => {
  const random = seededRandom('no eye')
  const noise = Uint8Array.from({ length: 320 * 240 }, () => random.below(256))
  const pictures = [noise, new Uint8Array(320 * 240).fill(128), new Uint8Array(320 * 240)]
  for (const pixels of pictures) {
    const refusal = refusalOf({ width: 320, height: 240, dpi: null, pixels })
    expect(refusal?.code).toBe('too-poor')
    expect(refusal?.details.advice).toEqual(['no-eye'])
  }
})

test('an eye half outside the image is refused as off-centre', () => {
  expect(refusalOf(drawnEye('one', { x: 40 }))?.details.advice).toEqual(['off-centre'])
})

test('an eye nearly closed is refused, and so is a stamp-sized image', () => {
  expect(refusalOf(drawnEye('one', { lid: 150 }))?.code).toBe('too-poor')
  expect(refusalOf(drawnEye('one', { width: 40, height: 40, x: 20, y: 20, pupil: 5, limbus: 14 }))?.code).toBe(
    'unreadable-image',
  )
})

test('every stage makes of a known eye what it made before', () => {
  const hashes: Record<string, string> = {}
  extractIris(drawnEye('golden', { lid: 62, turn: 0.1 }), (stage, result) => {
    hashes[stage] = createHash('sha256').update(JSON.stringify(result, rounded)).digest('hex').slice(0, 16)
  })
  expect(hashes).toMatchSnapshot()
})

const CASIA = fileURLToPath(new URL('../../../../../shared/data/iris/casia_interval_a/', import.meta.url))

describe.skipIf(!existsSync(CASIA))('on the development set (needs ../shared/data beside the repository)', () => {
  test('two images of one eye match and of two eyes do not', () => {
    const [a, again, b] = ['S1001L01.jpg', 'S1001L03.jpg', 'S1001R01.jpg'].map(file =>
      taken(decodeImage(readFileSync(CASIA + file))),
    )
    expect(matchIrises(a!, again!)).toBeGreaterThan(6)
    expect(matchIrises(a!, b!)).toBeLessThan(3)
  })
})

function refusalOf(image: GreyImage): Refusal | undefined {
  try {
    extractIris(image)
  } catch (problem) {
    if (problem instanceof Refusal) return problem
    throw problem
  }
  return undefined
}

/** Numbers to four digits after the point, so that a last bit of a cosine does not count; lists of bytes as they are. */
function rounded(_: string, value: unknown): unknown {
  if (value instanceof Float32Array || value instanceof Float64Array)
    return Array.from(value, each => Math.round(each * 1e4))
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint8Array)
  return typeof value === 'number' ? Math.round(value * 1e4) : value
}
