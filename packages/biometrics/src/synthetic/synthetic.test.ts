import { describe, expect, test } from 'vitest'
import { drawnFace } from './drawnFace.ts'
import { syntheticIris } from './eyeImage.ts'
import { impressionOf, syntheticFinger, syntheticSkin } from './fingerImpression.ts'
import { directionAt } from './ridgeFlow.ts'

/** Share of the places of `a` whose grey differs by more than 40 levels in `b`. */
function different(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + (Math.abs(value - b[i]!) > 40 ? 1 : 0), 0) / a.length
}

describe('an invented finger', () => {
  const skin = syntheticSkin('test', 2)
  const first = impressionOf(skin, 'test', 2, 0)

  test('is the same, pixel for pixel, for the same seed', () => {
    expect(syntheticFinger('test', 2, 0)).toEqual(first)
  })

  test('is a 500 dpi print: dark ridges on bright ground, as much ridge as valley inside', () => {
    expect(first).toMatchObject({ width: 320, height: 400, dpi: 500 })
    const middle = [...first.pixels].filter(
      (_, i) => Math.abs((i % 320) - 160) < 60 && Math.abs(Math.floor(i / 320) - 200) < 80,
    )
    const dark = middle.filter(value => value < 150).length / middle.length
    expect(dark).toBeGreaterThan(0.25)
    expect(dark).toBeLessThan(0.75)
    expect([...first.pixels.subarray(0, 320)].every(value => value > 200)).toBe(true)
  })

  test('is put down differently each time', () => {
    expect(different(first.pixels, impressionOf(skin, 'test', 2, 1).pixels)).toBeGreaterThan(0.1)
  })

  test('has ridges that turn by half a turn around a core and back around a delta', () => {
    const flow = {
      pattern: 'left loop',
      cores: [{ x: 0, y: 0 }],
      deltas: [{ x: 90, y: -90 }],
      arching: 0.4,
      archBase: -60,
    } as const
    const turned = (x: number, y: number) => {
      let sum = 0
      for (let i = 0; i < 360; i++) {
        const here = directionAt(flow, x + 8 * Math.cos((i * Math.PI) / 180), y + 8 * Math.sin((i * Math.PI) / 180))
        const next = directionAt(
          flow,
          x + 8 * Math.cos(((i + 1) * Math.PI) / 180),
          y + 8 * Math.sin(((i + 1) * Math.PI) / 180),
        )
        sum += ((((next - here) % Math.PI) + 1.5 * Math.PI) % Math.PI) - Math.PI / 2
      }
      return sum / Math.PI
    }
    expect(turned(0, 0)).toBeCloseTo(1)
    expect(turned(90, -90)).toBeCloseTo(-1)
    expect(turned(0, 60)).toBeCloseTo(0)
  })
})

describe('an invented eye', () => {
  const first = syntheticIris('test', 'left', 0)

  test('is the same, pixel for pixel, for the same seed, and another one on the other side', () => {
    expect(syntheticIris('test', 'left', 0)).toEqual(first)
    expect(syntheticIris('test', 'right', 0)).not.toEqual(first)
  })

  test('has a dark pupil, a grey iris and a bright white', () => {
    const dark = [...first.pixels].filter(value => value < 60).length
    expect(first).toMatchObject({ width: 320, height: 280 })
    expect(dark).toBeGreaterThan(2000)
    expect(dark).toBeLessThan(12_000)
  })
})

describe('a drawn face', () => {
  const tags = (svg: string) => [...svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)]

  test('is the same for the same seed and traits, and another one for another seed', () => {
    expect(drawnFace(1)).toBe(drawnFace(1))
    expect(drawnFace(1)).not.toBe(drawnFace(2))
  })

  test.each(Array.from({ length: 40 }, (_, i) => i))('number %d is well-formed and holds nothing but shapes', seed => {
    const svg = drawnFace(seed, { headscarf: seed % 5 === 0 })
    const open: string[] = []
    for (const [, closing, name, selfClosing] of tags(svg)) {
      expect(['svg', 'rect', 'path', 'circle', 'ellipse', 'g']).toContain(name)
      if (closing) expect(open.pop()).toBe(name)
      else if (!selfClosing) open.push(name!)
    }
    expect(open).toEqual([])
    expect(svg).not.toMatch(/NaN|undefined|script|href/)
    expect(svg.length).toBeLessThan(8000)
  })

  test('of one family shares its skin', () => {
    const skins = (family: string) =>
      new Set(
        [1, 2, 3, 4].map(
          seed =>
            drawnFace(seed, { family, age: 30, sex: 'male', beard: false }).match(/rx="7" ry="11" fill="(#\w+)"/)?.[1],
        ),
      )
    expect(skins('a').size).toBeLessThanOrEqual(2)
  })

  test('of a child has no beard', () => {
    const child = { sex: 'male', age: 9 } as const
    expect(drawnFace(3, { ...child, beard: true })).toBe(drawnFace(3, { ...child, beard: false }))
  })
})
