import { expect, test } from 'vitest'
import { afterReply, afterTry, isDone, MOST_TRIES, oddsOf, type SiteState, type Taken } from './sitting.ts'

const taken = (score: number): Taken => ({
  file: new Uint8Array(),
  dpi: 500,
  score,
  acceptable: score >= 40,
  advice: [],
  template: new Uint8Array(),
  width: 1,
  height: 1,
  pixels: new Uint8Array(1),
})
const empty: SiteState = { is: 'empty', tries: 0 }

test('a good first try is enough', () => {
  expect(isDone(afterTry(empty, taken(60)))).toBe(true)
})

test('a poor print is taken again, and accepted after three tries', () => {
  const once = afterTry(empty, taken(20))
  const twice = afterTry(once, taken(25))
  expect([isDone(once), isDone(twice), isDone(afterTry(twice, taken(10)))]).toEqual([false, false, true])
})

test('a worse try never replaces a better one', () => {
  const state = afterTry(afterTry(empty, taken(38)), taken(12))
  expect(state).toMatchObject({ is: 'taken', tries: 2, best: { score: 38 } })
})

test('an engine that failed costs no try, and takes away nothing that was taken', () => {
  const [fault, image] = [{ outcome: 'fault' } as const, { file: new Uint8Array(), dpi: 500 }]
  expect(afterReply(empty, fault, image)).toEqual({ is: 'failed', tries: 0, why: 'fault' })
  const before = afterTry(empty, taken(38))
  expect(afterReply(before, fault, image)).toBe(before)
})

test('evidence is told as round odds', () => {
  expect(oddsOf(6.3)).toBe(2_000_000)
  expect(oddsOf(0)).toBe(1)
  expect(oddsOf(40)).toBe(1e15)
})

test('what no template could be made of is never done by tries alone, only by another image or an exception', () => {
  const poor = { id: 1, outcome: 'too-poor', width: 1, height: 1, pixels: new Uint8Array(1) } as const
  const image = { file: new Uint8Array(), dpi: null }
  let state: SiteState = empty
  for (let tries = 0; tries < 2 * MOST_TRIES; tries++) state = afterReply(state, poor, image)
  expect(state).toEqual({ is: 'failed', tries: 2 * MOST_TRIES, why: 'too-poor' })
  expect(isDone(state)).toBe(false)
  expect(isDone({ is: 'excepted', tries: state.tries, reason: 'too-poor' })).toBe(true)
})
