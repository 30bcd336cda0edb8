/**
 * A day, month or year in words of a place: `1 May 2026`, `mai 2026`, `1 أيار 2026` in Jordan and `1 مايو 2026` in Chad. Digits are 0-9
 * everywhere, as on the numbers beside them.
 *
 * @param date `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
 * @param locale BCP 47 with a region.
 */
export function formatDate(date: string, locale: string): string {
  if (date.length === 4) return date
  const whole = date.length === 10
  const words = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    ...(whole ? { day: 'numeric' } : {}),
    numberingSystem: 'latn',
    calendar: 'gregory',
    timeZone: 'UTC',
  })
  return words.format(new Date(`${whole ? date : `${date}-01`}T00:00:00Z`))
}
