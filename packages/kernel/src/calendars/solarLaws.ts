import type { CalendarLaw } from './law.ts'

/** Day number of 1 January 1970 when days are counted from 1 January of the year 1 (Reingold and Dershowitz, Calendrical Calculations). */
const UNIX_EPOCH = 719_163
/** 29 August 8 of the Julian calendar, the first day of the Ethiopian era, counted so. */
const ETHIOPIAN_EPOCH = 2_796
/** The day from which the rule of 33 years counts, so that its years begin where the almanacs' do (ICU). */
const SOLAR_HIJRI_EPOCH = 226_895
/** Years the rules below are held to; nobody alive was born outside. */
const GREGORIAN_FIRST = 1800
const GREGORIAN_LAST = 2200

const isGregorianLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const GREGORIAN_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const GREGORIAN: CalendarLaw = {
  first: GREGORIAN_FIRST,
  last: GREGORIAN_LAST,
  months: 12,
  startOf: year => {
    const before = year - 1
    const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
    return before * 365 + leaps + 1 - UNIX_EPOCH
  },
  lengthOf: (year, month) => (month === 2 && isGregorianLeap(year) ? 29 : GREGORIAN_LENGTHS[month - 1]!),
}

/**
 * Ethiopia and Eritrea: twelve months of thirty days, and Pagumen of five, or six in the year before a year that four divides (the Julian
 * rule). The new year is 11 or 12 September.
 */
export const ETHIOPIAN: CalendarLaw = {
  first: 1793,
  last: 2192,
  months: 13,
  startOf: year => ETHIOPIAN_EPOCH - UNIX_EPOCH + 365 * (year - 1) + Math.floor(year / 4),
  lengthOf: (year, month) => (month <= 12 ? 30 : year % 4 === 3 ? 6 : 5),
}

/**
 * Iran and Afghanistan: six months of 31 days, five of 30, Esfand or Hut of 29, or 30 in leap years. The year begins by observing the
 * equinox; the rule of eight leap years in 33 gives the same years as the almanac from 1178 to 1501 (the range for which ICU relies on it).
 * Before 1304 in Iran and 1336 in Afghanistan months of the zodiac differed by a day or two: such days are reckoned backwards.
 */
export const SOLAR_HIJRI: CalendarLaw = {
  first: 1179,
  last: 1500,
  months: 12,
  startOf: year => SOLAR_HIJRI_EPOCH - UNIX_EPOCH + 365 * (year - 1) + Math.floor((8 * year + 21) / 33),
  lengthOf: (year, month) => (month <= 6 ? 31 : month <= 11 || isSolarHijriLeap(year) ? 30 : 29),
}
const isSolarHijriLeap = (year: number): boolean => (25 * year + 11) % 33 < 8
