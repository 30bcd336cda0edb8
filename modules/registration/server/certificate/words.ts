import { readFileSync } from 'node:fs'
import type { Language } from '@nansen/kernel'

/** The certificate's own words, in `labels/` under `document.certificate.`; `{name}` stands for what is filled in. */
const WORDS = [
  'title',
  'number',
  'group',
  'issued',
  'expires',
  'people',
  'origin',
  'arrived',
  'place',
  'order',
  'photo',
  'noPhoto',
  'name',
  'sex',
  'born',
  'relationship',
  'estimated',
  'estimatedMark',
  'statement',
  'rights',
  'signature',
  'scan',
  'footer',
  'unknown',
] as const
export type Words = Readonly<Record<(typeof WORDS)[number], string>>

const read = new Map<Language, Readonly<Record<string, string>>>()

/** The module's labels in a language. */
export function labels(language: Language): Readonly<Record<string, string>> {
  const known = read.get(language)
  if (known !== undefined) return known
  const file = new URL(`../../labels/${language}.json`, import.meta.url)
  const found = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>
  read.set(language, found)
  return found
}

/** @throws Error naming the word a language lacks: a paper with a hole is worse than none. */
export function wordsIn(language: Language, filled: Readonly<Record<string, string>>): Words {
  const say = (word: string): string => {
    const text = labels(language)[`document.certificate.${word}`]
    if (text === undefined) throw new Error(`the certificate has no word for ${word} in ${language}`)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '')
  }
  return Object.fromEntries(WORDS.map(word => [word, say(word)])) as Record<(typeof WORDS)[number], string>
}

/** What is said in one language, or in both. Each keeps its own direction (Unicode isolates). */
export const inBoth = (first: string, second: string | null): string =>
  second === null || second === first ? first : `\u2068${first}\u2069 / \u2068${second}\u2069`
