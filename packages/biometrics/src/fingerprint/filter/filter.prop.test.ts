import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { GalleryFingers } from '../../galleryFingers.ts'
import { loadKernels } from '../../loadKernels.ts'
import { encodeFinger } from '../encoding.ts'
import { type PreparedFinger, prepareFinger } from '../match/prepareFinger.ts'
import { putDownAgain, strewn } from '../match/strewnFinger.fixture.ts'
import type { FingerTemplate } from '../template.ts'
import { FORM, filterFormOf, KEPT } from './filterForm.ts'
import { filterSlowly } from './filterSlowly.ts'
import { LEADING } from './parameters.ts'

beforeAll(loadKernels)

const prepared = (template: FingerTemplate) => prepareFinger(encodeFinger(template, 'stored'))
const count = fc.integer({ min: 0, max: 60 })
/** Right index fingers of many people, in memories of so many. */
function shelfOf(formsOfMemory: number) {
  const fingers = new GalleryFingers(formsOfMemory)
  return {
    put: (form: PreparedFinger) => {
      const place = fingers.put(0)
      fingers.lay(place, 'finger-2', form)
      return place
    },
    drop: (place: number) => fingers.drop(place),
    likeness: (probe: PreparedFinger, places: Uint32Array) => fingers.likeness('finger-2', probe, places),
    others: (probe: PreparedFinger, places: Uint32Array) => fingers.likeness('finger-3', probe, places),
  }
}

describe('the quick filter', () => {
  test('says of every finger of a list what its TypeScript twin says, to the last bit', () => {
    fc.assert(
      fc.property(fc.nat(), count, fc.array(count, { maxLength: 6 }), (seed, ofProbe, ofOthers) => {
        const probe = prepared(strewn(seed, ofProbe))
        const again = prepared(putDownAgain(strewn(seed, ofProbe), seed, (seed % 60) / 10 - 3))
        const all = [again, ...ofOthers.map((many, i) => prepared(strewn(seed + i + 1, many)))]
        const shelf = shelfOf(3)
        const slots = Uint32Array.from(all, each => shelf.put(each))
        const slow = all.map(({ cylinders }) =>
          filterSlowly(filterFormOf(probe.cylinders, LEADING), filterFormOf(cylinders)),
        )
        expect([...shelf.likeness(probe, slots)]).toEqual(slow)
        expect([...shelf.likeness(probe, slots.toReversed())]).toEqual(slow.toReversed())
      }),
      { numRuns: 150 },
    )
  })

  test('finds a finger that is put down again before strangers', () => {
    const shelf = shelfOf(64)
    const strangers = Uint32Array.from({ length: 200 }, (_, i) => shelf.put(prepared(strewn(100 + i, 40))))
    for (let seed = 1; seed <= 10; seed++) {
      const finger = strewn(seed, 40)
      const own = shelf.put(prepared(putDownAgain(finger, seed, 0.3)))
      const [again, ...others] = shelf.likeness(prepared(finger), Uint32Array.of(own, ...strangers))
      expect(again).toBeGreaterThan(Math.max(...others))
    }
  })

  test('gives the place of one who left to one who comes, and keeps the others apart', () => {
    const shelf = shelfOf(1)
    const [a, b, c] = [1, 2, 3].map(seed => prepared(strewn(seed, 30)))
    const [first, second] = [shelf.put(a!), shelf.put(b!)]
    const before = shelf.likeness(b!, Uint32Array.of(second))
    shelf.drop(first)
    expect(shelf.put(c!)).toBe(first)
    expect(shelf.likeness(b!, Uint32Array.of(second))).toEqual(before)
    expect(shelf.likeness(c!, Uint32Array.of(first))[0]).toBeGreaterThan(shelf.likeness(a!, Uint32Array.of(first))[0]!)
  })

  test('holds more fingers than one block and one memory, and keeps below two kilobytes of each', () => {
    const shelf = shelfOf(4_500)
    const finger = prepared(strewn(1, 40))
    const slots = Uint32Array.from({ length: 5_000 }, () => shelf.put(finger))
    expect(new Set(shelf.likeness(finger, slots)).size).toBe(1)
    expect(FORM).toBeLessThanOrEqual(2_000)
    expect(KEPT).toBeLessThan(256)
  })

  test('says nothing of a finger without minutiae', () => {
    const shelf = shelfOf(10)
    const [none, some] = [prepared(strewn(1, 0)), prepared(strewn(1, 40))]
    const slots = Uint32Array.of(shelf.put(none), shelf.put(some))
    expect([...shelf.likeness(none, slots)]).toEqual([0, 0])
    expect([...shelf.others(some, slots)]).toEqual([0, 0])
    expect(shelf.likeness(some, slots)[0]).toBe(0)
  })
})
