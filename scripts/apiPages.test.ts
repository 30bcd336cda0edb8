import { expect, test } from 'vitest'
import { apiPages, declaredIn, firstSentence } from './gen/apiPages.ts'

const FILES = new Map([
  ['index.d.ts', "export { type Print, lift } from './fingerprint/lift.js';\nexport * from './evidence.js';\n"],
  [
    'fingerprint/lift.d.ts',
    `import type { Glass } from './glass.js';
/** How a print lies. A word of a comment is no shape: Node. */
export interface Print {
    /** Pixels at 500 dpi, from the left. */
    readonly x: number;
    readonly glass: Glass;
}
/**
 * Lifts a print off its glass: nothing stays.
 * @param angle radians, counter-clockwise
 * @throws Refusal \`invalid\` when there is none
 */
export declare function lift(print: Print, angle: number): void;
/** Only for those within. */
export declare function hidden(): void;
`,
  ],
  [
    'fingerprint/glass.d.ts',
    '/** What it lies on. */\nexport interface Glass {\n    readonly dpi: number;\n}\nexport interface Node {\n    readonly at: 1;\n}\n',
  ],
  ['evidence.d.ts', '/** -log10 of a chance. */\nexport type Evidence = number;\n'],
])

test('a page shows what a door offers and the shapes that this names, and nothing else', () => {
  const pages = apiPages(FILES, ['index.d.ts'])
  const fingers = pages.get('fingers.md')!
  expect(fingers.match(/^##+ .+/gm)).toEqual(['### lift', '### Print', '## Shapes that these name', '### Glass'])
  expect(fingers).toContain('  /** Pixels at 500 dpi, from the left. */\n  readonly x: number;')
  expect(fingers).toContain(
    'Lifts a print off its glass: nothing stays.\n\n- `angle`: radians, counter-clockwise\n- throws: Refusal `invalid` when there is none\n',
  )
  expect(pages.get('README.md')).toContain('| [`lift`](fingers.md#lift) | Lifts a print off its glass. |')
  expect(pages.get('comparing.md')).toContain('type Evidence = number;')
})

test('overloads stand together, and a docstring is not taken for its neighbour’s', () => {
  const text =
    '/** One. */\nexport declare function f(a: 1): 1;\nexport declare function f(a: 2): 2;\nexport declare const B: {\n    readonly c: 1;\n};\n'
  const found = declaredIn('x.d.ts', text)
  expect(found.get('f')!.code).toBe('function f(a: 1): 1;\nfunction f(a: 2): 2;')
  expect(found.get('B')).toMatchObject({ words: [], code: 'const B: {\n  readonly c: 1;\n};' })
})

test.each([
  [['Says this. And that.'], 'Says this.'],
  [['Says this: that', '@param a b.'], 'Says this.'],
  [['Over two', 'lines (ISO 1.2) it goes'], 'Over two lines (ISO 1.2) it goes.'],
  [['@throws never.'], ''],
])('%j begins with %j', (words, sentence) => {
  expect(firstSentence(words)).toBe(sentence)
})
