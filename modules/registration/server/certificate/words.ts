/** Languages the certificate is printed in. */
export const LANGUAGES = ['en', 'fr', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]

/** The certificate's own words, in `labels/` under `document.certificate.`; `{name}` stands for what is filled in. */
export const WORDS = [
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
export type Word = (typeof WORDS)[number]
export type Words = Readonly<Record<Word, string>>
