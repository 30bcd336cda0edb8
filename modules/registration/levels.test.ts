import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALL_QUESTIONS, isAnswered, USUAL_LEVELS, withQuestion } from './levels.ts'

test('every question of every usual level is one that an operation can choose', () => {
  for (const questions of Object.values(USUAL_LEVELS)) {
    expect(questions.filter(question => !ALL_QUESTIONS.includes(question))).toEqual([])
    expect(new Set(questions).size).toBe(questions.length)
  }
})

test('each level asks what the one before it asks, and more', () => {
  const { emergency, basic, comprehensive } = USUAL_LEVELS
  expect(emergency.filter(question => !basic.includes(question))).toEqual([])
  expect(basic.filter(question => !comprehensive.includes(question))).toEqual([])
  expect([basic.length, comprehensive.length].map((length, at) => length > [emergency, basic][at]!.length)).toEqual([
    true,
    true,
  ])
})

test('a question that is put on a level and taken off it again leaves the level as it was, and none is ever there twice', () => {
  const some = fc.uniqueArray(fc.constantFrom(...ALL_QUESTIONS))
  fc.assert(
    fc.property(some, fc.constantFrom(...ALL_QUESTIONS), (questions, question) => {
      const more = withQuestion(questions, question, true)
      expect(new Set(more).size).toBe(more.length)
      expect(more).toContain(question)
      expect(withQuestion(more, question, false)).toEqual(questions.filter(each => each !== question))
    }),
  )
})

test('a question that is put on a level stands where it does among all', () => {
  expect(withQuestion(['group.token', 'sex', 'phone'], 'born', true)).toEqual(['group.token', 'sex', 'born', 'phone'])
})

test('who told something at length is not asked for it in a word', () => {
  expect(isAnswered('occupation', new Set(['work']))).toBe(true)
  expect(isAnswered('occupation', new Set(['skill']))).toBe(false)
  expect(isAnswered('mother_name', new Set(['mother_name']))).toBe(true)
})
