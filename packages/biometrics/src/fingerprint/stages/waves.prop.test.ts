import { seededRandom } from '@nansen/kernel'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadKernels } from '../../loadKernels.ts'
import { WAVE_PHASES } from '../parameters.ts'
import { inSteps, wavesAt } from './waves.ts'
import { waveSlowly } from './wavesSlowly.ts'

beforeAll(loadKernels)

/** A plane wave of ridges, dark (high) where its phase is 0, and some noise. */
function drawn(kx: number, ky: number, phase: number, noise: number, seed: number) {
  const random = seededRandom(String(seed))
  const [width, height] = [90, 80]
  const values = Float32Array.from(
    { length: width * height },
    (_, i) => Math.cos(kx * ((i % width) - 45) + ky * (Math.floor(i / width) - 40) + phase) + noise * random.normal(),
  )
  return { width, height, values }
}

const vectors = fc.record({
  angle: fc.double({ min: -3.14, max: 3.14, noNaN: true }),
  length: fc.double({ min: 6, max: 14, noNaN: true }),
  phase: fc.double({ min: -3.1, max: 3.1, noNaN: true }),
  seed: fc.nat(),
})

describe('the wave around a place', () => {
  test('is what its TypeScript twin finds', () => {
    fc.assert(
      fc.property(vectors, fc.nat({ max: 89 }), fc.nat({ max: 79 }), ({ angle, length, phase, seed }, x, y) => {
        const speed = (2 * Math.PI) / length
        const plane = drawn(speed * Math.cos(angle), speed * Math.sin(angle), phase, 0.5, seed)
        const [fast] = wavesAt(plane, [{ x, y }])
        const slow = waveSlowly(plane, x, y)
        for (const key of ['kx', 'ky', 'phase', 'explained'] as const) expect(fast![key]).toBeCloseTo(slow[key], 8)
      }),
      { numRuns: 30, seed: 50 },
    )
  })

  test('has the direction, length and phase of the ridges, whichever way it is taken to run', () => {
    fc.assert(
      fc.property(vectors, ({ angle, length, phase, seed }) => {
        const speed = (2 * Math.PI) / length
        const [kx, ky] = [speed * Math.cos(angle), speed * Math.sin(angle)]
        const [found] = wavesAt(drawn(kx, ky, phase, 0, seed), [{ x: 45, y: 40 }])
        const way = found!.kx * kx + found!.ky * ky < 0 ? -1 : 1
        expect(Math.hypot(found!.kx - way * kx, found!.ky - way * ky)).toBeLessThan(0.12 * speed)
        expect(Math.cos(found!.phase - way * phase)).toBeGreaterThan(0.95)
        expect(found!.explained).toBeGreaterThan(0.8)
      }),
      { numRuns: 40 },
    )
  })

  test('is kept the same when it runs the other way with its phase the other way', () => {
    fc.assert(
      fc.property(vectors, ({ angle, length, phase }) => {
        const speed = (2 * Math.PI) / length
        const wave = { kx: speed * Math.cos(angle), ky: speed * Math.sin(angle), phase, explained: 1 }
        const { wave: one } = inSteps(wave)
        const { wave: other } = inSteps({ ...wave, kx: -wave.kx, ky: -wave.ky, phase: -wave.phase })
        const steps = (one - other + 4 * WAVE_PHASES) % WAVE_PHASES
        expect(Math.floor(one / WAVE_PHASES)).toBe(Math.floor(other / WAVE_PHASES))
        expect([0, 1, WAVE_PHASES - 1]).toContain(steps) // a phase halfway between two steps is rounded upwards both times
      }),
    )
  })

  test('is nothing where there is nothing', () => {
    const plane = { width: 60, height: 60, values: new Float32Array(3600) }
    expect(wavesAt(plane, [{ x: 30, y: 30 }])).toEqual([{ kx: 0, ky: 0, phase: 0, explained: 0 }])
  })
})
