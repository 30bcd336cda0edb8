import { LANGUAGES } from '@nansen/kernel'
import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { directionOf, LANGUAGE_NAMES, LOCALES, withMillions } from './language.ts'
import { agoIn } from './words.ts'

const AT = new Date('2026-03-05T14:05:00Z')

test('every language has its own name, and only Arabic runs from the right', () => {
  expect(LANGUAGES.map(language => LANGUAGE_NAMES[language])).toEqual(['English', 'Français', 'العربية', 'Español'])
  expect(LANGUAGES.filter(language => directionOf(language) === 'rtl')).toEqual(['ar'])
})

test('days, hours and amounts are written in Spanish as they are read from Mexico to Chile', () => {
  const day = new Intl.DateTimeFormat(LOCALES.es, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  expect(day.format(AT)).toBe('5 mar 2026, 14:05')
  expect(new Intl.NumberFormat(LOCALES.es).format(12_345.5)).toBe('12.345,5')
  expect(new Intl.RelativeTimeFormat(LOCALES.es, { numeric: 'auto' }).format(-1, 'day')).toBe('ayer')
})

test.each(LANGUAGES)('in %s there is a form of the plural for every number', async language => {
  const forms = ['zero', 'one', 'two', 'few', 'other', ...(language === 'ar' ? ['many'] : [])]
  const words = withMillions(Object.fromEntries(forms.map(form => [`people_${form}`, 'all of them'])))
  const i18n = createInstance()
  await i18n.init({
    lng: language,
    fallbackLng: false,
    keySeparator: false,
    resources: { [language]: { translation: words } },
  })
  for (const count of [0, 1, 2, 3, 11, 100, 999_999, 1_000_000, 14_000_000])
    expect(i18n.t('people', { count })).toBe('all of them')
})

test('how long ago: hours of a moment, whole days of a day', () => {
  const now = Date.parse('2026-03-05T13:00:00Z')
  expect(agoIn('en', '2026-03-05T11:00:00Z', now)).toBe('2 hours ago')
  expect(agoIn('en', '2026-03-05', now)).toBe('today')
  expect(agoIn('en', '2026-03-04', now)).toBe('yesterday')
  expect(agoIn('en', '2026-02-20', now)).toBe('13 days ago')
})
