import { Refusal } from '@nansen/kernel'

/** One line of a bank's answer. `amount` where the bank repeats it. */
export interface AnswerLine {
  readonly number: string
  readonly outcome: 'paid' | 'failed'
  readonly reason: string | null
  readonly day: string
  readonly amount: number | null
}

const WANTED = ['number', 'outcome', 'reason', 'date'] as const
/** A cell of RFC 4180, quoted or bare, with what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy

/** The table of an answer file: `number,outcome,reason,date` and perhaps `amount`, columns in any order. @throws Refusal `invalid` naming the line. */
export function answerLines(csv: string, today: string): readonly AnswerLine[] {
  const [head, ...rows] = rowsOf(csv.replace(/^\uFEFF/u, ''))
  const column = (name: string): number => (head ?? []).findIndex(cell => cell.trim().toLowerCase() === name)
  const missing = WANTED.find(name => column(name) === -1)
  if (missing !== undefined) throw new Refusal('invalid', `the first line names no column ${missing}`, { field: 'csv' })
  return rows.map((row, index) => {
    const cell = (name: string): string => row[column(name)]?.trim() ?? ''
    const wrong = (what: string) => new Refusal('invalid', `line ${index + 2}: ${what}`, { field: 'csv' })
    const outcome = cell('outcome').toLowerCase()
    if (outcome !== 'paid' && outcome !== 'failed') throw wrong('paid or failed')
    const day = cell('date')
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)) || day > today)
      throw wrong('a day until today')
    const said = cell('amount')
    const amount = said === '' ? null : Number(said)
    if (amount !== null && !Number.isFinite(amount)) throw wrong('an amount')
    return { number: cell('number').toUpperCase(), outcome, reason: cell('reason') || null, day, amount }
  })
}

function rowsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  for (let at = 0; at < csv.length; at = CELL.lastIndex) {
    CELL.lastIndex = at
    const found = CELL.exec(csv)
    if (found === null) throw new Refusal('invalid', `line ${rows.length}: a quotation mark too many`, { field: 'csv' })
    rows.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] !== ',' && CELL.lastIndex < csv.length) rows.push([])
  }
  return rows.filter(row => row.some(cell => cell !== ''))
}
