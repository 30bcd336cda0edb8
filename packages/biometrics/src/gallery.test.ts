import { seededRandom } from '@nansen/kernel'
import { beforeAll, describe, expect, test } from 'vitest'
import { decide, thresholdsFor } from './decide.ts'
import { Gallery } from './gallery.ts'
import { type FingerFilter, plainFilter } from './galleryFingers.ts'
import { GalleryPart } from './galleryPart.ts'
import { engineFor, type SiteEngine } from './gallerySites.ts'
import { loadKernels } from './loadKernels.ts'
import type { PersonTemplates, Site } from './modality.ts'
import { syntheticTemplates } from './synthetic/index.ts'

beforeAll(loadKernels)

/**
 * An engine of fingers that can be checked by hand: a template is 64 random bits, evidence the chance (binomial, about normal) that two
 * strangers agree in so many of them. It counts what it is asked.
 */
function toyEngine() {
  const asked = { prepare: 0, coarse: 0, match: 0 }
  const same = (a: Uint8Array, b: Uint8Array, upTo: number) =>
    a.subarray(0, upTo).reduce((sum, bit, i) => sum + (bit === b[i] ? 1 : 0), 0)
  const engine: SiteEngine<Uint8Array> = {
    prepare: stored => {
      asked.prepare++
      return stored
    },
    match: (a, b) => {
      asked.match++
      const deviations = (same(a, b, 64) - 32) / 4
      return deviations <= 0 ? 0 : (deviations * deviations) / 2 / Math.LN10
    },
  }
  const engines = (site: Site) => (site.startsWith('iris-') ? engineFor(site) : (engine as SiteEngine))
  const filter = plainFilter<Uint8Array>((a, b) => {
    asked.coarse++
    return same(a, b, 24)
  })
  return { asked, engines, filter: filter as FingerFilter }
}

const bitsOf = (seed: string) => {
  const random = seededRandom(seed)
  return Uint8Array.from({ length: 64 }, () => random.below(2))
}
/** The same finger again: one bit in twelve differs. */
const again = (bits: Uint8Array, seed: string) => {
  const random = seededRandom(`again ${seed}`)
  return bits.map(bit => (random.chance(1 / 12) ? 1 - bit : bit))
}
const person = (name: string, sites: readonly Site[]): PersonTemplates =>
  Object.fromEntries(sites.map(site => [site, bitsOf(`${name} ${site}`)]))
const returning = (templates: PersonTemplates): PersonTemplates =>
  Object.fromEntries(Object.entries(templates).map(([site, bits]) => [site, again(bits, site)]))

const WHOLE: readonly Site[] = [
  'finger-4',
  'finger-9',
  'finger-1',
  'finger-2',
  'finger-3',
  'finger-6',
  'finger-7',
  'finger-8',
]

const EYES = ['iris-left', 'iris-right'] as const
/** Eyes are compared as they are: no toy stands for them. */
const eyesOf = (name: string, impression = 0): PersonTemplates => syntheticTemplates(name, { sites: EYES, impression })

function galleryOf(count: number, sites = WHOLE) {
  const toy = toyEngine()
  const gallery = new Gallery(toy.engines, 1, () => toy.filter)
  for (let i = 0; i < count; i++) gallery.add(`ref ${i}`, person(`person ${i}`, sites))
  return { gallery, asked: toy.asked }
}

