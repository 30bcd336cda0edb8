import { expect, test } from 'vitest'
import type { GreyImage } from '../../image/grey.ts'
import { drawnEye } from '../drawnEye.ts'
import { SHEET_COLUMNS, SHEET_ROWS } from '../parameters.ts'
import { COLUMNS, circleOf } from '../template.ts'
import { closedPath } from './closedPath.ts'
import { eye } from './eye.ts'
import { gaborCode } from './gaborCode.ts'
import { smoothed } from './harmonics.ts'
import { limbusContour } from './limbusContour.ts'
import { pupilCandidates } from './pupilCandidates.ts'
import { reduced } from './reduced.ts'
import { distanceTo, rubberSheet } from './rubberSheet.ts'
import { visibleIris } from './visibleIris.ts'
import { greatestAround, leastAround, withoutGlints } from './withoutGlints.ts'

test('a lamp in the pupil is painted over as dark as the pupil', () => {
  const { image, glints } = withoutGlints(drawnEye('a', { x: 160, y: 120, lamp: true }))
  expect(image.pixels[126 * 320 + 166]).toBeLessThan(40)
  expect(glints[126 * 320 + 166]).toBe(1)
})

test('a bright field larger than a lamp stays', () => {
  const image = field(100, 100, (x, y) => (x > 20 && x < 80 && y > 20 && y < 80 ? 250 : 60))
  expect(withoutGlints(image).image.pixels).toEqual(image.pixels)
})

test('the greatest and the least of a neighbourhood are those a slow search finds', () => {
  const image = field(23, 17, (x, y) => (x * 7919 + y * 104729) % 251)
  const slow = (pick: (...values: number[]) => number) =>
    image.pixels.map((_, i) => {
      const values: number[] = []
      for (let y = Math.floor(i / 23) - 3; y <= Math.floor(i / 23) + 3; y++)
        for (let x = (i % 23) - 3; x <= (i % 23) + 3; x++)
          if (x >= 0 && x < 23 && y >= 0 && y < 17) values.push(image.pixels[y * 23 + x]!)
      return pick(...values)
    })
  expect(greatestAround(image.pixels, 23, 17, 3)).toEqual(slow(Math.max))
  expect(leastAround(image.pixels, 23, 17, 3)).toEqual(slow(Math.min))
})

test('a reduced pixel is the mean of those it covers', () => {
  expect([
    ...reduced(
      field(4, 2, x => x * 10),
      2,
    ).pixels,
  ]).toEqual([5, 25])
})

test('the closed path follows the strongest ring and meets itself', () => {
  const [angles, count] = [64, 20]
  const gain = new Float32Array(angles * count)
  const ring = (angle: number) => Math.round(10 + 5 * Math.sin((2 * Math.PI * angle) / angles))
  for (let angle = 0; angle < angles; angle++) gain[angle * count + ring(angle)] = 1
  const path = closedPath(gain, angles, count)
  path.forEach((at, angle) => {
    expect(Math.abs(at - ring(angle))).toBeLessThanOrEqual(1)
    expect(Math.abs(at - path[(angle + 1) % angles]!)).toBeLessThanOrEqual(1)
  })
})

test('a line unseen over a third of the circle is completed to the circle', () => {
  const radii = Array.from({ length: 60 }, (_, i) => 50 + 4 * Math.cos((2 * Math.PI * i) / 60) + (i < 20 ? 30 : 0))
  const weights = radii.map((_, i) => (i < 20 ? 0 : 1))
  smoothed(radii, weights, 3, 0.01).forEach((radius, i) => {
    expect(radius).toBeCloseTo(50 + 4 * Math.cos((2 * Math.PI * i) / 60), 0)
  })
})

test.each([
  { x: 160, y: 120, pupil: 32, limbus: 84 },
  { x: 120, y: 130, pupil: 20, limbus: 60 },
  { x: 200, y: 110, pupil: 40, limbus: 72, lid: 70 },
  { x: 320, y: 230, pupil: 60, limbus: 150, width: 640, height: 480 },
])('pupil and limbus are found where they were drawn: %o', drawing => {
  const { image } = withoutGlints(drawnEye('b', drawing))
  const found = eye(image, pupilCandidates(image))
  const limbus = circleOf(limbusContour(image, found.limbus))
  const tolerance = drawing.limbus * 0.03
  for (const [circle, radius] of [
    [found.pupilCircle, drawing.pupil],
    [limbus, drawing.limbus],
  ] as const) {
    expect(Math.abs(circle.radius - radius)).toBeLessThan(tolerance)
    expect(Math.hypot(circle.x - drawing.x, circle.y - drawing.y)).toBeLessThan(tolerance)
  }
})

