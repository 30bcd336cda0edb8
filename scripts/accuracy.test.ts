import { expect, test } from 'vitest'
import { worseEyes, worseThan } from './accuracy.ts'

const kept = { dpi: 500, stored: { eer: 0.01, fmr1000: 0.02 }, travelling: { eer: 0.02, fmr1000: 0.05 } }

test('an operating point that is as good or better passes, one pair worse fails and is told', () => {
  expect(worseThan('a', kept, kept)).toEqual([])
  expect(worseThan('a', kept, { ...kept, stored: { eer: 0.005, fmr1000: 0.02 } })).toEqual([])
  expect(worseThan('a', kept, { ...kept, travelling: { eer: 0.02, fmr1000: 0.05 + 1 / 280 } })).toEqual([
    'a, travelling form: fmr1000 5.36 % instead of 5.00 %',
  ])
})

test('of eyes a rate that is higher, or an image that fails, is told', () => {
  const eyes = { stored: { eer: 0.005, fmr10000: 0.03, failed: 0 }, twoEyes: { eer: 0 } }
  expect(worseEyes('b', eyes, eyes)).toEqual([])
  expect(worseEyes('b', eyes, { ...eyes, stored: { eer: 0.004, fmr10000: 0.01, failed: 0 } })).toEqual([])
  const worse = { stored: { eer: 0.006, fmr10000: 0.03, failed: 1 }, twoEyes: { eer: 0.0001 } }
  expect(worseEyes('b', eyes, worse)).toEqual([
    'b: eer 0.60 % instead of 0.50 %',
    'b: both eyes, eer 0.01 % instead of 0.00 %',
    'b: 1 images failed instead of 0',
  ])
})
