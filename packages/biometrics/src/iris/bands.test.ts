import { beforeAll, expect, test } from 'vitest'
import { loadKernels } from '../loadKernels.ts'
import { syntheticIris } from '../synthetic/index.ts'
import { type BitAgreement, bitAgreement, irisBand } from './bands.ts'

beforeAll(() => loadKernels())

/** Mean share of agreeing bits where both see, hundredths. */
function mean({ hundredths }: BitAgreement): number {
  const seen = hundredths.filter(each => each !== 255)
  return seen.reduce((sum, each) => sum + each, 0) / seen.length
}

test('an eye agrees with itself everywhere it is seen, with itself again mostly, and with a stranger by half', () => {
  const [one, again, stranger] = [
    irisBand(syntheticIris('examined', 'left', 0)),
    irisBand(syntheticIris('examined', 'left', 1)),
    irisBand(syntheticIris('somebody else', 'left', 0)),
  ]
  expect(mean(bitAgreement(one.template, one.template))).toBe(100)
  expect(mean(bitAgreement(one.template, again.template))).toBeGreaterThan(70)
  expect(mean(bitAgreement(one.template, stranger.template))).toBeLessThan(62)
})

test('what is hidden in the band is trusted by no bit, and both have the size they say', () => {
  const band = irisBand(syntheticIris('examined', 'left', 0))
  expect(band.pixels.length).toBe(band.width * band.height)
  const { hundredths, width, height, turn } = bitAgreement(band.template, band.template)
  expect(hundredths.length).toBe(width * height)
  expect(turn).toBe(0)
  expect(band.visible.includes(0)).toBe(true)
  expect(hundredths.includes(255)).toBe(true)
})
