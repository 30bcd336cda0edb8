import { isLanguage, LANGUAGES, type Language } from '@nansen/ui'

const LANGUAGE = 'nansen.language'

/** The language chosen on this device, else the browser's when we speak it, else English. Nothing personal is kept here. */
export function firstLanguage(): Language {
  const chosen = localStorage.getItem(LANGUAGE)
  if (isLanguage(chosen)) return chosen
  const wished = navigator.languages.map(each => each.slice(0, 2))
  return LANGUAGES.find(language => language === wished.find(wish => isLanguage(wish))) ?? 'en'
}

export const rememberLanguage = (language: Language): void => localStorage.setItem(LANGUAGE, language)
