/** Languages whose labels are complete; a fourth needs its file beside each of these. */
export const LANGUAGES = ['en', 'fr', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]
/** Every text of the screens by its full key: `registration.field.individual.sex`. */
export type Labels = Readonly<Record<string, string>>

/** How each language names itself, for the switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français', ar: 'العربية' }

export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr')
export const isLanguage = (text: unknown): text is Language => LANGUAGES.some(language => language === text)

/**
 * For `Intl`. Digits are ASCII in every language, so that a number read aloud at the desk is the number on the card; English dates put
 * the day first, as the United Nations write them.
 */
export const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fr: 'fr-FR',
  ar: 'ar-u-nu-latn-ca-gregory',
}
