import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadKernels } from '../loadKernels.ts'
import { Layers } from './layers.ts'
import { convSlowly, depthwiseSlowly, greatestSlowly, type Picture, pointwiseSlowly } from './layersSlowly.ts'
import { heldLayer } from './weights.ts'

let layers: Layers
beforeAll(async () => {
  await loadKernels()
  layers = new Layers()
})

const numbers = (count: number, seed: number) =>
  Float32Array.from({ length: count }, (_, i) => Math.fround(Math.sin(seed + i * 12.9898) * 2))
const picture = (height: number, width: number, channels: number, seed: number): Picture => ({
  height,
  width,
  channels,
  values: numbers(height * width * channels, seed),
})
const size = fc.record({
  height: fc.integer({ min: 3, max: 9 }),
  width: fc.integer({ min: 3, max: 9 }),
  seed: fc.integer({ min: 0, max: 1000 }),
  stride: fc.constantFrom(1, 2),
})
const begun = ({ height, width, channels, values }: Picture) => layers.begin(height, width, channels, values)

test('the kernel of the face finder says what its slow twin says, to the last bit', () => {
  fc.assert(
    fc.property(
      size,
      fc.constantFrom('same' as const, 'valid' as const),
      fc.constantFrom('none' as const, 'leaky' as const, 'relu' as const),
      ({ height, width, seed, stride }, padding, act) => {
        const three = picture(height, width, 3, seed)
        const [weights, bias] = [numbers(9 * 3 * 16, seed + 1), numbers(16, seed + 2)]
        const first = heldLayer(layers, weights, bias)
        const said = layers.conv(begun(three), first, stride, padding, act)
        const slow = convSlowly(three, weights, bias, stride, padding, act)
        expect([said.height, said.width, said.channels]).toEqual([slow.height, slow.width, slow.channels])
        expect(layers.read(said)).toEqual(slow.values)

        const many = picture(height, width, 16, seed)
        const taps = layers.keep(numbers(9 * 16, seed + 3))
        expect(layers.read(layers.depthwise(begun(many), taps, stride))).toEqual(
          depthwiseSlowly(many, numbers(9 * 16, seed + 3), stride, 'same').values,
        )
        const wide = heldLayer(layers, numbers(16 * 32, seed + 4), numbers(32, seed + 5))
        expect(layers.read(layers.pointwise(begun(many), wide, act))).toEqual(
          pointwiseSlowly(many, numbers(16 * 32, seed + 4), numbers(32, seed + 5), act).values,
        )
        expect(layers.read(layers.greatest(begun(many), stride))).toEqual(greatestSlowly(many, stride).values)
      },
    ),
    { numRuns: 30 },
  )
})

test('filters that are no multiple of sixteen are filled up with zeros', () => {
  const one = picture(2, 2, 16, 5)
  const said = layers.read(layers.pointwise(begun(one), heldLayer(layers, numbers(16 * 25, 7), numbers(25, 8)), 'none'))
  const slow = pointwiseSlowly(one, numbers(16 * 25, 7), numbers(25, 8), 'none').values
  expect(said).toHaveLength(4 * 32)
  for (let pixel = 0; pixel < 4; pixel++) {
    expect(said.subarray(pixel * 32, pixel * 32 + 25)).toEqual(slow.subarray(pixel * 25, pixel * 25 + 25))
    expect(said.subarray(pixel * 32 + 25, (pixel + 1) * 32).every(value => value === 0)).toBe(true)
  }
})
