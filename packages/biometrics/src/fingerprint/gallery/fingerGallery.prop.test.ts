import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadKernels } from '../../loadKernels.ts'
import { encodeFinger } from '../encoding.ts'
import { FORM, filterFormOf } from '../filter/filterForm.ts'
import { filterSlowly } from '../filter/filterSlowly.ts'
import { LEADING } from '../filter/parameters.ts'
import { matchFingers } from '../match/matchFingers.ts'
import { type PreparedFinger, prepareFinger } from '../match/prepareFinger.ts'
import { putDownAgain, strewn } from '../match/strewnFinger.fixture.ts'
import type { FingerTemplate } from '../template.ts'
import { type FingerForms, FingerGallery } from './fingerGallery.ts'
import { FingerScanner, NO_FINGER, scanShare } from './fingerScan.ts'
import { type ProbeFinger, searchFingerShards, searchFingers } from './fingerSearch.ts'
import { FingerShare, type FingerSteps, surprisesOf } from './fingerShard.ts'
import { inventedForms } from './inventedForms.ts'

beforeAll(loadKernels)

const POSITIONS = [2, 7] as const
const prepared = (template: FingerTemplate): PreparedFinger => prepareFinger(encodeFinger(template, 'stored'))
const formOf = ({ cylinders }: PreparedFinger) => filterFormOf(cylinders)
const count = fc.integer({ min: 0, max: 60 })
const stepsOf = (sqrt: number) => Math.round(29 * Math.sqrt(sqrt))

test('every likeness is its TypeScript twin’s, in steps, across memories and threads; a place without the finger says so', () => {
  fc.assert(
    fc.property(fc.nat(), count, fc.array(count, { minLength: 1, maxLength: 9 }), (seed, ofProbe, others) => {
      const gallery = new FingerGallery(POSITIONS, 4)
      const people = others.map((many, i) => prepared(strewn(seed + i, many)))
      for (const [i, person] of people.entries()) gallery.put(i, i % 3 === 1 ? {} : { 7: formOf(person) })
      const probe = filterFormOf(prepared(strewn(seed, ofProbe)).cylinders, LEADING)
      const scores = new Uint16Array(people.length)
      const ticket = new Int32Array(1)
      for (const thread of [0, 1]) scanShare(new FingerScanner(gallery.handle, thread), 1, probe, scores, ticket)
      expect([...scores]).toEqual(
        people.map((person, i) =>
          i % 3 === 1 || formOf(person)[0] === 0 ? NO_FINGER : stepsOf(filterSlowly(probe, formOf(person))),
        ),
      )
    }),
    { numRuns: 40 },
  )
})

test('a surprise is -log10 of the share that is at least as alike, of equals half', () => {
  const tally = new Uint32Array(NO_FINGER + 1)
  for (const score of [5, 9, 5, NO_FINGER, 2]) tally[score]!++
  const worth = surprisesOf(tally)
  expect(worth[9]).toBeCloseTo(-Math.log10(0.5 / 4))
  expect(worth[5]).toBeCloseTo(-Math.log10(2 / 4))
  expect(worth[2]).toBeCloseTo(-Math.log10(3.5 / 4))
})

/** Strangers of joined halves, and some people with two fingers whose whole templates are there. */
function crowd() {
  const gallery = new FingerGallery(POSITIONS, 300)
  const invented = inventedForms('crowd', 12)
  const known = new Map<number, ReadonlyMap<number, PreparedFinger>>()
  const enter = (seed: number) => {
    const fingers = new Map(POSITIONS.map(position => [position as number, prepared(strewn(10 * seed + position, 40))]))
    const forms: FingerForms = { 2: formOf(fingers.get(2)!), 7: formOf(fingers.get(7)!) }
    const place = gallery.put(seed, forms)
    known.set(place, fingers)
    return place
  }
  for (let i = 0; i < 800; i++) gallery.put(1_000 + i, { 2: invented.next().slice(), 7: invented.next().slice() })
  const steps: FingerSteps = {
    scan: async (shelf, probe) => {
      const scores = new Uint16Array(gallery.handle.places)
      scanShare(new FingerScanner(gallery.handle, 0), shelf, probe, scores, new Int32Array(1))
      return scores
    },
    compare: (place, { position, prepared }) => {
      const theirs = known.get(place)?.get(position)
      return theirs === undefined ? 0 : matchFingers(prepared, theirs)
    },
  }
  return { gallery, enter, steps }
}
const probeOf = (seed: number): readonly ProbeFinger[] =>
  POSITIONS.map(position => ({
    position,
    quality: position,
    prepared: prepared(putDownAgain(strewn(10 * seed + position, 40), seed, 0.2)),
  }))

