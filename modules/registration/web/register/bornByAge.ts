import type { Values } from '@nansen/ui'

/** What an age says: a year, and that it is not known exactly. Without a year: what was typed is no age after all. */
interface BornByAge {
  readonly year?: string
  readonly isEstimated: boolean
}
const isBornByAge = (value: unknown): value is BornByAge =>
  typeof value === 'object' && value !== null && 'isEstimated' in value

/** Nobody we know of was older. Completed years. */
const OLDEST = 120

/** The completed years that typed text says, in any digits; null for what is a date, or begins one. */
export function ageTyped(text: string): number | null {
  const digits = [...text.trim()].map(letter => DIGITS.get(letter) ?? letter).join('')
  const age = /^\d{1,3}$/.test(digits) ? Number(digits) : null
  return age !== null && age <= OLDEST ? age : null
}

/** Arabic-Indic and Persian digits beside ours. */
const DIGITS = new Map(
  ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'].flatMap(row => [...row].map((digit, at) => [digit, String(at)] as const)),
)

export const yearOfBirth = (age: number, today: Date): string => String(today.getFullYear() - age)

/** An age answers two questions: the year, and that nobody knows it exactly. */
export const withAnswer = (values: Values, field: string, value: unknown): Values =>
  isBornByAge(value)
    ? { ...values, [field]: value.year ?? values[field], born_estimated: value.isEstimated ? true : null }
    : { ...values, [field]: value }
