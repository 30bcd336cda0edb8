import { expect, test } from 'vitest'
import { alignment, type Motion, motionOf, moved } from './aligned.ts'

const PLACES = [
  { x: 40, y: 60 },
  { x: 200, y: 90 },
  { x: 120, y: 240 },
  { x: 260, y: 310 },
  { x: 80, y: 330 },
]
const THERE: Motion = { turn: 0.3, dx: 25, dy: -40 }
const PAIRS = PLACES.map(b => ({ a: moved(THERE, b), b, strength: 0.8 }))

test('a print that was turned and moved is brought back over the other', () => {
  const found = motionOf(PAIRS)
  expect(found.turn).toBeCloseTo(0.3, 9)
  expect([found.dx, found.dy].map(Math.round)).toEqual([25, -40])
})

test('a pair that is none is left out, and does not turn the picture', () => {
  const wrong = { a: { x: 300, y: 20 }, b: { x: 60, y: 380 }, strength: 0.1 }
  const { motion, fitting } = alignment([...PAIRS, wrong])
  expect(fitting).toEqual(PAIRS)
  expect(motion.turn).toBeCloseTo(0.3, 9)
})

test('one pair or none moves nothing', () => {
  expect(motionOf([])).toEqual({ turn: 0, dx: 0, dy: 0 })
  expect(alignment(PAIRS.slice(0, 1)).motion).toEqual({ turn: 0, dx: 0, dy: 0 })
})
