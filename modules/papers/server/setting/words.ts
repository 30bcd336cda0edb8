import { readFileSync } from 'node:fs'
import { LANGUAGES, type Language } from '@nansen/kernel'

const read = new Map<Language, Readonly<Record<string, string>>>()

function labels(language: Language): Readonly<Record<string, string>> {
  const known = read.get(language)
  if (known !== undefined) return known
  const file = new URL(`../../labels/${language}.json`, import.meta.url)
  const found = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>
  read.set(language, found)
  return found
}

/**
 * All words of a paper in one language, by their name after `document.PAPER.`; `{name}` stands for what is filled in.
 * @throws Error when a language lacks one that English has: a paper with a hole is worse than none.
 */
export function wordsOf(
  paper: 'attestation' | 'card' | 'slip' | 'referral',
  language: Language,
  filled: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const prefix = `document.${paper}.`
  const names = Object.keys(labels('en')).filter(key => key.startsWith(prefix))
  return Object.fromEntries(
    names.map(key => {
      const text = labels(language)[key]
      if (text === undefined) throw new Error(`${key} is missing in ${language}`)
      return [key.slice(prefix.length), text.replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '')]
    }),
  )
}

/** What people say they speak (ISO 639-3) in a language that papers are printed in. Arabic has a code for each of its kinds. */
const SPOKEN: Readonly<Record<string, Language>> = {
  eng: 'en',
  fra: 'fr',
  spa: 'es',
  ...Object.fromEntries(
    ['ara', 'arb', 'apc', 'ajp', 'acm', 'apd', 'shu', 'arz', 'ary', 'aeb', 'ayl', 'ayn', 'acq', 'avl'].map(code => [
      code,
      'ar' as const,
    ]),
  ),
}

/** The first of somebody's languages in which papers are printed; otherwise what is written where they are. */
export const ownLanguage = (spoken: readonly string[] | null, otherwise: Language): Language =>
  spoken?.map(code => SPOKEN[code]).find(language => language !== undefined) ?? otherwise

/** Languages of the offices of a country, where it is not English. ISO 3166-1. */
const WRITTEN: Readonly<Record<string, Language>> = {
  TCD: 'fr',
  CMR: 'fr',
  NER: 'fr',
  MLI: 'fr',
  BFA: 'fr',
  COD: 'fr',
  CAF: 'fr',
  JOR: 'ar',
  LBN: 'ar',
  IRQ: 'ar',
  EGY: 'ar',
  SYR: 'ar',
  YEM: 'ar',
  LBY: 'ar',
  MRT: 'ar',
  COL: 'es',
  ECU: 'es',
  PER: 'es',
  MEX: 'es',
  CRI: 'es',
}
export const writtenIn = (country: string): Language => WRITTEN[country] ?? LANGUAGES[0]

/** What an appointment is for, as on a slip. */
export const purposeIn = (language: Language, purpose: string): string | null =>
  labels(language)[`code.appointment.purpose.${purpose}`] ?? null
