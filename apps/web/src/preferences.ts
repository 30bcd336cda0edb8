import { isLanguage, type Language } from '@nansen/kernel'

const LANGUAGE = 'nansen.language'

/** The language chosen on this device, else the browser's when we speak it, else English. Nothing personal is kept here. */
export function firstLanguage(): Language {
  const chosen = localStorage.getItem(LANGUAGE)
  if (isLanguage(chosen)) return chosen
  const wished = navigator.languages.map(each => each.split('-')[0])
  return wished.find(isLanguage) ?? 'en'
}

export const rememberLanguage = (language: Language): void => localStorage.setItem(LANGUAGE, language)