test('the distance to a contour is right from a point off its centre', () => {
  const contour = { centre: { x: 0, y: 0 }, radii: new Float64Array(128).fill(100) }
  expect(distanceTo(contour, { x: 10, y: 0 }, 1, 0)).toBeCloseTo(90, 6)
  expect(distanceTo(contour, { x: 10, y: 0 }, -1, 0)).toBeCloseTo(110, 6)
  expect(distanceTo(contour, { x: 10, y: 0 }, 0, 1)).toBeCloseTo(Math.sqrt(9900), 3)
})

test('the rubber sheet is as wide for a small pupil as for a large one', () => {
  const sheets = [20, 45].map(pupil => {
    const image = drawnEye('c', { pupil, lamp: false })
    const contours = [pupil, 84].map(radius => ({
      centre: { x: 160, y: 120 },
      radii: new Float64Array(128).fill(radius),
    }))
    return rubberSheet(image, new Uint8Array(image.pixels.length), contours[0]!, contours[1]!).greys
  })
  const middle = 32 * SHEET_COLUMNS
  let difference = 0
  for (let i = middle; i < middle + SHEET_COLUMNS; i++) difference += Math.abs(sheets[0]![i]! - sheets[1]![i]!)
  expect(difference / SHEET_COLUMNS).toBeLessThan(6)
})

test('a bright lid is hidden and the iris beside it is not', () => {
  const greys = new Float32Array(SHEET_ROWS * SHEET_COLUMNS).map((_, i) => 100 + ((i * 7919) % 13))
  const isLid = (i: number) => i % SHEET_COLUMNS > 340 && i % SHEET_COLUMNS < 430 && i > 30 * SHEET_COLUMNS
  greys.forEach((_, i) => {
    if (isLid(i)) greys[i] = 190
  })
  const { visible, flat } = visibleIris({ greys, seen: new Uint8Array(greys.length).fill(1) })
  const lid = [...visible.keys()].filter(isLid)
  expect(lid.every(i => visible[i] === 0 && flat[i] === 0)).toBe(true)
  const shown = visible.reduce((sum, seen) => sum + seen, 0)
  expect(shown).toBeGreaterThan(0.95 * (visible.length - lid.length))
})

test('a sheet turned by two columns is a code turned by one', () => {
  const flat = new Float32Array(SHEET_ROWS * SHEET_COLUMNS).map((_, i) => ((i * 7919) % 97) - 48)
  const turned = flat.map(
    (_, i) => flat[Math.floor(i / SHEET_COLUMNS) * SHEET_COLUMNS + ((i + SHEET_COLUMNS - 2) % SHEET_COLUMNS)]!,
  )
  const all = new Uint8Array(flat.length).fill(1)
  const [code, other] = [gaborCode(flat, all), gaborCode(turned, all)]
  const bit = (words: Uint32Array, row: number, column: number) => {
    const at = row * COLUMNS + ((column + COLUMNS) % COLUMNS)
    return (words[at >> 5]! >>> (at & 31)) & 1
  }
  for (let row = 0; row < 64; row++)
    for (let column = 0; column < COLUMNS; column++)
      expect(bit(other.bits, row, column)).toBe(bit(code.bits, row, column - 1))
})

test('a bit that saw nothing, or nothing but evenness, is not trusted', () => {
  const flat = new Float32Array(SHEET_ROWS * SHEET_COLUMNS)
  expect(gaborCode(flat, new Uint8Array(flat.length).fill(1)).mask.every(word => word === 0)).toBe(true)
  const texture = flat.map((_, i) => ((i * 7919) % 97) - 48)
  expect(gaborCode(texture, new Uint8Array(flat.length)).mask.every(word => word === 0)).toBe(true)
})

function field(width: number, height: number, grey: (x: number, y: number) => number): GreyImage {
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => grey(i % width, Math.floor(i / width)))
  return { width, height, dpi: null, pixels }
}
