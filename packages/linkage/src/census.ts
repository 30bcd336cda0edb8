import type { Birth, Entry, Name, Shares, Value } from './entry.ts'
import type { Fields, Kind } from './field.ts'
import { partsOf } from './profile.ts'

/** Fewest records that a share is said of: what two records share and nobody else may be chance. */
const FEWEST = 2

/** Counts how often everything occurs in these records: in how many of them, of those that say anything in the field. */
export function sharesOf(fields: Fields, entries: Iterable<Entry>): Shares {
  const counts = new Map<string, number>()
  const told = new Map<string, number>()
  const births = new Map<string, Map<number, number>>()
  for (const entry of entries) {
    for (const [field, kind] of Object.entries(fields)) {
      const value = entry[field]
      if (value === undefined || value === null || value === '') continue
      told.set(field, (told.get(field) ?? 0) + 1)
      for (const key of keysOf(field, kind, value)) counts.set(key, (counts.get(key) ?? 0) + 1)
      if (kind === 'born') countYear(births, field, value as Birth)
    }
  }
  const share = (field: string, count: number): number =>
    Math.max(count, FEWEST) / Math.max(told.get(field) ?? 0, FEWEST)
  return {
    value: (field, text) => share(field, counts.get(`${field}=${text}`) ?? 0),
    sound: (field, key) => share(field, counts.get(`${field}~${key}`) ?? 0),
    inPart: (field, part, word) => share(field, counts.get(`${field}/${part}=${word}`) ?? 0),
    years(field, from, to) {
      let count = 0
      for (let year = from; year <= to; year++) count += births.get(field)?.get(year) ?? 0
      return share(field, count)
    },
  }
}

function countYear(births: Map<string, Map<number, number>>, field: string, { from, to }: Birth): void {
  const years = births.get(field) ?? new Map<number, number>()
  births.set(field, years)
  const year = Math.round((from + to) / 2)
  years.set(year, (years.get(year) ?? 0) + 1)
}

/** Each once, however often the record says it. */
function keysOf(field: string, kind: Kind, value: Value): ReadonlySet<string> {
  if (kind === 'name') {
    const words = (value as Name).flatMap(({ words }) => words)
    return new Set(
      words.flatMap(({ text, sounds, part }) => [
        `${field}=${text}`,
        ...sounds.map(sound => `${field}~${sound}`),
        ...(part === null ? [] : [text, ...sounds].map(word => `${field}/${part}=${word}`)),
      ]),
    )
  }
  if (kind === 'born') {
    const { day } = value as Birth
    return new Set(day === null ? [] : [`${field}=${day}`])
  }
  const text = value as string
  return new Set([`${field}=${text}`, ...(kind === 'code' ? [] : partsOf(kind, text).map(part => `${field}=${part}`))])
}
