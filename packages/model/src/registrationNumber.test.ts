import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter, isRegistrationNumber, registrationNumber } from './registrationNumber.ts'

const characters = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const someNumber = fc
  .record({
    prefix: fc.constantFrom('KEN-DAD', 'UGA-0A1', 'JOR-ZZZ'),
    count: fc.integer({ min: 1, max: 9_999_999 }),
  })
  .map(({ prefix, count }) => registrationNumber(prefix, count))

describe('the check character', () => {
  test('is that of the GRid standard’s published example', () => {
    expect(checkCharacter('A12425GABC1234002')).toBe('M')
  })

  test('catches every single wrong character', () => {
    fc.assert(
      fc.property(someNumber, fc.nat(16), characters, (number, at, wrong) => {
        fc.pre(number[at] !== '-' && number[at] !== wrong)
        const typed = number.slice(0, at) + wrong + number.slice(at + 1)
        expect(checkCharacter(typed.slice(0, -1)) === typed.at(-1)).toBe(false)
      }),
    )
  })

  test('catches all but very few neighbours that changed places', () => {
    let swaps = 0
    let missed = 0
    for (let count = 1; count < 200_000; count += 37) {
      const number = registrationNumber('KEN-DAD', count)
      for (let at = 8; at < 14; at++) {
        if (number[at] === number[at + 1]) continue
        swaps++
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
        if (isRegistrationNumber(swapped)) missed++
      }
    }
    expect(swaps).toBeGreaterThan(10_000)
    expect(missed / swaps).toBeLessThan(1 / 100)
  })

  test('of a number makes it a number', () => {
    fc.assert(
      fc.property(someNumber, number => {
        expect(isRegistrationNumber(number)).toBe(true)
      }),
    )
  })
})
