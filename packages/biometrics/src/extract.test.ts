import { Refusal, seededRandom } from '@nansen/kernel'
import { beforeAll, describe, expect, test } from 'vitest'
import { decide, ONE_TO_ONE, thresholdsFor } from './decide.ts'
import { extract } from './extract.ts'
import { Gallery } from './gallery.ts'
import type { GreyImage } from './image/grey.ts'
import { loadKernels } from './loadKernels.ts'
import type { PersonTemplates, Site } from './modality.ts'
import { impressionOf, syntheticIris, syntheticSkin, syntheticTemplates } from './synthetic/index.ts'
import { verify } from './verify.ts'

beforeAll(loadKernels)

/** Four invented people, a finger and an eye each, captured twice. */
const PEOPLE = ['ama', 'bilal', 'chen', 'dina']
const captured = new Map<string, PersonTemplates>()
const sizes = new Map<Site, { stored: number; travelling: number }>()
const key = (person: string, sitting: number) => `${person} ${sitting}`

beforeAll(async () => {
  await loadKernels()
  for (const person of PEOPLE) {
    const skin = syntheticSkin(person, 2)
    for (const sitting of [0, 1]) {
      const finger = extract('finger-2', impressionOf(skin, person, 2, sitting))
      const eye = extract('iris-left', syntheticIris(person, 'left', sitting))
      captured.set(key(person, sitting), { 'finger-2': finger.stored, 'iris-left': eye.stored })
      for (const { site, stored, travelling } of [finger, eye])
        sizes.set(site, { stored: stored.length, travelling: travelling.length })
    }
  }
}, 60_000)

describe('from image to person', () => {
  test('stored forms stay within 600 bytes a finger and 4,096 an iris, travelling ones within 300 and 512', () => {
    expect(sizes.get('finger-2')!.stored).toBeLessThanOrEqual(600)
    expect(sizes.get('finger-2')!.travelling).toBeLessThanOrEqual(300)
    expect(sizes.get('iris-left')!.stored).toBeLessThanOrEqual(4096)
    expect(sizes.get('iris-left')!.travelling).toBeLessThanOrEqual(512)
  })

  test('a second sitting is the same person, and nobody else', () => {
    for (const a of PEOPLE) {
      for (const b of PEOPLE) {
        const { evidence, sites } = verify(captured.get(key(a, 1))!, captured.get(key(b, 0))!)
        const { outcome } = decide([{ ref: b, evidence, sites }], ONE_TO_ONE)
        expect([a, b, outcome]).toEqual([a, b, a === b ? 'this-person' : 'nobody-known'])
      }
    }
  })

  test('a person is found among a hundred others by finger and eye together', () => {
    const gallery = new Gallery()
    for (let i = 0; i < 120; i++) gallery.add(`other ${i}`, syntheticTemplates(i, { sites: ['finger-2', 'iris-left'] }))
    for (const person of PEOPLE) gallery.add(person, captured.get(key(person, 0))!)
    const found = gallery.identify(captured.get(key('chen', 1))!)
    expect(decide(found, thresholdsFor(gallery.size))).toMatchObject({
      outcome: 'this-person',
      candidate: { ref: 'chen' },
    })
  })
})

describe('an image that shows nothing', () => {
  const random = seededRandom('nothing')
  const image = (width: number, height: number, shade: () => number): GreyImage => ({
    width,
    height,
    dpi: 500,
    pixels: Uint8Array.from({ length: width * height }, shade),
  })
  const kinds: readonly (readonly [string, GreyImage])[] = [
    ['a single pixel', image(1, 1, () => 128)],
    ['one row', image(500, 1, () => random.below(256))],
    ['one column', image(1, 500, () => random.below(256))],
    ['black', image(320, 280, () => 0)],
    ['white', image(320, 280, () => 255)],
    ['noise', image(300, 300, () => random.below(256))],
    ['a slope', image(300, 300, () => 100 + random.below(3))],
  ]
  test.each(kinds)('%s is a refusal or a template, never a crash', (_, shown) => {
    for (const site of ['finger-1', 'iris-right'] as const) {
      try {
        expect(extract(site, shown).stored.length).toBeGreaterThan(0)
      } catch (problem) {
        expect(problem).toBeInstanceOf(Refusal)
      }
    }
  })
})
