import type { Language } from '@nansen/kernel'

/** Every text of the screens by its full key: `registration.field.individual.sex`. */
export type Labels = Readonly<Record<string, string>>

/** How each language names itself, for the switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  ar: 'العربية',
  es: 'Español',
}

export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr')

/**
 * For `Intl`. Digits are ASCII in every language, so that a number read aloud at the desk is the number on the card; English dates put
 * the day first, as the United Nations write them; Spanish has no country, since it serves from Mexico to Chile.
 */
export const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fr: 'fr-FR',
  ar: 'ar-u-nu-latn-ca-gregory',
  es: 'es',
}

/** French and Spanish ask for a form of their own at 1 000 000 exactly; `other` serves there. Arabic brings its own. */
export const withMillions = (labels: Labels): Labels => ({
  ...Object.fromEntries(
    Object.entries(labels).flatMap(([key, text]) =>
      key.endsWith('_other') ? [[key.replace(/other$/, 'many'), text] as const] : [],
    ),
  ),
  ...labels,
})
