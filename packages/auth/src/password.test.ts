import { expect, test } from 'vitest'
import { checkNewPassword, hashPassword, passwordMatches } from './password.ts'

const PERSON = ['Amina Invented', 'amina.invented@example.org']
const problemOf = (password: string) => {
  try {
    checkNewPassword(password, PERSON, null)
    return null
  } catch (error) {
    return (error as { details: { problems: { problem: string }[] } }).details.problems[0]?.problem
  }
}

test.each(['seven quiet herons over water', 'sept hérons gris sur la rive', 'سبعة طيور هادئة فوق الماء'])(
  '%s will do',
  password => {
    expect(problemOf(password)).toBeNull()
  },
)

test.each([
  'password12345678',
  'Password-Password-1!',
  'qwertyuiop123456',
  'correct horse battery staple',
  'aaaaaaaaaaaaaaaaaaaa',
  '1234567890123456',
  'Nansen-Refugees-2026',
  'AminaInvented2026!',
  'ilovejesuschrist',
  'P@ssw0rd!P@ssw0rd!',
  '1qaz2wsx3edc4rfv',
  "asdfghjkl;'zxcvbnm",
  'abcdefghijklmnopqr',
  'drowssapdrowssap',
  'Summer2026Summer2026',
  '19840517-19840517',
  'mohammedmohammed',
  'azertyuiop123456',
])('%s is built of what everybody tries first', password => {
  expect(problemOf(password)).toBe('problem.password.common')
})

test('fourteen characters are too few, whatever they are', () => {
  expect(problemOf('xK9!vQ2@mZ7#pL')).toBe('problem.password.short')
})

test('what is stored is argon2id, salted, and the same letters typed otherwise still match', async () => {
  const hash = await hashPassword('sept hérons gris sur la rive')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await hashPassword('sept hérons gris sur la rive')).not.toBe(hash)
  const decomposed = 'sept hérons gris sur la rive'.normalize('NFD')
  expect(await passwordMatches({ hash, password: decomposed })).toBe(true)
  expect(await passwordMatches({ hash, password: 'sept herons gris sur la rive' })).toBe(false)
})
