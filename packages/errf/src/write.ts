import { Refusal } from '@nansen/kernel'
import { type ErrfDocument, type Row, rowsOf } from './document.ts'
import { type Block, LAYOUTS } from './layout.ts'

/**
 * Writes a form as XML in UTF-8: every element in the schema's order, what is left out left out, texts as they are.
 *
 * @throws Refusal `invalid` where a text holds what XML cannot carry, or a row has an element that its generation does not know.
 */
export function writeErrf(document: ErrfDocument): string {
  const { blocks } = LAYOUTS[document.generation]
  const namespace = document.namespace === '' ? '' : ` xmlns="${document.namespace}"`
  const cases = document.cases.flatMap((one, i) => [
    '  <CASE>',
    ...blocks.flatMap(block =>
      rowsOf(one, block.name).flatMap((row, j) => linesOf(block, row, `CASE[${i + 1}]/${block.name}[${j + 1}]`)),
    ),
    '  </CASE>',
  ])
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<UNHCR_RRF${namespace}>`,
    '  <RRFBATCHTYPE>',
    `    ${element('GroupIndividualIndicator', document.indicator, 'RRFBATCHTYPE')}`,
    '  </RRFBATCHTYPE>',
    ...cases,
    '</UNHCR_RRF>',
    '',
  ].join('\n')
}

function linesOf(block: Block, row: Row, path: string): readonly string[] {
  const unknown = Object.keys(row).find(name => !block.fields.some(field => field.name === name))
  if (unknown !== undefined) throw new Refusal('invalid', `${path}/${unknown} is no element of this form`)
  const lines = block.fields.flatMap(({ name }) => {
    const text = row[name]
    return text === undefined ? [] : [`      ${element(name, text, path)}`]
  })
  return [`    <${block.name}>`, ...lines, `    </${block.name}>`]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

function element(name: string, text: string, path: string): string {
  if (UNWRITABLE.test(text) || !text.isWellFormed())
    throw new Refusal('invalid', `${path}/${name} holds a character that XML cannot carry: take it out`)
  return `<${name}>${text.replace(/[&<>\r]/g, found => ESCAPES[found]!)}</${name}>`
}
