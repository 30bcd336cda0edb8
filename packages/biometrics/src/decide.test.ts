import { describe, expect, test } from 'vitest'
import { type Candidate, decide, thresholdsFor } from './decide.ts'

const like = (ref: string, evidence: number): Candidate => ({ ref, evidence, sites: { 'finger-2': evidence } })
const thresholds = thresholdsFor(10_000)

describe('after a search among ten thousand people', () => {
  test('the thresholds allow one false look in a hundred and one false name in a hundred thousand', () => {
    expect(thresholds).toEqual({ look: 6, sure: 9 })
  })
  test('a gallery of a few is judged as one of a thousand', () => {
    expect(thresholdsFor(3)).toEqual(thresholdsFor(1_000))
    expect(thresholdsFor(1_000)).toEqual({ look: 5, sure: 8 })
  })
  test('nobody near is nobody known', () => {
    expect(decide([like('a', 5.9), like('b', 1)], thresholds)).toEqual({ outcome: 'nobody-known' })
    expect(decide([], thresholds)).toEqual({ outcome: 'nobody-known' })
  })
  test('one person far above the others is named', () => {
    expect(decide([like('b', 2), like('a', 9)], thresholds)).toEqual({
      outcome: 'this-person',
      candidate: like('a', 9),
    })
  })
  test('one person who is only close is looked at', () => {
    expect(decide([like('a', 8.9)], thresholds)).toEqual({ outcome: 'look', candidates: [like('a', 8.9)] })
  })
  test('two people are looked at however clear the first is, best first', () => {
    expect(decide([like('b', 6), like('a', 20)], thresholds)).toEqual({
      outcome: 'look',
      candidates: [like('a', 20), like('b', 6)],
    })
  })
})