describe('a gallery', () => {
  test('finds a person who comes back, above everybody else, and says what each site said', () => {
    const { gallery } = galleryOf(3000)
    const found = gallery.identify(returning(person('person 1234', WHOLE)))
    expect(found[0]!.ref).toBe('ref 1234')
    expect(Object.keys(found[0]!.sites).sort()).toEqual([...WHOLE].sort())
    expect(decide(found, thresholdsFor(gallery.size))).toMatchObject({
      outcome: 'this-person',
      candidate: { ref: 'ref 1234' },
    })
  })

  test('knows nobody new', () => {
    const { gallery } = galleryOf(3000)
    expect(decide(gallery.identify(person('stranger', WHOLE)), thresholdsFor(gallery.size))).toEqual({
      outcome: 'nobody-known',
    })
  })

  test('compares two sites with everybody, and every site with few', () => {
    const { gallery, asked } = galleryOf(5000)
    gallery.identify(person('stranger', WHOLE))
    expect(asked.coarse).toBe(10_000)
    expect(asked.match).toBeLessThan(1300)
  })

  test('finds a person by whatever sites both captures have', () => {
    const { gallery } = galleryOf(500)
    gallery.add('fingers only', person('fingers only', ['finger-5', 'finger-9', 'finger-10']))
    expect(gallery.identify(returning(person('fingers only', ['finger-9', 'finger-10', 'finger-1'])))[0]!.ref).toBe(
      'fingers only',
    )
    expect(gallery.identify(returning(person('person 7', ['finger-8'])))[0]!.ref).toBe('ref 7')
  })

  test('finds a person by one finger whose position was mistaken, worth a factor of ten less', () => {
    const { gallery } = galleryOf(500)
    const right = gallery.identify(returning(person('person 7', ['finger-8'])))[0]!
    const bits = returning(person('person 7', ['finger-8']))['finger-8']!
    const mistaken = gallery.identify({ 'finger-3': bits })[0]!
    expect(mistaken).toMatchObject({ ref: 'ref 7' })
    expect(Object.keys(mistaken.sites)).toEqual(['finger-8'])
    expect(right.evidence - mistaken.evidence).toBeCloseTo(1)
    expect(gallery.identify({ 'finger-3': bits }, { anyFinger: false })[0]?.ref).not.toBe('ref 7')
  })

  test('beyond two thousand people looks at other positions only when asked, because it takes long', () => {
    const { gallery } = galleryOf(2100, ['finger-2', 'finger-8'])
    const bits = returning(person('person 7', ['finger-8']))['finger-8']!
    expect(gallery.identify({ 'finger-3': bits })).toEqual([])
    expect(gallery.identify({ 'finger-3': bits }, { anyFinger: true })[0]!.ref).toBe('ref 7')
  })

  test('beyond two thousand people too finds another’s hand beside one’s own eyes and other hand', () => {
    const sites = ['finger-1', 'finger-2', 'finger-3', 'finger-7', 'finger-8', 'finger-9'] as const
    const { gallery } = galleryOf(2100, sites)
    for (const name of ['7', '9', '11'])
      gallery.add(`ref ${name}`, { ...person(`person ${name}`, sites), ...eyesOf(`person ${name}`) })
    const own = { ...returning(person('person 7', ['finger-1', 'finger-2', 'finger-3'])), ...eyesOf('person 7', 1) }
    const lent = returning(person('person 9', ['finger-7', 'finger-8', 'finger-9']))
    const found = gallery.identifySitting({ ...own, ...lent })
    expect(found.map(({ ref }) => ref).sort()).toEqual(['ref 7', 'ref 9'])
    expect(found.find(({ ref }) => ref === 'ref 9')).toMatchObject({
      sure: expect.arrayContaining(['left-hand']),
      against: ['eyes', 'right-hand'],
    })
  })

  test('makes ready first what searches begin with, in slices, and says how far a search is', () => {
    const { gallery, asked } = galleryOf(3000, ['finger-1', 'finger-2'])
    const finger = { 'finger-2': bitsOf('a') }
    for (const name of ['a', 'b']) gallery.add(name, eyesOf(name))
    expect(asked.prepare).toBe(0)
    let left = 1002
    expect(gallery.prepare(() => --left === 0)).toBe('first')
    expect(gallery.readiness(eyesOf('a', 1))).toEqual({ ready: 2, of: 2 })
    expect(gallery.readiness(finger)).toEqual({ ready: 1000, of: 3000 })
    left = 2000
    expect(gallery.prepare(() => --left === 0)).toBe('first')
    expect(gallery.readiness(finger)).toEqual({ ready: 3000, of: 3000 })
    expect(asked.prepare).toBe(3000)
    expect(gallery.prepare(() => false)).toBe('done')
    expect(asked.prepare).toBe(6000)
    gallery.identify(finger)
    expect(asked.prepare).toBe(6001) // the probe alone
  })

  test('counts a lone finger of a small gallery as ready when it can be compared with all ten', () => {
    const { gallery } = galleryOf(10, ['finger-2', 'finger-8'])
    let left = 15
    gallery.prepare(() => --left === 0)
    expect(gallery.readiness({ 'finger-2': bitsOf('a') })).toEqual({ ready: 5, of: 10 })
    expect(gallery.readiness({ 'finger-2': bitsOf('a'), 'finger-7': bitsOf('b') })).toEqual({ ready: 10, of: 10 })
    expect(gallery.readiness(eyesOf('a'))).toEqual({ ready: 0, of: 0 })
  })

  test('that may keep few forms is ready with all index fingers, keeps room for who leaves, and finds everybody', () => {
    const { engines, filter } = toyEngine()
    const places = new Set<number>()
    const put = (number: number) => {
      const place = filter.put(number)
      places.add(place)
      return place
    }
    const drop = (place: number) => {
      filter.drop(place)
      places.delete(place)
    }
    const part = new GalleryPart(engines, 2, { ...filter, put, drop })
    const sites = ['finger-2', 'finger-4'] as const
    for (let i = 0; i < 30; i++) part.add(`ref ${i}`, person(`person ${i}`, sites), i)
    const readyBy = (site: Site) => part.answer({ is: 'readiness', probe: { [site]: bitsOf('a') }, anyFinger: false })
    expect(part.prepare(() => false)).toBe('done')
    expect([readyBy('finger-2'), readyBy('finger-4')]).toEqual([
      { ready: 30, of: 30 },
      { ready: 0, of: 30 },
    ])
    for (let i = 7; i < 30; i++) part.remove(`ref ${i}`)
    part.prepare(() => false)
    expect(readyBy('finger-4')).toEqual({ ready: 5, of: 7 })
    expect(places.size).toBe(7)
    for (const site of sites) {
      const probe = returning(person('person 6', [site]))
      const { numbers, bySite } = part.answer({ is: 'likeness', probe })
      const { at, likeness } = bySite[0]!
      const best = numbers[at[likeness.indexOf(Math.max(...likeness))]!]!
      expect(part.answer({ is: 'compare', probe, numbers: Float64Array.of(best), by: 'all' })[0]?.ref).toBe('ref 6')
    }
  })

  test('makes nothing ready for whoever was removed', () => {
    const { gallery, asked } = galleryOf(2, ['finger-2'])
    gallery.remove('ref 1')
    gallery.prepare(() => false)
    expect(asked.prepare).toBe(1)
  })

  test('forgets who is removed and replaces who is added again', () => {
    const { gallery } = galleryOf(50)
    const probe = returning(person('person 7', WHOLE))
    expect(gallery.remove('ref 7')).toBe(true)
    expect(gallery.remove('ref 7')).toBe(false)
    expect(decide(gallery.identify(probe), thresholdsFor(gallery.size))).toEqual({ outcome: 'nobody-known' })
    gallery.add('ref 8', person('person 7', WHOLE))
    expect(gallery.size).toBe(49)
    expect(gallery.identify(probe)[0]!.ref).toBe('ref 8')
  })

  test('gives at most as many candidates as asked for, best first', () => {
    const { gallery } = galleryOf(400)
    const found = gallery.identify(person('stranger', WHOLE), { most: 5 })
    expect(found).toHaveLength(5)
    expect(found.map(({ evidence }) => evidence)).toEqual(found.map(({ evidence }) => evidence).sort((a, b) => b - a))
  })

  test('that is empty, or shares no site with the probe, answers nobody', () => {
    expect(galleryOf(0).gallery.identify(person('x', WHOLE))).toEqual([])
    expect(galleryOf(5, ['finger-2']).gallery.identify(eyesOf('x'))).toEqual([])
    expect(galleryOf(5).gallery.identify({})).toEqual([])
  })

  test('finds by both eyes or by one, made ready or not, compared with whole templates; and no longer who is dropped or replaced', () => {
    const { gallery } = galleryOf(0)
    for (let i = 0; i < 40; i++) gallery.add(`${i}`, eyesOf(`${i}`))
    expect(gallery.identify({ 'iris-right': eyesOf('7', 1)['iris-right']! })[0]!.ref).toBe('7')
    gallery.add('late', eyesOf('late'))
    const [late] = gallery.identify(eyesOf('late', 1))
    expect(late).toMatchObject({ ref: 'late', sites: gallery.identify(eyesOf('late', 1))[0]!.sites })
    expect(late!.evidence).toBeGreaterThan(thresholdsFor(41).sure)
    gallery.remove('late')
    gallery.add('7', eyesOf('another'))
    expect(decide(gallery.identify(eyesOf('late', 1)), thresholdsFor(40))).toEqual({ outcome: 'nobody-known' })
    expect(decide(gallery.identify(eyesOf('7', 1)), thresholdsFor(40))).toEqual({ outcome: 'nobody-known' })
    expect(gallery.identify(eyesOf('another', 1))[0]!.ref).toBe('7')
  })

  test('finds who has one eye of the probe by that or by a finger', () => {
    const { gallery } = galleryOf(300, ['finger-2', 'finger-7'])
    const [left, right] = EYES
    gallery.add('one eye', { ...person('one eye', ['finger-2']), [left]: eyesOf('one eye')[left]! })
    const finger = returning(person('one eye', ['finger-2']))
    const stranger = eyesOf('stranger')
    const strange = { ...person('stranger', ['finger-2']), [right]: stranger[right]! }
    const byEye = gallery.identify({ ...strange, [left]: eyesOf('one eye', 1)[left]! })[0]!
    expect([byEye.ref, Object.keys(byEye.sites)]).toEqual(['one eye', ['iris-left', 'finger-2']])
    expect(gallery.identify({ ...finger, ...stranger })[0]!.ref).toBe('one eye')
  })

  test('refuses eyes that more than twenty people are like', () => {
    const { gallery } = galleryOf(0)
    for (let i = 0; i < 20; i++) gallery.add(`${i}`, eyesOf('one'))
    expect(gallery.identify(eyesOf('one', 1))).toHaveLength(20)
    gallery.add('20', eyesOf('one'))
    expect(() => gallery.identify(eyesOf('one', 1))).toThrow('too many people')
  })
})
