import { seededRandom } from '@nansen/kernel'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadKernels } from '../../loadKernels.ts'
import { syntheticFinger } from '../../synthetic/index.ts'
import { encodeFinger } from '../encoding.ts'
import { extractFinger } from '../extractFinger.ts'
import { type FingerTemplate, NO_WAVE, type RidgeWaves } from '../template.ts'
import { agreeSlowly } from './agreeSlowly.ts'
import { likeness } from './matchFingers.ts'
import { pairsOf, ridgesAgree } from './pairing.ts'
import { type PreparedFinger, prepareFinger } from './prepareFinger.ts'
import { putDownAgain, strewn } from './strewnFinger.fixture.ts'

beforeAll(loadKernels)

const prepared = (template: FingerTemplate) => prepareFinger(encodeFinger(template, 'stored'))

function agree(a: PreparedFinger, b: PreparedFinger): number {
  pairsOf(a.cylinders, b.cylinders)
  return ridgesAgree(a, b)
}

/** Waves strewn like the minutiae: most run alike, some anyhow, some are missing. */
function strewnWaves(seed: number): RidgeWaves {
  const random = seededRandom(`waves ${seed}`)
  const [columns, rows] = [8 + random.below(8), 10 + random.below(8)]
  const direction = random.below(32)
  const one = () =>
    random.chance(0.8) ? ((direction + random.below(5)) % 32) * 8 + random.below(8) : random.below(256)
  const waves = Uint16Array.from({ length: columns * rows }, () => (random.chance(0.9) ? one() : NO_WAVE))
  const squares = Math.ceil(columns / 2) * Math.ceil(rows / 2)
  const lengths = Uint8Array.from({ length: squares }, () => 5 + random.below(5))
  return { column: random.below(3), row: random.below(3), columns, rows, waves, lengths }
}

describe('the kernel', () => {
  test('says how far ridges agree as its TypeScript twin does, to the last bit', () => {
    let told = 0
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 40 }), fc.boolean(), (seed, count, again) => {
        const finger = { ...strewn(seed, count), extractorVersion: 2, ridges: strewnWaves(seed) }
        const other = again ? putDownAgain(finger, seed, 0.1) : strewn(seed + 1, count)
        const a = prepared(finger)
        const b = prepared({ ...other, extractorVersion: 2, ridges: strewnWaves(again ? seed : seed + 1) })
        const said = agree(a, b)
        expect(said).toBe(agreeSlowly(a, b))
        if (said > 0) told++
      }),
      { numRuns: 60, seed: 50 },
    )
    expect(told).toBeGreaterThan(5)
  })

  test('does so on prints that are drawn and taken twice', () => {
    const [first, again, other] = [
      syntheticFinger('agree', 2, 0),
      syntheticFinger('agree', 2, 1),
      syntheticFinger('another', 2, 0),
    ].map(image => prepared(extractFinger(image)))
    expect(agree(first!, again!)).toBe(agreeSlowly(first!, again!))
    expect(agree(first!, other!)).toBe(agreeSlowly(first!, other!))
    expect(agree(first!, again!)).toBeGreaterThan(agree(first!, other!) + 0.3)
  })
})

describe('ridges', () => {
  test('that were not kept in both prints change nothing', () => {
    const finger = prepared({ ...strewn(1, 30), extractorVersion: 2, ridges: strewnWaves(1) })
    const old = prepared(strewn(1, 30))
    expect(old.waves).toBeNull()
    expect(agree(finger, old)).toBe(0)
    expect(likeness(finger, old)).toBe(likeness(old, finger))
  })

  test('that agree make a print more like another, never less', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const finger = { ...strewn(seed, 30), extractorVersion: 2, ridges: strewnWaves(seed) }
        const again = putDownAgain(finger, seed, 0)
        const [bareA, bareB] = [prepared({ ...finger, ridges: null }), prepared({ ...again, ridges: null })]
        expect(likeness(prepared(finger), prepared(again))).toBeGreaterThanOrEqual(likeness(bareA, bareB))
      }),
      { numRuns: 20 },
    )
  })
})
