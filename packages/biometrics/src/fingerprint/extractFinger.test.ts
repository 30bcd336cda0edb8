import { beforeAll, describe, expect, test } from 'vitest'
import { loadKernels } from '../loadKernels.ts'
import { syntheticFinger } from '../synthetic/index.ts'
import { between } from './angles.ts'
import { encodeFinger } from './encoding.ts'
import { extractFinger } from './extractFinger.ts'
import { matchFingers } from './match/matchFingers.ts'
import { prepareFinger } from './match/prepareFinger.ts'
import { drawnFinger, oneEnding, parallelRidges } from './ridges.fixture.ts'
import type { Minutia } from './template.ts'

beforeAll(loadKernels)

/** The minutiae found in an image, also where they are too few for a template. */
function minutiaeIn(image: Parameters<typeof extractFinger>[0]): readonly Minutia[] {
  let found: readonly Minutia[] = []
  try {
    extractFinger(image, (stage, result) => {
      if (stage === 'minutiae') found = result as readonly Minutia[]
    })
  } catch {}
  return found
}

describe('a print', () => {
  test('of parallel ridges has no minutiae', () => {
    expect(minutiaeIn(parallelRidges(160, 9))).toEqual([])
  })

  test('with one ridge that ends has one minutia, there, along the ridge', () => {
    const [minutia, ...others] = minutiaeIn(oneEnding(160, 9))
    expect(others).toEqual([])
    expect(Math.hypot(minutia!.x - 80, minutia!.y - 80)).toBeLessThan(8)
    const upOrDown = Math.min(between(minutia!.angle, Math.PI / 2), between(minutia!.angle, -Math.PI / 2))
    expect(upOrDown).toBeLessThan(0.4)
  })

  test('turned upside down has its minutia turned round', () => {
    const image = oneEnding(160, 9)
    const turned = { ...image, pixels: image.pixels.toReversed() }
    const [before] = minutiaeIn(image)
    const [after] = minutiaeIn(turned)
    expect(between(after!.angle, before!.angle + Math.PI)).toBeLessThan(0.2)
  })

  test('has no minutiae on the edge of the finger, where every ridge stops', () => {
    expect(minutiaeIn(drawnFinger(240, 300, []))).toEqual([])
  })

  test('too poor to use is refused with what to do', () => {
    const blank = { width: 200, height: 200, dpi: 500, pixels: new Uint8Array(40_000).fill(240) }
    expect(() => extractFinger(blank)).toThrow('wipe it and place it again')
  })

  test('without resolution is refused', () => {
    expect(() => extractFinger({ ...parallelRidges(160, 9), dpi: null })).toThrow('pixels per inch')
  })

  test('tells every stage to whoever traces', () => {
    const stages: string[] = []
    extractFinger(syntheticFinger('stages', 2, 0), stage => stages.push(stage))
    expect(stages).toEqual([
      'resolution',
      'contrast',
      'ridges at first',
      'ridges',
      'directions',
      'foreground',
      'clarity',
      'smooth',
      'binary',
      'thin',
      'found',
      'minutiae',
      'waves',
    ])
  })
})

test('two impressions of an invented finger say the same, those of two people do not', () => {
  const prepared = (seed: string, impression: number) =>
    prepareFinger(encodeFinger(extractFinger(syntheticFinger(seed, 2, impression)), 'stored'))
  const amina = prepared('amina', 0)
  expect(matchFingers(amina, prepared('amina', 1))).toBeGreaterThan(4)
  expect(matchFingers(amina, prepared('yusuf', 0))).toBeLessThan(3)
})
