import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blinded, blindedAgain, common, newSecret, OtherList } from './blind.ts'
import { onCurve, pointOf } from './curve.ts'

/** Both sides of one comparison. */
async function compared(ours: readonly string[], theirs: readonly string[]) {
  const [a, b] = [await newSecret(), await newSecret()]
  const [first, second] = [await blinded(a, ours), await blinded(b, theirs)]
  const [back, doubled] = [await blindedAgain(b, first), await blindedAgain(a, second)]
  return {
    first,
    second,
    forUs: await common(a, ours, first, back, second),
    forThem: await common(b, theirs, second, doubled, first),
  }
}

describe('two partners', () => {
  test('each learn which of their own families the other serves too, and nothing else comes over', async () => {
    const { forUs, forThem, first, second } = await compared(['KEN-1', 'KEN-2', 'KEN-3'], ['KEN-3', 'KEN-4', 'KEN-1'])
    expect([...forUs].sort()).toEqual(['KEN-1', 'KEN-3'])
    expect([...forThem].sort()).toEqual(['KEN-1', 'KEN-3'])
    expect(first.some(token => second.includes(token))).toBe(false)
  })

  test('find exactly what both lists hold, whatever is on them', async () => {
    const list = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(list, list, async (one, other) => {
        const { forUs } = await compared(one.map(String), other.map(String))
        expect(forUs.map(Number).sort()).toEqual(one.filter(number => other.includes(number)).sort())
      }),
      { numRuns: 15 },
    )
  })

  test('send other tokens for the same list each time, in an order that says nothing of the list', async () => {
    const numbers = Array.from({ length: 20 }, (_, at) => `KEN-${at}`)
    const [once, again] = [await blinded(await newSecret(), numbers), await blinded(await newSecret(), numbers)]
    expect(once.some(token => again.includes(token))).toBe(false)
    expect(once).toEqual([...once].sort())
    const secret = await newSecret()
    expect(await blinded(secret, numbers)).toEqual(await blinded(secret, [...numbers].reverse()))
  })

  test('are told when the list is not the one that was sent', async () => {
    const [a, b] = [await newSecret(), await newSecret()]
    const first = await blinded(a, ['KEN-1', 'KEN-2'])
    const back = await blindedAgain(b, first)
    await expect(common(a, ['KEN-1', 'KEN-9'], first, back, [])).rejects.toBeInstanceOf(OtherList)
    await expect(common(b, ['KEN-1', 'KEN-2'], first, back, [])).rejects.toBeInstanceOf(OtherList)
  })
})

test('the points of numbers are on the curve, never on its twist, which any blinding would show', async () => {
  expect(onCurve(9n)).toBe(true)
  expect(onCurve(2n)).toBe(false)
  for (let number = 0; number < 40; number++) {
    const bytes = await pointOf(String(number))
    expect(onCurve([...bytes].reverse().reduce((value, byte) => value * 256n + BigInt(byte), 0n))).toBe(true)
  }
})
