import { foldDigits, type KeySource, nameKeys, wordsOf } from '@nansen/model'
import type { Asking } from '../command.ts'
import { exactKey } from './exactKeys.ts'

/** One key that is looked for. Of the keys of one part of what was typed only the weightiest counts. */
export interface Term {
  readonly key: string
  readonly part: string
  readonly weight: number
}

/** Words of what was typed that are looked for: a whole name has fewer. More words are more keys, and each is a look-up. */
const MOST_WORDS = 5
/** As `registration.candidates` counts: two words together for three single ones, three for six, a number for any name. ADR 0006. */
const WEIGHT = { word: 1, pair: 3, triple: 6, exact: 100 } as const

/** Keys under which a name of what was typed would be stored: of each word, of each two and each three. */
export function nameTerms(text: string): readonly Term[] {
  const words = wordsOf(text).slice(0, MOST_WORDS)
  const keysOf = (name: string, kinds: readonly string[]) =>
    nameKeys(name).filter(key => kinds.some(kind => key.startsWith(kind)))
  const some = (each: readonly string[], kinds: readonly string[], weight: number): readonly Term[] =>
    keysOf(each.join(' '), kinds).map(key => ({ key, part: each.join(' '), weight }))
  const pairs = words.flatMap((one, i) => words.slice(i + 1).map(two => [one, two]))
  const triples = pairs.flatMap(([one = '', two = '']) =>
    words.slice(words.lastIndexOf(two) + 1).map(three => [one, two, three]),
  )
  return [
    ...words.flatMap(word => some([word], ['s:', 'd:'], WEIGHT.word)),
    ...pairs.flatMap(pair => some(pair, ['p:'], WEIGHT.pair)),
    ...triples.flatMap(triple => some(triple, ['t:'], WEIGHT.triple)),
  ]
}

/** Blind indexes of what was typed, whole and piece by piece, for each field of the sources that is found by its exact value. */
export function exactTerms(asking: Asking, sources: readonly KeySource[], text: string): readonly Term[] {
  const pieces = [...new Set([text, ...text.split(/\s+/).filter(piece => /\p{Nd}/u.test(piece))])].slice(0, MOST_WORDS)
  const fields = sources.flatMap(({ module, record }) =>
    Object.entries(module.records[record]!.fields)
      .filter(([, { search }]) => search === 'exact')
      .map(([field]) => ({ module: module.name, record, field })),
  )
  return [...new Set(pieces.map(inOrder))].flatMap(piece =>
    fields.map(({ module, record, field }) => ({
      key: exactKey(asking, module, record, field, piece),
      part: `#${piece}`,
      weight: WEIGHT.exact,
    })),
  )
}

/** A day as it is typed in most countries, as it is stored. `5/3/1987` -> `1987-03-05`. Anything else is left alone. */
function inOrder(text: string): string {
  const day = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(foldDigits(text))
  return day === null ? text : `${day[3]}-${day[2]!.padStart(2, '0')}-${day[1]!.padStart(2, '0')}`
}
