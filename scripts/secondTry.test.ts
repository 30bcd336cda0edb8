import { expect, test } from 'vitest'
import { MOST_SECOND_TRIES, type RunReport, secondTries, sumOf, unsteady } from './secondTry.ts'

const passed = (count: number) => ({ passed: count, failed: 0, skipped: 0 })
const failed = { passed: 3, failed: 2, skipped: 1 }
const run = (files: RunReport['files'], unhandled = 0): RunReport => ({ files, unhandled })

test('a file that failed among others is tried again, and its second run counts', () => {
  const first = run({ 'a.test.ts': passed(7), 'b.spec.ts': failed })
  expect(secondTries(first)).toEqual(['b.spec.ts'])
  const second = run({ 'b.spec.ts': passed(6) })
  expect(sumOf(first, second)).toEqual(passed(13))
  expect(unsteady(first, second)).toEqual(['b.spec.ts'])
})

test('a file that fails twice has failed, and is not called unsteady', () => {
  const first = run({ 'a.test.ts': passed(7), 'b.spec.ts': failed })
  expect(sumOf(first, run({ 'b.spec.ts': failed }))).toEqual({ passed: 10, failed: 2, skipped: 1 })
  expect(unsteady(first, run({ 'b.spec.ts': failed }))).toEqual([])
})

test('a second run that says nothing of a file leaves it failed', () => {
  const first = run({ 'b.spec.ts': failed })
  expect(sumOf(first, run({}))).toEqual(failed)
  expect(unsteady(first, run({}))).toEqual([])
})

test('what failed outside of tests, or in many files, is not tried again', () => {
  expect(secondTries(run({ 'b.spec.ts': failed }, 1))).toEqual([])
  const many = Object.fromEntries(Array.from({ length: MOST_SECOND_TRIES + 1 }, (_, nth) => [`${nth}.test.ts`, failed]))
  expect(secondTries(run(many))).toEqual([])
  expect(sumOf(run({ 'b.spec.ts': failed }, 1), null).failed).toBe(3)
})
