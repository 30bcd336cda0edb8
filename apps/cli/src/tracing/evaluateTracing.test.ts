import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { evaluate } from '../evaluate.ts'

let [said, warned] = ['', '']
beforeEach(() => {
  ;[said, warned] = ['', '']
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    said += text
  })
  vi.spyOn(console, 'error').mockImplementation((text: string) => {
    warned += text
  })
})
afterEach(() => vi.restoreAllMocks())

test('most of those who are missing and registered are among the ten likeliest, and a search of theirs helps', async () => {
  expect(await evaluate(['tracing', '--people', '1200', '--json'])).toBe(0)
  const { people, ways } = JSON.parse(said)
  expect(people).toBeGreaterThan(1200)
  const [alone, both] = ways
  expect(alone.answers).toBeGreaterThan(5)
  expect(Math.abs(alone.searches - 2 * alone.answers)).toBeLessThanOrEqual(1)
  expect(alone.recallAtTen).toBeGreaterThanOrEqual(0.7)
  expect(both.first).toBeGreaterThanOrEqual(alone.first)
  // more than one chance in ten people at random, by far
  expect(alone.first).toBeGreaterThan(0.3)
}, 120_000)

test('the table tells recall, precision and what a chance was worth', async () => {
  expect(await evaluate(['tracing', '--people', '300'])).toBe(0)
  expect(said).toMatch(/^among 3\d\d people +searches +answers +in top ten +first +over half +right/)
  expect(said).toMatch(/names and births +\d+ +\d+ +[.1]/)
  expect(said).toMatch(/Arabic told, Latin kept/)
}, 120_000)

test.each([
  [['--people', '7'], 'at least 100 people'],
  [['--wrong'], 'Unknown option'],
])('asked %j says what is wrong and ends with 2', async (args, words) => {
  expect(await evaluate(['tracing', ...args])).toBe(2)
  expect(warned).toContain(words)
})