test('who comes back is found among strangers, and not when dropped; a place is given anew', async () => {
  const { gallery, enter, steps } = crowd()
  const places = [1, 2, 3].map(enter)
  for (const [i, place] of places.entries()) {
    const { candidates, compared } = await searchFingers(gallery.handle, probeOf(i + 1), steps)
    expect(candidates[0]).toMatchObject({ place, fingers: 2 })
    expect(compared).toBeLessThan(2 * 101)
  }
  gallery.drop(places[1]!)
  gallery.drop(places[1]!)
  expect([gallery.size, gallery.numberAt(places[1]!)]).toEqual([802, null])
  expect((await searchFingers(gallery.handle, probeOf(2), steps)).candidates[0]?.place).not.toBe(places[1])
  expect(enter(4)).toBe(places[1])
  expect((await searchFingers(gallery.handle, probeOf(4), steps)).candidates[0]!.place).toBe(places[1])
  expect((await searchFingers(gallery.handle, [probeOf(3)[1]!], steps)).candidates[0]!.place).toBe(places[2])
})

test('one, two and seven shards answer the same, however people are divided, come and go', async () => {
  const invented = inventedForms('shards', 12)
  const forms = Array.from({ length: 260 }, () => invented.next().slice())
  const known = Array.from({ length: 5 }, (_, i) => prepared(strewn(10 * i + 2, 40)))
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 260 }), async (seed, people) => {
      const answers = [1, 2, 7].map(count => {
        const galleries = Array.from({ length: count }, () => new FingerGallery(POSITIONS, 50))
        const places = new Map<number, number>()
        const of = (number: number) => galleries[((number * 31 + seed) >>> 2) % count]!
        const put = (number: number, form: Uint8Array) =>
          places.set(number, of(number).put(number, number % 7 === seed % 7 ? { 7: form } : { 2: form, 7: form }))
        for (let i = 0; i < people; i++) put(i, forms[(i * 7 + seed) % (seed % 2 === 0 ? 3 : 260)]!)
        for (let i = seed % 5; i < people; i += 9) of(i).drop(places.get(i)!)
        for (const [i, finger] of known.entries()) put(1_000 + i, formOf(finger))
        const shards = galleries.map(
          gallery =>
            new FingerShare(
              { people: gallery.size, positions: POSITIONS, numberAt: place => gallery.numberAt(place) },
              {
                scan: async (shelf, probe) => {
                  const scores = new Uint16Array(gallery.handle.places)
                  scanShare(new FingerScanner(gallery.handle, 0), shelf, probe, scores, new Int32Array(1))
                  return scores
                },
                // a toy of whole templates with many equals, so that order is put to the test
                compare: (place, { position }) => {
                  const number = gallery.numberAt(place)!
                  return number % 7 === seed % 7 && position === 2 ? null : number >= 1_000 ? 3 : number % 3
                },
              },
            ),
        )
        return searchFingerShards(shards, probeOf(seed % 5))
      })
      const [one, two, seven] = await Promise.all(answers)
      expect(one!.scanned).toBe(2)
      expect(one!.candidates.length).toBeGreaterThan(3)
      expect(two).toEqual(one)
      expect(seven).toEqual(one)
    }),
    { numRuns: 25 },
  )
})

test('a finger takes less than two kilobytes, and joined halves are forms in order', () => {
  expect(FORM).toBeLessThan(2_048)
  const { next } = inventedForms('order', 5)
  for (let i = 0; i < 50; i++) {
    const form = next()
    const sectors = Array.from({ length: form[0]! }, (_, n) => form[32 + 32 * n + 26]! >> 4)
    expect(sectors).toEqual(sectors.toSorted((a, b) => a - b))
    expect(form[17]).toBe(form[0])
  }
})
