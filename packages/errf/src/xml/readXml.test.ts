import { expect, test } from 'vitest'
import { XML_LIMITS, XmlRefused } from './limits.ts'
import { readXml } from './readXml.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (text: string, limits = XML_LIMITS) => readXml(bytes(text), limits)

test('texts are read as they were written, with references resolved and comments passed over', () => {
  const root = read(
    '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- a --><f:a xmlns:f="urn:x" b=\'1 &lt; 2\'>\r\n<c> &amp;&#x41;&#66;<!-- x --><![CDATA[<&>]]>\r\né </c><d/></f:a >\n',
  )
  expect(root).toMatchObject({ name: 'a', namespace: 'urn:x', line: 2, text: '\n' })
  expect(root.attributes).toEqual(new Map([['b', '1 < 2']]))
  expect(root.children).toMatchObject([
    { name: 'c', namespace: '', line: 3, text: ' &AB<&>\né ', children: [] },
    { name: 'd', text: '', line: 4 },
  ])
})

/** What a hostile or broken file holds, and in which line it is refused. */
const REFUSED: readonly (readonly [what: string, text: string, line: number, words: string])[] = [
  ['a file outside', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>', 1, 'document types'],
  [
    'a document type after the declaration',
    '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
    2,
    'document types',
  ],
  ['an entity nobody declared', '<a>\n\n&laugh;</a>', 1, '&laugh; is not read'],
  ['an instruction', '<a><?php echo 1 ?></a>', 1, 'processing instructions'],
  ['another encoding', '<?xml version="1.0" encoding="iso-8859-1"?><a/>', 1, 'the encoding iso-8859-1'],
  ['an element that is not closed', '<a>\n<b>\n</b>', 3, '<a> is not closed'],
  ['elements across each other', '<a>\n<b></a></b>', 2, '</a> closes <b>'],
  ['a second root', '<a/>\n<b/>', 2, 'after the end'],
  ['text behind the end', '<a/>\nx', 1, 'outside'],
  ['no element', ' \n ', 2, 'no element'],
  ['a lonely ampersand', '<a>b & c</a>', 1, '&amp;'],
  ['a lonely bracket', '<a>1 < 2</a>', 1, '&lt;'],
  ['an attribute twice', '<a b="1" b="2"/>', 1, 'stands twice'],
  ['an attribute without marks', '<a b=1/>', 1, 'quotation marks'],
  ['a prefix that is not declared', '<f:a/>', 1, 'f:'],
  ['a control character', '<a>\n\u0001</a>', 2, 'control character'],
  ['a control character by its number', '<a>&#1;</a>', 1, '&#1; is not read'],
  ['half a character by its number', '<a>&#xD800;</a>', 1, '&#xD800; is not read'],
  ['an end of literal text without a start', '<a>]]></a>', 1, ']]>'],
  ['a comment in a comment', '<a><!-- x -- y --></a>', 1, 'comment'],
]

test.each(REFUSED)('%s is refused', (_, text, line, words) => {
  const refusal = refusalOf(() => read(text))
  expect(refusal.message).toContain(words)
  expect(refusal.line).toBe(line)
})

function refusalOf(act: () => unknown): XmlRefused {
  try {
    act()
  } catch (error) {
    if (error instanceof XmlRefused) return error
    throw error
  }
  throw new Error('it was read')
}

test('a file is refused at its limit of size, depth, number, text and attributes, and read just below it', () => {
  const limits = { bytes: 60, depth: 3, elements: 4, text: 10, attributes: 2 }
  const under = ['<a><b><c/></b><d/></a>', '<a>0123456789</a>', '<a b="1" c="2"/>', `<a>${' '.repeat(10)}</a>`]
  const over = [
    '<a><b><c><d/></c></b></a>',
    '<a><b/><b/><b/><b/></a>',
    '<a>01234567890</a>',
    '<a b="1" c="2" d="3"/>',
    `<a b="${'x'.repeat(60)}"/>`,
  ]
  for (const text of under) expect(read(text, limits).name).toBe('a')
  for (const text of over) expect(() => read(text, limits), text).toThrow(XmlRefused)
})

test('UTF-16 and bytes that are no UTF-8 are refused in words', () => {
  expect(refusalOf(() => readXml(Uint8Array.of(0xff, 0xfe, 0x3c, 0))).message).toContain('UTF-16')
  expect(refusalOf(() => readXml(Uint8Array.of(0x3c, 0x61, 0xe9, 0x3e))).message).toContain('UTF-8')
})

test('a hundred thousand references are read', () => {
  const text = `<a>${'&lt;'.repeat(100_000)}</a>`
  expect(read(text).text).toHaveLength(100_000)
})
