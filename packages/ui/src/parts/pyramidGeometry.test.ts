import { expect, test } from 'vitest'
import { pyramidGeometry } from './pyramidGeometry.ts'

const bands = [
  { band: '0–4', female: 40, male: 50 },
  { band: '5–11', female: 30, male: 10 },
  { band: '60+', female: 5, male: 0 },
]
const size = { width: 456, height: 300 }
const bar = (direction: 'ltr' | 'rtl', band: string, sex: string) =>
  pyramidGeometry(bands, size, direction).bars.find(each => each.band === band && each.sex === sex)!

test('right-to-left is the mirror image', () => {
  for (const { band } of bands) {
    for (const sex of ['female', 'male']) {
      const ltr = bar('ltr', band, sex)
      const rtl = bar('rtl', band, sex)
      expect(rtl.x).toBeCloseTo(size.width - ltr.x - ltr.width)
      expect([rtl.width, rtl.y]).toEqual([ltr.width, ltr.y])
    }
  }
})

test('women stand on the left for a reader of English and on the right for a reader of Arabic', () => {
  expect(bar('ltr', '0–4', 'female').x).toBeLessThan(bar('ltr', '0–4', 'male').x)
  expect(bar('rtl', '0–4', 'female').x).toBeGreaterThan(bar('rtl', '0–4', 'male').x)
})

test('both halves have one scale, and lengths are in proportion to people', () => {
  expect(bar('ltr', '0–4', 'female').width / bar('ltr', '5–11', 'female').width).toBeCloseTo(40 / 30)
  expect(bar('ltr', '0–4', 'male').width / bar('ltr', '0–4', 'female').width).toBeCloseTo(50 / 40)
})

test('the youngest are at the bottom', () => {
  expect(bar('ltr', '0–4', 'female').y).toBeGreaterThan(bar('ltr', '60+', 'female').y)
})

test('no people is a drawing without bars, not a broken one', () => {
  const empty = pyramidGeometry([{ band: '0–4', female: 0, male: 0 }], size, 'ltr')
  expect(empty.bars.map(each => each.width)).toEqual([0, 0])
})
