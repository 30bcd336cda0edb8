import ar from './labels/ar.json' with { type: 'json' }
import en from './labels/en.json' with { type: 'json' }
import es from './labels/es.json' with { type: 'json' }
import fr from './labels/fr.json' with { type: 'json' }

const LABELS = { en, fr, ar, es }
export type PageLanguage = keyof typeof LABELS
type Key = keyof typeof en

export const isPageLanguage = (code: string): code is PageLanguage => code in LABELS

/** The visitor's first language that the page speaks; else English. */
export const languageOf = (wanted: readonly string[]): PageLanguage =>
  wanted.map(code => code.slice(0, 2)).find(isPageLanguage) ?? 'en'

/** A label with its values; a code that has none stands for itself. */
export function word(
  language: PageLanguage,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text = LABELS[language][key as Key] ?? key
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
