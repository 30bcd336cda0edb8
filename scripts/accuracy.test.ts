import { expect, test } from 'vitest'
import { worseThan } from './accuracy.ts'

const kept = { dpi: 500, stored: { eer: 0.01, fmr1000: 0.02 }, travelling: { eer: 0.02, fmr1000: 0.05 } }

test('an operating point that is as good or better passes, one pair worse fails and is told', () => {
  expect(worseThan('a', kept, kept)).toEqual([])
  expect(worseThan('a', kept, { ...kept, stored: { eer: 0.005, fmr1000: 0.02 } })).toEqual([])
  expect(worseThan('a', kept, { ...kept, travelling: { eer: 0.02, fmr1000: 0.05 + 1 / 280 } })).toEqual([
    'a, travelling form: fmr1000 5.36 % instead of 5.00 %',
  ])
})
