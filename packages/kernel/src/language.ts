/** Languages that the whole product speaks: each label, each paper, each choice of a colleague's language. ISO 639-1. */
export const LANGUAGES = ['en', 'fr', 'ar', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

export const isLanguage = (text: unknown): text is Language => LANGUAGES.some(language => language === text)
