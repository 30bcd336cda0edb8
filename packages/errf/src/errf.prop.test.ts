import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changed, inventedBatch } from '../test/batch.ts'
import { validateErrf } from './check.ts'
import { readErrf } from './read.ts'
import { writeErrf } from './write.ts'
import { XmlRefused } from './xml/limits.ts'
import { readXml } from './xml/readXml.ts'

const TODAY = '2026-11-22'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const form = writeErrf(inventedBatch(1)).replace(/<Photo>[^<]*/g, '<Photo>')

/** What XML can carry: no controls but tab and line end, no halves of characters. */
const texts = fc.string({ unit: 'binary' }).filter(text => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
  return text.isWellFormed() && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text)
})

test('any text that XML can carry comes back as it was', () => {
  fc.assert(
    fc.property(texts, texts, (first, second) => {
      const document = changed(inventedBatch(1), 'dataAlias', ([row]) => [
        { ...row, IndividualAliasLastName: first, IndividualAliasFirstName: second },
      ])
      expect(readErrf(bytes(writeErrf(document)))).toMatchObject({ document, findings: [] })
    }),
    { numRuns: 300 },
  )
})

test('whatever is done to a file, it is judged in words and nothing falls over', () => {
  const edit = fc.record({
    at: fc.nat(form.length),
    take: fc.nat(40),
    put: fc.constantFrom(
      '',
      '<',
      '>',
      '</',
      '&',
      '&#x110000;',
      ']]>',
      '<![CDATA[',
      '<!--',
      '"',
      'Ā',
      '\u0000',
      '<a>',
      '</CASE>',
      '<CASE/>',
      '-1',
    ),
  })
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
      const text = edits.reduce((now, { at, take, put }) => now.slice(0, at) + put + now.slice(at + take), form)
      for (const { says, remedy } of validateErrf(bytes(text), TODAY))
        expect(`${says} ${remedy}`).not.toContain('undefined')
    }),
    { numRuns: 400 },
  )
})

test('any bytes are read or refused, never anything else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), content => {
      try {
        readXml(content)
      } catch (error) {
        expect(error).toBeInstanceOf(XmlRefused)
      }
    }),
  )
})
