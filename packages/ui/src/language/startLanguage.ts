import { LANGUAGES, type Language } from '@nansen/kernel'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { directionOf, type Labels, withMillions } from './language.ts'

/** Fetches the merged labels of one language: the platform's and every module's. */
export type LoadLabels = (language: Language) => Promise<Labels>

let load: LoadLabels = async () => ({})

/** Prepares the texts of the first language; call once, before anything is drawn. */
export async function startLanguage(loadLabels: LoadLabels, first: Language): Promise<void> {
  load = loadLabels
  await i18next.use(initReactI18next).init({
    lng: first,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { [first]: { translation: withMillions(await load(first)) } },
    parseMissingKeyHandler: readableKey,
  })
  markDocument(first)
}

/** Draws every screen again in another language, without losing what was typed. */
export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', withMillions(await load(language)))
    addOwn(language)
  }
  await i18next.changeLanguage(language)
  markDocument(language)
}

let own: Partial<Readonly<Record<Language, Labels>>> = {}
/** What the operation calls its own questions, by language: with the labels of every language that is loaded, now or later. */
export function setOwnWords(words: Partial<Readonly<Record<Language, Labels>>>): void {
  own = words
  for (const language of LANGUAGES) if (i18next.hasResourceBundle(language, 'translation')) addOwn(language)
}
const addOwn = (language: Language) =>
  i18next.addResourceBundle(language, 'translation', own[language] ?? {}, false, true)

function markDocument(language: Language) {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

/** A label nobody wrote yet is shown by the last word of its key: poor, but never a riddle. */
export function readableKey(key: string): string {
  const words = (key.split('.').at(-1) ?? key).replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
