import { type CalendarLaw, type DayNumber, dayNumber } from './law.ts'
import { GREGORIAN } from './solarLaws.ts'

/** A calendar that no rule gives: the lengths of its months, year by year, from a first day. */
function tabled(first: number, begins: DayNumber, years: readonly (readonly number[])[]): CalendarLaw {
  const starts = [begins]
  for (const lengths of years) starts.push(starts.at(-1)! + lengths.reduce((sum, length) => sum + length, 0))
  return {
    first,
    last: first + years.length - 1,
    months: 12,
    startOf: year => starts[year - first]!,
    lengthOf: (year, month) => years[year - first]![month - 1]!,
  }
}

const rows = (text: string): readonly string[] => text.trim().split(/\s+/)
const MONTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]

/**
 * Umm al-Qura, the civil calendar of Saudi Arabia, 1300 to 1500 (1882 to 2077): one hexadecimal number of three digits a year, whose bit n
 * says that month n + 1 has 30 days and not 29. The table is that of ICU 78 (after R. H. van Gent's collection of the published almanacs);
 * years before 1356 were never published and are reckoned. Where the moon is sighted, a month may begin a day earlier or later.
 */
const UMM_AL_QURA_YEARS = `
  555 2ab 937 2b6 576 36c b55 aaa 956 49e 95d 2ba 5b5 3aa b4b a96 52e 2ad 56d b5a 752 f25 e8a d16 a56
  ab5 6b4 da9 b92 b25 64b a9b 35a 6d9 5d4 da5 d4a a95 536 975 2f4 6e9 6d4 6a9 535 25d 4bd 9ba 3b4 b69
  b2a a55 4ad a5d 2da 6d9 eaa e94 d2a c56 4ae a6d 56a d55 d4a a93 52b a5b 53a 6b5 ea9 d52 d29 a55 4ad
  56d aea 6e4 ed1 da2 aaa 95a 2da 5b9 bb2 764 6c9 555 2ab 4db aba 5b4 da9 d52 aa5 92d 26d 8ed 2da ad5
  aa5 a4b 497 937 2b6 975 d69 d52 c95 92b 25b 4db 9d5 5d2 da5 d4a a95 54d aad 3aa bd2 bc4 b89 a95 52d
  5ad b6a 6d4 dc9 d92 aa6 956 2ae 56d 36a b55 aaa 94d 49d 95d 2ba 5b5 5aa d55 a9a 92e 26e 55d ada 6d4
  6a5 b27 a4d 4ad 56d b5a 754 f49 e92 d26 a56 356 6b5 baa b92 b25 68b a9b 55a ada 5b4 da9 b52 a9a 536
  276 575 af2 6d4 6a9 555 2ad 4bd 9ba 574 b69 b52 a95 52d a5d 4da ad9 6b2 e95 e2a c96 92e aad 56a d65
  d4a`
const UMM_AL_QURA_BEGINS = dayNumber(GREGORIAN, { year: 1882, month: 11, day: 12 })

export const UMM_AL_QURA = tabled(
  1300,
  UMM_AL_QURA_BEGINS,
  rows(UMM_AL_QURA_YEARS).map(hex => MONTHS.map(month => 29 + ((Number.parseInt(hex, 16) >> month) & 1))),
)

/** The last year whose almanac Nepal had published when the table below was compared. Later years are forecasts. */
export const BIKRAM_SAMBAT_PUBLISHED = 2083

/**
 * Nepal's Bikram Sambat, 1970 to 2090 (1913 to 2034): twelve digits a year, each the length of a month above 29. A committee announces
 * every year; no rule gives it. Compared across five public tables (medic/bikram-sambat, nepali-date-converter, bikram-sambat-js,
 * amitgaru2/nepali-datetime, kbwood/world-calendars): three or more agree on every year from 2000 to 2083. Of 1975 to 1999 two or three
 * agree, and one of them puts a month's end a day apart in 1975, 1989 and 1991. From 2084 on they differ, as forecasts do.
 */
const BIKRAM_SAMBAT_YEARS = `
  223222101011 223231101011 232321110012 132321110102 223222101011 223312101011 232321110012 132321110102
  223222101011 223321101011 232321110012 222322011011 223222101011 223321101011 232321110012 222322011011
  223222101011 232321101011 232321110012 222322101011 223222101011 232321101011 232321110102 222322101011
  223222101011 232321110011 232321110102 223222101011 223222101011 232321110012 132321110102 223222101011
  223321101011 232321110012 132321110102 223222101011 223321101011 232321110012 222322011002 223222101011
  223321101011 232321110012 222322011011 223222101011 223321101011 232321110012 222322011011 223222101011
  232321101011 232321110102 222322101011 223222101011 232321110011 232321110102 222322101011 223222101011
  232321110012 132321110102 223222101011 223231101011 232321110012 132321110102 223222101011 223321101011
  232321110012 132322011002 223222101011 223321101011 232321110012 222322011011 223222101011 223321101011
  232321110012 222322011011 223222101011 232321101011 232321110012 222322101011 223222101011 232321110011
  232321110102 222322101011 223222101011 232321110011 232321110102 223222101011 223231101011 232321110012
  132321110102 223222101011 223321101011 232321110012 132322010102 223222101011 223321101011 232321110012
  222322011002 223222101011 223321101011 232321110012 222322011011 223222101011 232321101011 232321110012
  222322101011 223222101011 232321110011 232321110102 222322101011 223222101011 232321110011 232321110102
  223222101011 223222101011 223221110111 232312110111 132321110111 223222110111 123312110111 132321110111
  132321110111`
const BIKRAM_SAMBAT_BEGINS = dayNumber(GREGORIAN, { year: 1913, month: 4, day: 13 })

export const BIKRAM_SAMBAT = tabled(
  1970,
  BIKRAM_SAMBAT_BEGINS,
  rows(BIKRAM_SAMBAT_YEARS).map(digits => [...digits].map(digit => 29 + Number(digit))),
)
