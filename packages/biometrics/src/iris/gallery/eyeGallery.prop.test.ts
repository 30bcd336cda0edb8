import { seededRandom } from '@nansen/kernel'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadKernels } from '../../loadKernels.ts'
import { syntheticTemplates } from '../../synthetic/index.ts'
import { type PreparedIris, prepareIris } from '../prepared.ts'
import { CODE_WORDS } from '../template.ts'
import { EyeGallery, type Eyes } from './eyeGallery.ts'
import { mergedFound, ofOneEye, searchEyes } from './eyeSearch.ts'
import { inventedRecords } from './inventedRecords.ts'
import { BLOCK_PEOPLE } from './layout.ts'
import { type CoarseLimits, EVERYBODY, FEW, FEW_COARSE, TWO_EYES } from './parameters.ts'
import { COARSE_PLACES, COARSE_TURNS, FINE_TURNS, RECORD_WORDS, recordOf } from './record.ts'
import { EyeScanner, evidenceOf, layProbes, turnedEyes } from './scan.ts'
import { coarseSlowly, fineSlowly } from './scanSlowly.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'

beforeAll(loadKernels)

const eyesOf = (person: string, impression = 0): Eyes => {
  const templates = syntheticTemplates(person, { impression, sites: ['iris-left', 'iris-right'] })
  return { left: prepareIris(templates['iris-left']!), right: prepareIris(templates['iris-right']!) }
}
const { next } = inventedRecords('test', 6)
const records = Array.from({ length: 200 }, () => next(new Uint32Array(RECORD_WORDS)))
/** Any bits and masks, of many densities. */
const wholes = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 9 })).map(([seed, density]) => {
  const random = seededRandom(seed)
  const masked = () => (random.chance(density / 9) ? random.below(2 ** 32) : 0)
  return Uint32Array.from({ length: 2 * CODE_WORDS }, (_, i) => (i < CODE_WORDS ? random.below(2 ** 32) : masked()))
})
const eye = (whole: Uint32Array): PreparedIris => ({
  form: 'stored',
  plausible: true,
  whole,
  coarse: new Uint32Array(),
})

