import { seededRandom } from '@nansen/kernel'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { Gallery } from './gallery.ts'
import { plainFilter } from './galleryFingers.ts'
import type { SiteEngine } from './gallerySites.ts'
import { loadKernels } from './loadKernels.ts'
import type { PersonTemplates, Site } from './modality.ts'
import { syntheticTemplates } from './synthetic/index.ts'

beforeAll(loadKernels)

/** Templates of one byte, of few values: so many are equally alike that order and ranks are put to the test. */
const byteEngine: SiteEngine = {
  prepare: stored => stored,
  match: (a, b) => 8 - Math.abs((a as Uint8Array)[0]! - (b as Uint8Array)[0]!),
}
const byteFilter = () => plainFilter((a, b) => -Math.abs(((a as Uint8Array)[0]! >> 1) - ((b as Uint8Array)[0]! >> 1)))
const SITES: readonly Site[] = ['finger-6', 'finger-2', 'finger-7', 'finger-1']

function someone(seed: string): PersonTemplates {
  const random = seededRandom(seed)
  return Object.fromEntries(SITES.filter(() => random.chance(0.8)).map(site => [site, Uint8Array.of(random.below(12))]))
}

test('however many parts people are divided into, every answer is the same', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 900 }), (seed, people) => {
      const galleries = [1, 2, 7].map(parts => new Gallery(() => byteEngine, parts, byteFilter))
      const random = seededRandom(`${seed}`)
      for (let i = 0; i < people; i++) {
        const gone = random.chance(0.1) ? `ref ${random.below(i + 1)}` : undefined
        for (const gallery of galleries) {
          gallery.add(`ref ${i}`, someone(`${seed} ${i}`))
          if (gone !== undefined) gallery.remove(gone)
        }
      }
      const probe = someone(`${seed} probe`)
      const finger = { 'finger-3': Uint8Array.of(5) }
      const [one, ...others] = galleries.map(gallery => ({
        size: gallery.size,
        readiness: gallery.readiness(probe),
        all: gallery.identify(probe, { most: 1_000 }),
        any: gallery.identify(finger, { most: 1_000, anyFinger: true }),
        sitting: gallery.identifySitting(probe),
      }))
      for (const other of others) expect(other).toEqual(one)
    }),
    { numRuns: 40 },
  )
})

test('the same with real engines and more people than pass the filter', () => {
  const galleries = [1, 3].map(parts => new Gallery(undefined, parts))
  for (let i = 0; i < 210; i++) {
    const templates = syntheticTemplates(`${i}`, { sites: ['finger-2'] })
    for (const gallery of galleries) gallery.add(`${i}`, templates)
    const eyes = syntheticTemplates(`${i}`, { sites: i % 3 ? ['iris-left'] : ['iris-left', 'iris-right'] })
    if (i % 4 === 0) for (const gallery of galleries) gallery.add(`${i}`, { ...templates, ...eyes })
  }
  const probe = syntheticTemplates('123', { sites: ['finger-2'], impression: 1 })
  const [one, other] = galleries.map(gallery => gallery.identify(probe, { anyFinger: false }))
  expect(one![0]!.ref).toBe('123')
  expect(other).toEqual(one)
  const whole = syntheticTemplates('132', { sites: ['finger-2', 'iris-left', 'iris-right'], impression: 1 })
  const [first, same] = galleries.map(gallery => gallery.identify(whole))
  expect(first![0]).toMatchObject({ ref: '132', sites: { 'iris-right': expect.any(Number) } })
  expect(same).toEqual(first)
}, 90_000)
