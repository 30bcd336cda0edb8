import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { heardOtherwise } from '@nansen/linkage'
import { foldLetters, nameKeys } from '@nansen/model'

export interface VariantFigures {
  readonly names: number
  readonly spellings: number
  readonly truePairs: number
  readonly recall: number
  /** Of a million pairs of spellings of two names, those that share a key. */
  readonly falsePerMillion: number
  /** Spellings not found by one of their own name, commonest first. */
  readonly missed: readonly string[]
}

export interface VariantReport {
  /** Latin letters against Latin letters, keys as stored. */
  readonly stored: VariantFigures
  /** The same, asked with letters heard otherwise too: what the look before saving does. */
  readonly asked: VariantFigures
  /** Asked so, of a record that has the Arabic spelling beside the Latin one. */
  readonly bothScripts: VariantFigures
}

interface Spelling {
  readonly name: string
  readonly latin: string
}

/** Times a spelling must have been seen: the noise of automatic alignment is mostly seen once. SOURCE.md of the set. */
const SEEN = 2

/** Which spellings of one Arabic name find each other by keys. */
export function measureVariants(folder: string): VariantReport {
  const spellings = spellingsSeen(folder)
  const stored = spellings.map(({ latin }) => singleKeys(latin))
  const asked = stored.map(keys => [...keys, ...keys.flatMap(heardOtherwise)])
  const both = spellings.map(({ name }, at) => [...stored[at]!, ...singleKeys(name)])
  return {
    stored: figures(spellings, stored, stored),
    asked: figures(spellings, asked, stored),
    bothScripts: figures(spellings, asked, both),
  }
}

/** Of the keys of a name those of one word. */
const singleKeys = (name: string): readonly string[] => nameKeys(name).filter(key => /^[sd]:/.test(key))

function figures(
  spellings: readonly Spelling[],
  asking: readonly (readonly string[])[],
  stored: readonly (readonly string[])[],
): VariantFigures {
  const held = stored.map(keys => new Set(keys))
  const missed = new Map<string, number>()
  let [found, strangers, alike] = [0, 0, 0]
  for (const [at, one] of spellings.entries()) {
    const others = spellings.map((other, to) => ({ same: other.name === one.name, to })).filter(({ to }) => to !== at)
    const met = others.filter(({ to }) => asking[at]!.some(key => held[to]!.has(key)))
    const [own, metOwn] = [others, met].map(of => of.filter(({ same }) => same).length)
    found += metOwn!
    strangers += others.length - own!
    alike += met.length - metOwn!
    if (own! > metOwn!) missed.set(one.latin, own! - metOwn!)
  }
  const all = found + [...missed.values()].reduce((sum, count) => sum + count, 0)
  return {
    names: new Set(spellings.map(({ name }) => name)).size,
    spellings: spellings.length,
    truePairs: all / 2,
    recall: found / all,
    falsePerMillion: Math.round((alike / strangers) * 1e6),
    missed: [...missed].toSorted((a, b) => b[1] - a[1]).map(([latin]) => latin),
  }
}

function spellingsSeen(folder: string): readonly Spelling[] {
  const seen = occurrences(folder)
  return linesOf(folder, 'arabic_variants_derived/clean_licence.csv')
    .slice(1)
    .map(line => line.split(','))
    .map(([name = '', latin = '']) => ({ name, latin }))
    .filter(({ name, latin }) => (seen.get(together(name, latin)) ?? 0) >= SEEN)
}

/** How often each spelling of each name stands in the two sources. */
function occurrences(folder: string): ReadonlyMap<string, number> {
  const seen = new Map<string, number>()
  const add = (arabic: string, latin: string, times: number): void => {
    const key = together(arabic, latin)
    seen.set(key, (seen.get(key) ?? 0) + times)
  }
  for (const line of linesOf(folder, 'netransliteration_arabic/wd_arabic.normalized.aligned.tokens')) {
    const [latin = '', arabic = '', times = '0'] = line.split('\t')
    add(arabic.replaceAll(' ', ''), latin, Number(times))
  }
  for (const line of linesOf(folder, 'google_ar2en/ar2en.txt')) {
    const [arabic = '', latin = ''] = line.split('\t')
    add(arabic, latin, 1)
  }
  return seen
}

const linesOf = (folder: string, file: string): readonly string[] =>
  readFileSync(join(folder, file), 'utf8').trim().split('\n')

/** Alef and its hamzas, ya and ta marbuta are written one for another: they are one letter here. */
const together = (arabic: string, latin: string): string =>
  `${foldLetters(arabic).replace(/[أإآ]/g, 'ا').replaceAll('ى', 'ي').replaceAll('ة', 'ه')} ${foldLetters(latin)}`
