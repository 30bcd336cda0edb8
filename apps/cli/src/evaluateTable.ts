import { type Figures, type Interval, intervals } from '@nansen/biometrics'
import { peersOf } from './evaluatePeers.ts'
import type { MeasuredSet } from './evaluateSet.ts'

const percent = (fraction: number) => (fraction * 100).toFixed(2)
const range = ([low, high]: Interval) => `${percent(low)}-${percent(high)}`

const HEAD = [
  'set',
  'EER %',
  '95 %',
  'FMR100',
  'FMR1000',
  '95 %',
  'FMR10000',
  'zeroFMR',
  'images',
  'failed',
  'extract ms',
  'match us',
  'bytes',
]

/** What people read: ours, with intervals by drawing classes again, and beneath each set what others reached on it. */
export function evaluationTable(sets: readonly MeasuredSet[], mean: Figures): string {
  const rows: string[][] = [HEAD]
  for (const { result, scores } of sets) {
    const interval = intervals(scores)
    rows.push(rowOf(result.name, result, range(interval.eer), range(interval.fmr1000)))
    for (const { system, eer, fmr1000 } of peersOf(result.name)) {
      rows.push([`  ${system}`, eer.toFixed(2), '', '', fmr1000.toFixed(2)])
    }
  }
  if (sets.length > 1) rows.push(rowOf('mean', mean, '', ''))
  const widths = HEAD.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    HEAD.map((_, i) => (i === 0 ? (row[i] ?? '').padEnd(widths[i]!) : (row[i] ?? '').padStart(widths[i]!)))
      .join('  ')
      .trimEnd()
  return rows.map(line).join('\n')
}

function rowOf(name: string, figures: Figures, eerRange: string, missRange: string): string[] {
  const { eer, fmr100, fmr1000, fmr10000, zeroFmr, images, failed, extractMs, matchUs, templateBytes } = figures
  const rates = [
    percent(eer),
    eerRange,
    percent(fmr100),
    percent(fmr1000),
    missRange,
    percent(fmr10000),
    percent(zeroFmr),
  ]
  return [
    name,
    ...rates,
    `${round(images)}`,
    `${round(failed)}`,
    extractMs.toFixed(1),
    matchUs.toFixed(1),
    templateBytes.toFixed(0),
  ]
}

const round = (value: number) => Math.round(value * 10) / 10
