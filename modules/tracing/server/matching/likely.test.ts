import { birthOf } from '@nansen/linkage'
import { expect, test } from 'vitest'
import {
  chancesOf,
  keysOfMissing,
  likelyOf,
  type Missing,
  nationalityBits,
  profileOfMissing,
  profileOfPerson,
  tracingJudge,
} from './likely.ts'

const person = (name: readonly string[], more: { sex?: string; born?: string } = {}) => ({
  name,
  sex: more.sex ?? 'male',
  born: more.born ?? '1990',
  estimated: false,
  mother: null,
})
const missing = (names: readonly string[], more: Partial<Missing> = {}): Missing => ({
  names,
  sex: 'male',
  born: birthOf('1990'),
  ...more,
})
/** Five thousand people, ten of whom bear any word. */
const judgeFor = (...all: Missing[]) =>
  tracingJudge(new Map([...keysOfMissing(all).map(key => [key, 10] as const), ['', 5000]]), null)
const bitsOf = (sought: Missing, found: ReturnType<typeof person>) => {
  const judge = judgeFor(sought, missing(found.name))
  return likelyOf(judge, profileOfMissing(judge, sought), profileOfPerson(judge, found)).bits
}

test('a name told in Arabic finds the same name written in Latin letters, and no other name', () => {
  const told = missing(['محمود حسن سليمان'])
  expect(bitsOf(told, person(['Mahmoud Hassan Suleiman']))).toBeGreaterThan(22)
  expect(bitsOf(told, person(['Ibrahim Khaled Tariq']))).toBeLessThan(0)
})

test('common names in two scripts still speak for it: they can only sound alike', () => {
  const [told, known] = [missing(['محمود حسن سليمان'], { born: null }), person(['Mahmoud Hassan Suleiman'])]
  const borne = keysOfMissing([told, missing(known.name)]).map(key => [key, 250] as const)
  const judge = tracingJudge(new Map([...borne, ['', 5000]]), null)
  const { bits } = likelyOf(judge, profileOfMissing(judge, told), profileOfPerson(judge, known))
  expect(bits).toBeGreaterThan(8)
})

test('of several names the one that fits counts, whichever script each is in', () => {
  const known = person(['Samir Haddad'])
  const one = bitsOf(missing(['Samir Haddad']), known)
  expect(bitsOf(missing(['Abu Karim', 'Samir Haddad', 'سمير']), known)).toBeCloseTo(one, 5)
  expect(bitsOf(missing(['Abu Karim']), known)).toBeLessThan(0)
})

test('a range of birth years takes in whoever was born in it, and says less than the year', () => {
  const known = person(['Samir Haddad'])
  const range = (from: number, to: number) =>
    bitsOf(missing(['Samir Haddad'], { born: { from, to, day: null, estimated: true } }), known)
  expect(range(1986, 1992)).toBeGreaterThan(range(1966, 1972))
  expect(bitsOf(missing(['Samir Haddad']), known)).toBeGreaterThan(range(1986, 1992))
})

test('two who seek each other are likelier, and it is said why', () => {
  const sought = missing(['Samir Haddad'])
  const seeker = person(['Rana Khalil Issa'], { sex: 'female' })
  const judge = judgeFor(sought, missing(seeker.name))
  const [profile, other, mine] = [
    profileOfMissing(judge, sought),
    profileOfPerson(judge, person(['Samir Haddad'])),
    profileOfPerson(judge, seeker),
  ]
  const theirs = (name: string) => [profileOfMissing(judge, missing([name], { sex: 'female' }))]
  const alone = likelyOf(judge, profile, other, mine, [])
  const back = likelyOf(judge, profile, other, mine, theirs('رنا خليل'))
  const elsewhere = likelyOf(judge, profile, other, mine, theirs('Huda Nabil'))
  expect(back.bits).toBeGreaterThan(alone.bits + 5)
  expect(elsewhere.bits).toBe(alone.bits)
  expect(back.reasons()[0]).toEqual({ code: 'seeks-back' })
  expect(alone.reasons().map(({ code }) => code)).not.toContain('seeks-back')
})

test('ten people of one name share the chance, and together are never surer than that somebody came', () => {
  const judge = judgeFor()
  const [only] = chancesOf(judge, [20])
  const ten = chancesOf(
    judge,
    Array.from({ length: 10 }, () => 20),
  )
  expect(only!).toBeGreaterThan(0.9)
  expect(ten[0]!).toBeLessThan(0.11)
  expect(ten.reduce((sum, each) => sum + each, 0)).toBeLessThan(1)
})

test('another nationality speaks against, an unknown one does not', () => {
  expect(nationalityBits('SYR', 'IRQ')).toBeLessThan(-4)
  expect([nationalityBits('SYR', 'SYR'), nationalityBits(null, 'IRQ'), nationalityBits('SYR', null)]).toEqual([0, 0, 0])
})