describe('the kernel', () => {
  test('says of every eye what its plain twin says', () => {
    fc.assert(
      fc.property(wholes, wholes, (probe, reference) => {
        const gallery = new EyeGallery()
        gallery.put(7, { left: eye(reference), right: null })
        layProbes(gallery.handle, [turnedEyes({ left: eye(probe), right: null })])
        const scanner = new EyeScanner(gallery.handle, 0)
        const record = recordOf(reference)
        const of = (turns: readonly number[]) => turns.map(turn => recordOf(probe, turn))
        const whole = fineSlowly(of(FINE_TURNS), record, FEW, EVERYBODY.near)
        expect(scanner.scores(0, EVERYBODY, 0)[0]).toEqual(whole)
        for (const near of [whole.best - 1e-3, whole.best + 1e-3])
          expect(scanner.scores(0, { ...EVERYBODY, near }, 0)[0]).toEqual(fineSlowly(of(FINE_TURNS), record, FEW, near))
        const { neutral } = TWO_EYES
        /** Whether the limit lies just above or just below what is said, and not where empty places are. */
        const passing = (limits: Partial<CoarseLimits>) =>
          scanner.scores(0, { ...EVERYBODY, neutral, together: 1000, alone: 1000, ...limits }, 0).length
        const coarse = coarseSlowly(of(COARSE_TURNS), record, FEW_COARSE, neutral)
        const everyPlace = coarse - 1e-3 <= neutral // an empty place counts as much
        expect(passing({ alone: coarse - 1e-3 })).toBe(everyPlace ? BLOCK_PEOPLE : 1)
        expect(passing({ alone: Math.max(coarse, neutral) + 1e-3 })).toBe(0)
      }),
      { numRuns: 12 },
    )
  })

  test('counts every place of an eye that is seen whole and comes back as it was', () => {
    const whole = Uint32Array.from({ length: 2 * CODE_WORDS }, (_, i) =>
      i < CODE_WORDS ? 0x9e3779b9 * i : 2 ** 32 - 1,
    )
    const gallery = new EyeGallery()
    gallery.put(7, { left: null, right: eye(whole) })
    layProbes(gallery.handle, [turnedEyes({ left: null, right: eye(whole) })])
    const scanner = new EyeScanner(gallery.handle, 0)
    const passing = (alone: number) => scanner.scores(0, { ...EVERYBODY, together: 1000, alone }, 0).length
    const all = Math.sqrt(COARSE_PLACES)
    expect([passing(all - 1e-3), passing(all + 1e-3)]).toEqual([1, 0])
  })

  test('lets pass of several sheets of people, some with one eye or none, exactly whom its plain twin would', () => {
    const probe = eyesOf('a')
    const turned = [probe.left!, probe.right!].map(({ whole }) => COARSE_TURNS.map(turn => recordOf(whole, turn)))
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 2.2, max: 4.5, noNaN: true }), (seed, together) => {
        const random = seededRandom(seed)
        const draw = () => (random.chance(0.9) ? records[random.below(200)]! : null)
        const people = Array.from({ length: 300 }, () => [draw(), draw()] as const)
        const gallery = new EyeGallery()
        for (const [i, [left, right]] of people.entries()) gallery.putRecords(i, right, left) // there was another before
        for (const [i, [left, right]] of people.entries()) gallery.replaceRecords(i, i, left, right)
        layProbes(gallery.handle, [turnedEyes(probe)])
        const said = (record: Uint32Array | null, i: number) =>
          coarseSlowly(turned[i]!, record ?? new Uint32Array(RECORD_WORDS), FEW_COARSE, TWO_EYES.neutral)
        const scanner = new EyeScanner(gallery.handle, 0)
        const everybody = scanner.scores(0, EVERYBODY, 0)
        const passes = (_: unknown, i: number) =>
          i < people.length && Math.fround(said(people[i]![0], 0) + said(people[i]![1], 1)) >= Math.fround(together)
        const limits = { ...EVERYBODY, neutral: TWO_EYES.neutral, together, alone: 1000 }
        const rest = 2 * TWO_EYES.neutral >= together ? everybody.slice(people.length) : []
        expect(scanner.scores(0, limits, 0)).toEqual([...everybody.filter(passes), ...rest])
      }),
      { numRuns: 6 },
    )
  })
})

