import { type Figures, type Interval, intervals, type Rates, reportOf, type TwoEyes } from '@nansen/biometrics'
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
  const notes: string[] = []
  for (const { result, scores, apart, twoEyes, travelling } of sets) {
    const interval = intervals(scores)
    rows.push(rowOf(result.name, result, range(interval.eer), range(interval.fmr1000)))
    notes.push(...notesOf(result, apart, twoEyes))
    if (travelling !== null) {
      const small = intervals(travelling.scores)
      rows.push(rowOf('  its travelling form', travelling.result, range(small.eer), range(small.fmr1000)))
    }
    for (const { system, eer, fmr1000 } of peersOf(result.name)) {
      rows.push([`  ${system}`, eer.toFixed(2), '', '', fmr1000.toFixed(2)])
    }
  }
  if (sets.length > 1) rows.push(rowOf('mean', mean, '', ''))
  const small = sets.flatMap(({ travelling }) => (travelling === null ? [] : [travelling.result]))
  if (small.length > 1) rows.push(rowOf('  travelling form', reportOf(small).mean, '', ''))
  const widths = HEAD.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    HEAD.map((_, i) => (i === 0 ? (row[i] ?? '').padEnd(widths[i]!) : (row[i] ?? '').padStart(widths[i]!)))
      .join('  ')
      .trimEnd()
  return [...rows.map(line), ...notes].join('\n')
}

/** What stands below the table: the rates without failures, and both eyes together. */
function notesOf({ name, failed }: MeasuredSet['result'], apart: Rates | null, eyes: TwoEyes | null): string[] {
  const without =
    apart === null || failed === 0
      ? []
      : [`${name}: without the ${failed} that failed EER ${percent(apart.eer)}, FMR10000 ${percent(apart.fmr10000)}`]
  const both =
    eyes === null
      ? []
      : [
          `${name}: both eyes together, ${eyes.genuine} pairs of one person and ${eyes.impostor} of two: EER ${percent(eyes.eer)} %, evidence of one at least ${eyes.lowestGenuine.toFixed(1)}, of two at most ${eyes.highestImpostor.toFixed(1)}`,
        ]
  return [...without, ...both]
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
