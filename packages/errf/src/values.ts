import type { Kind } from './layout.ts'

interface ValueProblem {
  readonly code: 'moment' | 'boolean' | 'number'
  readonly values?: Readonly<Record<string, number>>
}

/** Bounds of `xs:byte` and `xs:short`. */
const BOUNDS = { byte: 128, short: 32_768 } as const

/** What the schemas' types refuse. White space around a value does not count, as XML Schema has it. Null: nothing. */
export function valueProblem(kind: Kind, text: string): ValueProblem | null {
  const value = text.trim()
  switch (kind) {
    case 'text':
    case 'photo':
      return null
    case 'boolean':
      return /^(?:true|false|1|0)$/.test(value) ? null : { code: 'boolean' }
    case 'moment':
      return dayOf(value) === null ? { code: 'moment' } : null
    case 'byte':
    case 'short': {
      const number = /^[+-]?\d{1,6}$/.test(value) ? Number(value) : Number.NaN
      const bound = BOUNDS[kind]
      return number >= -bound && number < bound ? null : { code: 'number', values: { least: -bound, most: bound - 1 } }
    }
  }
}

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):([0-5]\d):([0-5]\d)(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/

/** `2020-05-01T00:00:00+02:00` -> `2020-05-01`: the day as it was written, wherever it was. Null: no `xs:dateTime` of four-figure years. */
export function dayOf(text: string): string | null {
  const [, year = '', month = '', day = '', hour = ''] = MOMENT.exec(text.trim()) ?? []
  if (year === '' || year === '0000' || Number(hour) > 23) return null
  const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  made.setUTCFullYear(Number(year))
  const isDay = made.getUTCMonth() + 1 === Number(month) && made.getUTCDate() === Number(day)
  return isDay ? `${year}-${month}-${day}` : null
}

export const isTrue = (text: string | undefined): boolean => text !== undefined && /^(?:true|1)$/.test(text.trim())