describe('a gallery of eyes', () => {
  test('finds who comes back, in one pass for several probes, and says what each eye said', () => {
    const gallery = new EyeGallery()
    for (let i = 0; i < 1500; i++) gallery.putRecords(i, records[i % 200]!, records[(i * 7) % 200]!)
    for (let i = 0; i < 5; i++) gallery.put(9000 + i, eyesOf(`person ${i}`))
    const found = searchEyes(
      gallery.handle,
      Array.from({ length: 5 }, (_, i) => eyesOf(`person ${i}`, 1)),
      { least: 6 },
    )
    expect(found.map(({ candidates }) => candidates.map(({ number }) => number))).toEqual([
      [9000],
      [9001],
      [9002],
      [9003],
      [9004],
    ])
    expect(found[0]!.candidates[0]!.left).toBeGreaterThan(4)
    expect(found[0]!.passed).toBeLessThan(300)
  })

  test('forgets who is dropped, gives the place to the next, and finds by one eye', () => {
    const gallery = new EyeGallery()
    const place = gallery.put(1, eyesOf('a'))
    gallery.put(2, eyesOf('b'))
    gallery.drop(place)
    gallery.drop(place)
    expect([gallery.size, gallery.numberAt(place)]).toEqual([1, null])
    expect(searchEyes(gallery.handle, [eyesOf('a', 1)], { least: 4, exhaustive: true })[0]!.candidates).toEqual([])
    expect(gallery.put(3, eyesOf('c'))).toBe(place)
    const half = { left: null, right: eyesOf('c', 1).right }
    expect(searchEyes(gallery.handle, [half], { least: 4 })[0]!.candidates.map(({ number }) => number)).toEqual([3])
  })

  test('comes back from its snapshot as it was, with its position; a changed or cut one is refused', () => {
    const gallery = new EyeGallery(2)
    for (let i = 0; i < 3000; i++) gallery.putRecords(i, records[i % 50]!, null)
    gallery.drop(17)
    gallery.put(9000, eyesOf('a'))
    gallery.drop(40)
    const parts: Uint8Array[] = []
    writeSnapshot(gallery, 'row 12', part => parts.push(part.slice()))
    const whole = Uint8Array.from(Buffer.concat(parts))
    const again = new EyeGallery(2)
    expect(readSnapshot(again, reading(whole))).toBe('row 12')
    expect([again.size, again.numberAt(17), again.numberAt(40)]).toEqual([2999, 9000, null])
    expect(searchEyes(again.handle, [eyesOf('a', 1)], { least: 6 }, 2)[0]!.candidates[0]!.number).toBe(9000)
    whole[whole.length - 5000]! ^= 4
    expect(() => readSnapshot(new EyeGallery(2), reading(whole))).toThrow('the snapshot is damaged')
    expect(() => readSnapshot(new EyeGallery(2), reading(whole.subarray(0, 700_000)))).toThrow(
      'the snapshot is damaged',
    )
    expect(() => readSnapshot(new EyeGallery(2), reading(new Uint8Array(9000)))).toThrow('no snapshot')
  })

  test('answers the same from one, two or seven shards', () => {
    const probes = [eyesOf('a', 1), eyesOf('b', 1)]
    const shards = (count: number) => {
      const galleries = Array.from({ length: count }, () => new EyeGallery())
      for (let i = 0; i < 400; i++) galleries[(i * 31) % count]!.putRecords(i, records[i % 60]!, records[(i * 3) % 60]!)
      for (const number of [500, 501, 502]) galleries[number % count]!.put(number, eyesOf('a'))
      const parts = galleries.map(({ handle }) => searchEyes(handle, probes, { least: 4 }))
      return probes.map((_, i) => mergedFound(parts.map(part => part[i]!)))
    }
    const one = shards(1)
    expect(one[0]!.candidates.map(({ number }) => number)).toEqual([500, 501, 502])
    expect(shards(2)).toEqual(one)
    expect(shards(7)).toEqual(one)
  })

  test('refuses a capture that is like too many people', () => {
    const gallery = new EyeGallery()
    for (let i = 0; i < 21; i++) gallery.put(i, eyesOf('a'))
    const found = searchEyes(gallery.handle, [eyesOf('a', 1)], { least: 6 })[0]!
    expect(() => ofOneEye(found)).toThrow('too many people')
    gallery.drop(0)
    expect(ofOneEye(searchEyes(gallery.handle, [eyesOf('a', 1)], { least: 6 })[0]!).alike).toBe(20)
  })

  test('keeps nothing of what cannot be an eye, and a code turned inside out speaks for nobody', () => {
    const gallery = new EyeGallery()
    const { left } = eyesOf('a')
    gallery.put(1, { left: { ...left!, plausible: false }, right: null })
    expect(searchEyes(gallery.handle, [eyesOf('a', 1)], { least: 4, exhaustive: true })[0]!.candidates).toEqual([])
    expect(evidenceOf(9, -1)).toBeGreaterThan(4)
    expect(evidenceOf(9, -10)).toBe(0)
  })

  test('spans several memories', () => {
    const gallery = new EyeGallery(1)
    for (let i = 0; i < 2 * BLOCK_PEOPLE; i++) gallery.putRecords(i, records[i % 10]!, null)
    gallery.put(5000, eyesOf('a'))
    expect([gallery.handle.memories.length, gallery.handle.blocks]).toEqual([3, 3])
    expect(searchEyes(gallery.handle, [eyesOf('a', 1)], { least: 6 }, 1)[0]!.candidates[0]!.number).toBe(5000)
  })
})

function reading(from: Uint8Array): (into: Uint8Array) => boolean {
  let at = 0
  return into => {
    if (at + into.length > from.length) return false
    into.set(from.subarray(at, at + into.length))
    at += into.length
    return true
  }
}
