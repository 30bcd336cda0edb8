import { NAME_PARTS } from '@nansen/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayNames, nameIn, nameLines, nameProblem, partsOfLines } from './names.ts'

const WORDS = { Latn: ['Amina', 'Óscar', 'N’Diaye', 'Al-Hassan'], Arab: ['محمد', 'خديجة'], Ethi: ['ተስፋዬ'] } as const
const somePart = fc.constantFrom(...(Object.keys(WORDS) as (keyof typeof WORDS)[])).chain(script =>
  fc.record({
    name: fc.record({
      part: fc.constantFrom(...NAME_PARTS),
      text: fc.constantFrom<string>(...WORDS[script]),
      script: fc.constant(script),
    }),
    sequence: fc.integer({ min: 1, max: 9 }),
  }),
)
const someName = fc
  .array(somePart, { minLength: 1, maxLength: 6 })
  .map(parts => parts.map((part, at) => ({ ...part, sequence: at + 1 })))

describe('a name', () => {
  test('comes back from the lines a correction keeps', () => {
    fc.assert(
      fc.property(someName, parts => {
        expect(partsOfLines(nameLines(parts))).toEqual(parts)
      }),
    )
  })
  test('reads the same in whatever order its rows come', () => {
    fc.assert(
      fc.property(someName, parts => {
        expect(nameIn([...parts].reverse(), 'Latn')).toBe(nameIn(parts, 'Latn'))
      }),
    )
  })
  test('is shown in Latin letters where there are any, and never made up', () => {
    fc.assert(
      fc.property(someName, parts => {
        const { latin, native } = displayNames(parts)
        const written = nameIn(parts, 'Latn')
        if (written !== null) expect(latin).toBe(written)
        else expect(native).toBeNull()
      }),
    )
  })
  test('of invented people has no problem', () => {
    fc.assert(
      fc.property(somePart, ({ name }) => {
        expect(nameProblem(name)).toBeNull()
      }),
    )
  })
  test('beside the name, like the mother’s, is not said with it', () => {
    const part = (kind: 'given' | 'mother', text: string, sequence: number) => ({
      name: { part: kind, text, script: 'Latn' as const },
      sequence,
    })
    expect(nameIn([part('given', 'Amina', 1), part('mother', 'Zahra', 2)], 'Latn')).toBe('Amina')
  })
})
