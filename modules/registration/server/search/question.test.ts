import { expect, test } from 'vitest'
import { readQuestion } from './question.ts'
import { scoreOf } from './score.ts'

test('a name with an age beside it is no number; a number with spaces in it is', () => {
  const numbersIn = (typed: string) => readQuestion(typed).exact
  expect(['يوسف 15', 'Yusuf 15', 'ዮሴፍ 1234', 'Yusuf 1984'].map(numbersIn)).toEqual([[], [], ['1234'], []])
  expect(numbersIn('A 123 456')).toContain('A123456')
  expect(numbersIn('jor zaa 0000332 n')).toContain('JORZAA0000332N')
})

test('who bears the word said first as their own name is likelier meant than whose father or family does', () => {
  const written = ['Kaltouma Bashir Yusuf', 'Asmaa Yusuf Alnajar', 'Yusuf Bashir Alnajar']
  const score = (display_name: string) =>
    scoreOf(readQuestion('Yusuf'), { display_name, display_name_native: null, year_of_birth: null, found_by: null })
      .score
  const [family, father, own] = written.map(score)
  expect(own).toBeGreaterThan(family!)
  expect(father).toBe(family)
})
